import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { hasOwnName } from '#shared/models/message-payload.ts'
import type { UserSummary } from '#shared/models/user.ts'
import {
  isReadable,
  type AccountState,
  type MessageIsland,
  type MessageRow,
  type MessageWindow,
  type PendingMessage,
} from '../state.ts'

const NO_PENDING: readonly PendingMessage[] = []

export const selectWindow = (state: AccountState, channelId: ChannelId): MessageWindow | undefined =>
  state.windows[channelId]

/** The range further back that somebody looks at in a channel; undefined while they look at its newest messages. */
export function selectIsland(state: AccountState, channelId: ChannelId): MessageIsland | undefined {
  const viewed = state.viewed[channelId]
  if (viewed === undefined) return undefined
  return state.islands[channelId]?.find(({ rows }) => rows.some(({ _id }) => _id === viewed))
}

export const selectPending = (state: AccountState, channelId: ChannelId): readonly PendingMessage[] =>
  state.pending[channelId] ?? NO_PENDING

/** A message by its id, wherever in a channel it was read. */
export function selectMessage(state: AccountState, channelId: ChannelId, id: MessageId): Message | undefined {
  const ranges = [state.windows[channelId], ...(state.islands[channelId] ?? [])]
  for (const range of ranges) {
    const row = range?.rows.find(({ _id }) => _id === id)
    if (row !== undefined && isReadable(row)) return row
  }
  return undefined
}

/** Who wrote a message, as they are called now; under a name of its own where it has one. Null: nobody any more. */
export function selectAuthor({ people }: AccountState, { authorId, payload }: Message): UserSummary | null {
  if (authorId === null || hasOwnName(payload)) return authorId
  return people[authorId._id] ?? authorId
}

/** Messages of one author within this time stand under one head. */
const GROUP_MS = 5 * 60_000

/** Whether a row goes on right under the one before it: same author, soon after, no reply. */
export function continues(row: MessageRow, before: MessageRow | undefined): boolean {
  if (before === undefined || !isReadable(row) || !isReadable(before)) return false
  if (row.referencedMessageId !== undefined && row.referencedMessageId !== null) return false
  if (row.authorId?._id !== before.authorId?._id || nameOf(row) !== nameOf(before)) return false
  return Date.parse(row.createdAt) - Date.parse(before.createdAt) < GROUP_MS
}

/** A webhook may speak under several names; they are not grouped with each other. */
const nameOf = (row: Message): string | undefined => (hasOwnName(row.payload) ? row.authorId?.username : undefined)

/** Whether a day begins with this row, by the local calendar. */
export function beginsDay(row: MessageRow, before: MessageRow | undefined): boolean {
  return before === undefined || new Date(row.createdAt).toDateString() !== new Date(before.createdAt).toDateString()
}
