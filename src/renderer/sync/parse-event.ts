import type * as z from 'zod/mini'
import {
  gatewayEvents,
  isGatewayEventName,
  type GatewayEvent,
  type GatewayEventName,
  type MessageEventName,
} from '#shared/protocol/events.ts'
import {
  extensionEvents,
  isExtensionEventName,
  type ExtensionEventName,
  type ExtensionEventPayload,
} from '#shared/protocol/extension-events.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageRow } from '../store/state.ts'
import { readMessage } from './http/answers.ts'

/** A message event: the row may be one that does not fit the contract and is shown as such. */
export interface MessageSyncEvent {
  readonly type: MessageEventName
  readonly channelId: ChannelId
  readonly row: MessageRow
}

/** An event of an extension, as data. */
type ExtensionEvent = {
  [Name in ExtensionEventName]: { readonly type: Name; readonly payload: ExtensionEventPayload<Name> }
}[ExtensionEventName]

/** An event as sync works with it. */
export type SyncEvent = Exclude<GatewayEvent, { readonly type: MessageEventName }> | MessageSyncEvent | ExtensionEvent

const messageEvents: ReadonlySet<string> = new Set<MessageEventName>([
  'MESSAGE_CREATE',
  'MESSAGE_UPDATE',
  'MESSAGE_REACTION_ADD',
  'MESSAGE_REACTION_REMOVE',
])

const isMessageEvent = (name: GatewayEventName): name is MessageEventName => messageEvents.has(name)

/** Parses what the socket brought. Undefined: an event of another age, or one that nothing can be made of. */
export function parseEvent(name: string, payload: unknown): SyncEvent | undefined {
  if (isExtensionEventName(name)) return parsedBy(extensionEvents[name], name, payload)
  if (!isGatewayEventName(name)) return undefined
  if (isMessageEvent(name)) {
    const known = readMessage(payload)
    return known === undefined ? undefined : { type: name, ...known }
  }
  return parsedBy(gatewayEvents[name], name, payload)
}

function parsedBy(schema: z.ZodMiniType, name: SyncEvent['type'], payload: unknown): SyncEvent | undefined {
  const parsed = schema.safeParse(payload)
  // The schema was looked up by the name, so the pair fits; TypeScript cannot follow that through the table.
  return parsed.success ? ({ type: name, payload: parsed.data } as SyncEvent) : undefined
}
