import type { Message } from '#shared/models/message.ts'
import type { Reader } from '../database/open-database.ts'
import type { MessageTable } from '../database/schema.ts'
import type { FileAddress } from './file-address.ts'
import { toMessage } from './message.ts'
import { reactionsOf } from './reactions.ts'
import { userSummaries } from './user.ts'

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
  return rows.map((row) => {
    const author = authors.get(row.authorId) ?? null
    return toMessage({ row, author, reactions: reactions.get(row.id) ?? [] }, fileAddress)
  })
}
