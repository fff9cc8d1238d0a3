import type { Server } from 'socket.io'
import type { GatewayEventName, GatewayEventPayload } from '#shared/protocol/events.ts'
import {
  extensionOf,
  isExtensionEventName,
  type ExtensionEventName,
  type ExtensionEventPayload,
} from '#shared/protocol/extension-events.ts'
import type { ServiceEventName, ServiceEventPayload } from '#shared/protocol/service-events.ts'
import type { UserId } from '#shared/models/ids.ts'
import { SERVICES_NAMESPACE, withoutExtension } from './room-names.ts'

/** A room or several: a socket in two of them hears once. `except` is heard by nobody in that room, whatever else they are in. */
export type Audience = string | readonly string[] | { readonly rooms: readonly string[]; readonly except: string }

type EventName = GatewayEventName | ExtensionEventName

/** Every event has exactly one argument; `ready` has none. */
type Arguments<Name extends EventName> = Name extends 'ready'
  ? []
  : Name extends GatewayEventName
    ? [payload: GatewayEventPayload<Name>]
    : Name extends ExtensionEventName
      ? [payload: ExtensionEventPayload<Name>]
      : never

/** The only ways an event leaves the gateway. All are called after the commit, never before. */
export interface Publish {
  readonly broadcast: <Name extends EventName>(event: Name, audience: Audience, ...payload: Arguments<Name>) => void
  readonly broadcastToUser: <Name extends EventName>(user: UserId, event: Name, ...payload: Arguments<Name>) => void
  /** To every connection of a service of bots; nobody else hears it. */
  readonly broadcastToService: <Name extends ServiceEventName>(
    serviceType: string,
    event: Name,
    payload: ServiceEventPayload<Name>,
  ) => void
}

interface Target {
  readonly rooms: readonly string[]
  readonly except: readonly string[]
}

function targetOf(event: EventName, audience: Audience): Target {
  // What belongs to an extension passes by whoever did not ask for it.
  const unasked = isExtensionEventName(event) ? [withoutExtension(extensionOf[event])] : []
  if (typeof audience === 'string') return { rooms: [audience], except: unasked }
  return 'rooms' in audience
    ? { rooms: audience.rooms, except: [...unasked, audience.except] }
    : { rooms: audience, except: unasked }
}

export function createPublish(io: Server): Publish {
  function send(event: EventName, audience: Audience, payload: readonly unknown[]): void {
    const { rooms, except } = targetOf(event, audience)
    // To Socket.IO no room means every socket there is.
    if (rooms.length === 0) return
    io.to([...rooms])
      .except([...except])
      .emit(event, ...payload)
  }

  return {
    broadcast: (event, audience, ...payload) => {
      send(event, audience, payload)
    },
    broadcastToUser: (user, event, ...payload) => {
      send(event, user, payload)
    },
    broadcastToService: (serviceType, event, payload) => {
      io.of(SERVICES_NAMESPACE).to(serviceType).emit(event, payload)
    },
  }
}
