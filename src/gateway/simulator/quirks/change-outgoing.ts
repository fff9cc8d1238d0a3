import type { Audience, Publish } from '../../realtime/publish.ts'
import type { Realtime } from '../../realtime/socket-server.ts'

/** An event on its way out, before it is known whom it reaches. */
export interface Outgoing {
  readonly event: string
  readonly audience: Audience
  readonly payload: unknown
}

type Change = (outgoing: Outgoing) => readonly Outgoing[]

/** Sends whatever, to whomever: quirks say what the protocol does not. */
type Send = (event: string, audience: Audience, ...payload: readonly unknown[]) => void

// A quirk's events have the names of the protocol's, and not always their payloads.
export const sendBy = (publish: Publish): Send => publish.broadcast as unknown as Send

/** Features that publish through this send what the change makes of it: nothing, something else, or more. */
export function changeOutgoing(realtime: Realtime, change: Change): Realtime {
  const { publish } = realtime
  const send = sendBy(publish)

  const broadcast: Send = (event, audience, ...payload) => {
    const [only] = payload
    for (const outgoing of change({ event, audience, payload: only })) {
      send(outgoing.event, outgoing.audience, ...(payload.length === 0 ? [] : [outgoing.payload]))
    }
  }

  return {
    ...realtime,
    publish: {
      ...publish,
      broadcast,
      broadcastToUser: (user, event, ...payload) => {
        broadcast(event, user, ...payload)
      },
    },
  }
}
