import type { Server } from 'socket.io'
import type { GatewayEventName, GatewayEventPayload } from '#shared/protocol/events.ts'
import type { UserId } from '#shared/models/ids.ts'

/** A room, several (a socket in two of them hears once), or every socket of the gateway. */
export type Audience = string | readonly string[] | typeof EVERYBODY

export const EVERYBODY = Symbol('everybody')

/** The only two ways an event leaves the gateway. Both are called after the commit, never before. */
export interface Publish {
  readonly broadcast: <Name extends GatewayEventName>(
    event: Name,
    audience: Audience,
    ...payload: Arguments<Name>
  ) => void
  readonly broadcastToUser: <Name extends GatewayEventName>(
    user: UserId,
    event: Name,
    ...payload: Arguments<Name>
  ) => void
}

/** Every event has exactly one argument; `ready` has none. */
type Arguments<Name extends GatewayEventName> = Name extends 'ready' ? [] : [payload: GatewayEventPayload<Name>]

export function createPublish(io: Server): Publish {
  return {
    broadcast: (event, audience, ...payload) => {
      if (audience === EVERYBODY) io.emit(event, ...payload)
      else if (typeof audience === 'string') io.to(audience).emit(event, ...payload)
      // To Socket.IO no room at all is everybody.
      else if (audience.length > 0) io.to([...audience]).emit(event, ...payload)
    },
    broadcastToUser: (user, event, ...payload) => {
      io.to(user).emit(event, ...payload)
    },
  }
}
