import { textsOf } from '../../database/dialect.ts'
import type { Reader, Writer } from '../../database/open-database.ts'
import { UNKNOWN_TYPE } from '../../files/media-types.ts'

interface Announced {
  readonly contentType: string
  readonly size: number
  readonly isPending: number
}

export function findFile(reader: Reader, key: string): Promise<Announced | undefined> {
  return reader
    .selectFrom('file')
    .select(['contentType', 'size', 'isPending'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/** An announced file is there: whether it still was announced. */
export async function settleFile(writer: Writer, key: string): Promise<boolean> {
  const { numUpdatedRows } = await writer
    .updateTable('file')
    .set({ isPending: 0 })
    .where('key', '=', key)
    .where('isPending', '=', 1)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

interface Opened {
  /** Undefined where no standing message of the channel opens it. */
  readonly key: string | undefined
  /** As its uploader declared it. */
  readonly contentType: string
}

export async function findOpened(reader: Reader, channel: string, key: string): Promise<Opened> {
  const row = await reader
    .selectFrom('messageFile')
    .innerJoin('message', 'message.id', 'messageFile.messageId')
    .leftJoin('file', 'file.key', 'messageFile.key')
    .select(['messageFile.key', 'file.contentType'])
    .where('messageFile.key', '=', key)
    .where('messageFile.opens', '=', 1)
    .where('message.channelId', '=', channel)
    .where('message.retractedAt', 'is', null)
    .executeTakeFirst()
  return { key: row?.key, contentType: row?.contentType ?? UNKNOWN_TYPE }
}

/** Forgets what was announced before a time and never came. */
export async function deleteUnsent(writer: Writer, before: string): Promise<void> {
  await writer.deleteFrom('file').where('isPending', '=', 1).where('createdAt', '<', before).execute()
}

export interface Awaited {
  readonly key: string
  readonly size: number
}

/** Those of some files that somebody announced for a channel and that are not known to be there. */
export function awaitedAmong(
  reader: Reader,
  sender: { readonly uploaderId: string; readonly channelId: string },
  keys: readonly string[],
): Promise<Awaited[]> {
  return reader
    .selectFrom('file')
    .select(['key', 'size'])
    .where('isPending', '=', 1)
    .where('uploaderId', '=', sender.uploaderId)
    .where('channelId', '=', sender.channelId)
    .where('key', 'in', textsOf(keys))
    .execute()
}

export async function forgetFile(writer: Writer, key: string): Promise<void> {
  await writer.deleteFrom('file').where('key', '=', key).where('isPending', '=', 1).execute()
}
