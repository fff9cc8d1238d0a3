import * as z from 'zod/mini'
import { channelId, messageId, userId } from '../models/ids.ts'
import { userPublic } from '../models/user.ts'

/**
 * Events beyond the protocol, name to payload. They go only to sockets that named the event's extension in the
 * handshake's `auth.extensions`: whoever never asked sees none (convergence).
 */
export const extensionEvents = {
  /** To the own sockets, when the mark of a channel has moved. */
  READ_STATE_UPDATE: z.object({ channelId, lastReadMessageId: messageId }),
  /** To everybody who shares a server or a direct message with somebody whose profile has changed, and to themselves. */
  USER_UPDATE: userPublic,
  /** To whoever hears the channel, but not to the one who types. */
  TYPING_START: z.object({ channelId, userId }),
} as const

type ExtensionEventSchemas = typeof extensionEvents
export type ExtensionEventName = keyof ExtensionEventSchemas
export type ExtensionEventPayload<Name extends ExtensionEventName> = z.infer<ExtensionEventSchemas[Name]>

/** What a socket has to name to get an event. */
export const extensionOf = {
  READ_STATE_UPDATE: 'read-sync',
  USER_UPDATE: 'user-update',
  TYPING_START: 'typing',
} as const satisfies Record<ExtensionEventName, string>

export type ExtensionName = (typeof extensionOf)[ExtensionEventName]
export const extensionNames: readonly ExtensionName[] = Object.values(extensionOf)

export function isExtensionEventName(name: string): name is ExtensionEventName {
  return Object.hasOwn(extensionEvents, name)
}
