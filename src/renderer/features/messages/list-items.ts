import type { Message } from '#shared/models/message.ts'
import type { MessageId, UserId } from '#shared/models/ids.ts'
import { beginsDay, continues } from '../../store/selectors/messages.ts'
import { isReadable, type AccountState, type MessageRow, type PendingMessage } from '../../store/state.ts'

/** What the list shows at one index: confirmed rows, then what is on its way. */
export type ListItem =
  | { readonly kind: 'row'; readonly row: MessageRow; readonly before: MessageRow | undefined }
  | { readonly kind: 'pending'; readonly pending: PendingMessage; readonly head: boolean }

/** Under which nonce messages were sent from here, by what each of them became. */
export type SentNonces = ReadonlyMap<MessageId, string>

export const noncesOf = (stored: AccountState['stored']): SentNonces =>
  new Map(Object.entries(stored).map(([nonce, messageId]) => [messageId, nonce]))

export interface ListContent {
  readonly rows: readonly MessageRow[]
  readonly pending: readonly PendingMessage[]
  readonly nonces: SentNonces
}

const GROUP_MS = 5 * 60_000

/** Whether what this person sends now stands under a head of its own. */
function pendingHead({ rows, pending }: ListContent, index: number, me: UserId): boolean {
  // What answers a message has its quote above its head.
  if (pending[index]?.referencedMessageId !== undefined) return true
  if (index > 0) return false
  const last = rows.at(-1)
  const sentAt = pending[0]?.sentAt ?? 0
  if (last === undefined || !isReadable(last) || last.authorId?._id !== me) return true
  return sentAt - Date.parse(last.createdAt) > GROUP_MS
}

export function itemAt(content: ListContent, index: number, me: UserId): ListItem | undefined {
  const row = content.rows[index]
  if (row !== undefined) return { kind: 'row', row, before: content.rows[index - 1] }
  const place = index - content.rows.length
  const pending = content.pending[place]
  return pending === undefined ? undefined : { kind: 'pending', pending, head: pendingHead(content, place, me) }
}

/**
 * A key that stays the same when a message on its way is confirmed: the row is not drawn anew. What a message says of its
 * nonce means nothing here: others may have copied it, and something retracted says nothing any more.
 */
export const keyOfRow = ({ _id }: MessageRow, nonces: SentNonces): string => nonces.get(_id) ?? _id

export function keyOf({ rows, pending, nonces }: ListContent, index: number): string {
  const row = rows[index]
  return row === undefined ? (pending[index - rows.length]?.nonce ?? String(index)) : keyOfRow(row, nonces)
}

/** Where the row of a key stands; undefined where none has it. */
export function indexOfKey(content: ListContent, key: string): number | undefined {
  const { rows, pending, nonces } = content
  const waiting = pending.findIndex(({ nonce }) => nonce === key)
  if (waiting >= 0) return rows.length + waiting
  const index = rows.findLastIndex((row) => keyOfRow(row, nonces) === key)
  return index < 0 ? undefined : index
}

export function startsGroup(item: Extract<ListItem, { readonly kind: 'row' }>, isFirstNew: boolean): boolean {
  return isFirstNew || beginsDay(item.row, item.before) || !continues(item.row, item.before)
}

/** The first row that others wrote after the mark: where the new ones begin. */
export function firstNewRow(
  rows: readonly MessageRow[],
  lastRead: MessageId | null,
  me: UserId,
): MessageRow | undefined {
  if (lastRead === null) return undefined
  return rows.find((row) => row._id > lastRead && (!isReadable(row) || row.authorId?._id !== me))
}

/** A message by its id, among those that were read. */
export function findMessage(rows: readonly MessageRow[], id: string | null | undefined): Message | undefined {
  if (id === null || id === undefined) return undefined
  const row = rows.find((candidate) => candidate._id === id)
  return row !== undefined && isReadable(row) ? row : undefined
}
