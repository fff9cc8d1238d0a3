import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'
import { moveReaction } from '../../database/upserts.ts'

type ReactionRow = Pick<Schema['reaction'], 'messageId' | 'userId' | 'emoji' | 'createdAt'>

/** Where an emoji stands on a message; undefined where nobody used it. */
async function placeOf(reader: Reader, message: string, emoji: string): Promise<number | undefined> {
  const row = await reader
    .selectFrom('reaction')
    .select('place')
    .where('messageId', '=', message)
    .where('emoji', '=', emoji)
    .executeTakeFirst()
  return row?.place
}

async function nextPlace(reader: Reader, message: string): Promise<number> {
  const row = await reader
    .selectFrom('reaction')
    .select((expression) => expression.fn.max('place').as('last'))
    .where('messageId', '=', message)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export async function isOnMessage(reader: Reader, message: string, emoji: string): Promise<boolean> {
  return (await placeOf(reader, message, emoji)) !== undefined
}

/** Gives a person this one reaction to a message, in place of any other. False where it was theirs already. */
export async function putReaction(writer: Writer, row: ReactionRow): Promise<boolean> {
  const { messageId, emoji } = row
  const place = (await placeOf(writer, messageId, emoji)) ?? (await nextPlace(writer, messageId))
  return moveReaction(writer, { ...row, place })
}

/** Takes a person's reaction away. False where they had none like it. */
export async function removeReaction(writer: Writer, row: Omit<ReactionRow, 'createdAt'>): Promise<boolean> {
  const { numDeletedRows } = await writer
    .deleteFrom('reaction')
    .where('messageId', '=', row.messageId)
    .where('userId', '=', row.userId)
    .where('emoji', '=', row.emoji)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
