import { castDraft, type Draft } from 'immer'
import type { LastMessage } from '#shared/models/channel.ts'
import type { ChannelId, MessageId, ServerId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { forgetChannel } from '../apply/places.ts'
import { markFromList, withListed, type ListItem } from './marks.ts'

interface Listed {
  readonly _id: ChannelId
}

/** What is gone from a list is gone from everywhere: windows and marks; what is in it is not gone. */
export function forgetMissing(draft: Draft<AccountState>, before: readonly Listed[], now: readonly Listed[]): void {
  const present = new Set(now.map((channel) => channel._id))
  for (const { _id } of now) delete draft.gone[_id]
  for (const { _id } of before) {
    if (present.has(_id)) continue
    forgetChannel(draft, _id)
    draft.gone[_id] ??= 'unsaid'
  }
}

/** What was told of channels of a server that are not in its list: it was told before anybody knew that. */
export function forgetUnlisted(draft: Draft<AccountState>, serverId: ServerId, now: readonly Listed[]): void {
  const present = new Set<string>(now.map(({ _id }) => _id))
  for (const [channelId, mark] of Object.entries(draft.marks)) {
    if (mark.serverId === serverId && !present.has(channelId)) delete draft.marks[channelId]
  }
}

interface Channel extends Listed {
  readonly updatedAt: string
  readonly permissions: readonly string[]
  readonly lastReadMessageId: MessageId | null
  readonly lastMessage: LastMessage | null
}

/**
 * Channels as they were answered, each with the newest that is known of it: events may have told of a newer name or message,
 * or of a retraction, while the list was on its way (convergence, rules 1 and 17).
 */
export function withNewest<Item extends Channel>(answered: readonly Item[], known: readonly Item[]): readonly Item[] {
  const before = new Map(known.map((channel) => [channel._id, channel]))
  return answered.map((channel) => newestOf(channel, before.get(channel._id)))
}

/** What an event never tells is taken from the list, however old it is. */
function newestOf<Item extends Channel>(answered: Item, told: Item | undefined): Item {
  if (told === undefined) return answered
  const { permissions, lastReadMessageId } = answered
  const lastMessage = isNewer(told.lastMessage, answered.lastMessage) ? told.lastMessage : answered.lastMessage
  const record = told.updatedAt > answered.updatedAt ? told : answered
  return { ...record, permissions, lastReadMessageId, lastMessage }
}

function isNewer(told: LastMessage | null, answered: LastMessage | null): boolean {
  if (told === null) return false
  if (answered === null || told._id > answered._id) return true
  return told._id === answered._id && told.retractedAt !== undefined && answered.retractedAt === undefined
}

/** What is in a list that was not in it before. */
export function appearedIn<Item extends { readonly _id: string }>(
  now: readonly Item[],
  before: readonly { readonly _id: string }[],
): readonly Item[] {
  const known = new Set(before.map(({ _id }) => _id))
  return now.filter(({ _id }) => !known.has(_id))
}

/** Marks from the lists themselves, for a gateway that counts nothing. */
export function markListed(store: AccountStore, draft: Draft<AccountState>, channels: readonly ListItem[]): void {
  const { marks, me } = store.get()
  for (const channel of channels) {
    draft.marks[channel._id] = castDraft(withListed(marks[channel._id], markFromList(channel, me._id)))
  }
}
