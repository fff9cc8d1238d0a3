import type { Reader, Writer } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import { reaction, type Message, type Reaction } from '#shared/models/message.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toMessage } from '../../wire/message.ts'
import { userSummaries } from '../../wire/user.ts'

export async function insertMessage(writer: Writer, row: MessageTable): Promise<void> {
  await writer.insertInto('message').values(row).execute()
}

export function findMessage(reader: Reader, id: string): Promise<MessageTable | undefined> {
  return reader.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
}

type Change = Partial<Pick<MessageTable, 'content' | 'payload' | 'mentions' | 'editedAt' | 'retractedAt'>>

/** Changes a message; its `rev` grows with every change. */
export async function updateMessage(
  writer: Writer,
  row: MessageTable,
  change: Change & { readonly updatedAt: string },
): Promise<MessageTable> {
  const next = { ...row, ...change, rev: row.rev + 1 }
  const { id, ...values } = next
  await writer.updateTable('message').set(values).where('id', '=', id).execute()
  return next
}

/** One page, newest first: what stands before `before`, or the newest. */
export function pageOf(
  reader: Reader,
  channel: string,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<MessageTable[]> {
  const query = reader
    .selectFrom('message')
    .selectAll()
    .where('channelId', '=', channel)
    .orderBy('id', 'desc')
    .limit(page.limit)
  return (page.before === undefined ? query : query.where('id', '<', page.before)).execute()
}

/** The message an author stored under a nonce not longer than a day ago; an older one gives its nonce up. */
export async function findByNonce(
  writer: Writer,
  key: { readonly authorId: string; readonly channelId: string; readonly nonce: string },
  since: string,
): Promise<MessageTable | undefined> {
  const row = await writer
    .selectFrom('message')
    .selectAll()
    .where('authorId', '=', key.authorId)
    .where('channelId', '=', key.channelId)
    .where('nonce', '=', key.nonce)
    .executeTakeFirst()
  if (row === undefined || row.createdAt >= since) return row
  await writer.updateTable('message').set({ nonce: null }).where('id', '=', row.id).execute()
  return undefined
}

/** Which of some ids are members of a server, in the order they were asked for. */
export async function membersAmong(reader: Reader, server: string, users: readonly string[]): Promise<string[]> {
  if (users.length === 0) return []
  const rows = await reader
    .selectFrom('member')
    .select('userId')
    .where('serverId', '=', server)
    .where('userId', 'in', users)
    .execute()
  const members = new Set(rows.map((row) => row.userId))
  return users.filter((user) => members.has(user))
}

export async function recipientsOf(reader: Reader, channel: string): Promise<string[]> {
  const rows = await reader.selectFrom('recipient').select('userId').where('channelId', '=', channel).execute()
  return rows.map((row) => row.userId)
}

async function reactionsOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Reaction[]>> {
  const rows = await reader
    .selectFrom('reaction')
    .selectAll()
    .where('messageId', 'in', ids)
    .orderBy('place')
    .orderBy('userId')
    .execute()
  const byMessage = Map.groupBy(rows, (row) => row.messageId)
  return new Map([...byMessage].map(([id, list]) => [id, groupByEmoji(list)]))
}

function groupByEmoji(rows: readonly { readonly emoji: string; readonly userId: string }[]): Reaction[] {
  const byEmoji = Map.groupBy(rows, (row) => row.emoji)
  return [...byEmoji].map(([emoji, list]) => reaction.parse({ emoji, userIds: list.map((row) => row.userId) }))
}

/** Rows with their authors and reactions, as they are sent. */
export async function toMessages(
  reader: Reader,
  fileAddress: FileAddress,
  rows: readonly MessageTable[],
): Promise<Message[]> {
  if (rows.length === 0) return []
  const authors = await userSummaries(reader, fileAddress, [...new Set(rows.map((row) => row.authorId))])
  const reactions = await reactionsOf(
    reader,
    rows.map((row) => row.id),
  )
  return rows.map((row) =>
    toMessage({ row, author: authors.get(row.authorId) ?? null, reactions: reactions.get(row.id) ?? [] }),
  )
}
