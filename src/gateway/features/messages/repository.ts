import type { Reader, Writer } from '../../database/open-database.ts'
import type { ChannelTable, MessageTable, Schema } from '../../database/schema.ts'
import { replaceMessage } from '../../database/stored-messages.ts'

export async function insertMessageFiles(writer: Writer, rows: readonly Schema['messageFile'][]): Promise<void> {
  if (rows.length > 0)
    await writer
      .insertInto('messageFile')
      .values([...rows])
      .execute()
}

export function findMessage(reader: Reader, id: string): Promise<MessageTable | undefined> {
  return reader.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
}

export type MessageChange = Partial<
  Pick<MessageTable, 'content' | 'plainText' | 'payload' | 'mentions' | 'editedAt' | 'retractedAt'>
>

/** Changes a message; its `rev` grows with every change. */
export async function updateMessage(
  writer: Writer,
  row: MessageTable,
  change: MessageChange & { readonly updatedAt: string },
): Promise<MessageTable> {
  const next = { ...row, ...change, rev: row.rev + 1 }
  await replaceMessage(writer, row, next)
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

export function findChannel(reader: Reader, id: string): Promise<ChannelTable | undefined> {
  return reader.selectFrom('channel').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Which of some keys are files this person uploaded to this channel. */
export async function uploadsAmong(
  reader: Reader,
  upload: { readonly uploaderId: string; readonly channelId: string },
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await reader
    .selectFrom('file')
    .select('key')
    .where('key', 'in', keys)
    .where('uploaderId', '=', upload.uploaderId)
    .where('channelId', '=', upload.channelId)
    .where('isPending', '=', 0)
    .execute()
  return new Set(rows.map((row) => row.key))
}

export function findSticker(reader: Reader, id: string): Promise<Schema['sticker'] | undefined> {
  return reader.selectFrom('sticker').selectAll().where('id', '=', id).executeTakeFirst()
}
