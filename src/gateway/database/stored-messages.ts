import { sql, type Insertable, type RawBuilder } from 'kysely'
import { textsOf } from './dialect.ts'
import { foldText } from './fold-text.ts'
import type { Writer } from './open-database.ts'
import type { Schema } from './schema.ts'

// Messages are written here and nowhere else: what can be found by search changes with them.

/** Less than what a statement can hold. */
const ROWS_AT_ONCE = 500

type Stored = Insertable<Schema['message']>

/** Where a message stands in the index of search. */
const placeOf = (id: string): RawBuilder<unknown> =>
  sql`(select (number << 40) | seq from message join channelNumber using (channelId) where id = ${id})`

/** What of a message can be found: nothing of a retracted one. */
const findableText = ({ content, retractedAt }: Stored): string =>
  (retractedAt ?? null) === null ? foldText(content ?? '') : ''

export async function storeMessage(writer: Writer, row: Stored): Promise<void> {
  await writer.insertInto('message').values(row).execute()
  const text = findableText(row)
  if (text !== '') await sql`insert into searchText (place, text) values (${placeOf(row.id)}, ${text})`.execute(writer)
}

/** A past of many messages, in the order of their ids. */
export async function storeMessages(writer: Writer, rows: readonly Stored[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_AT_ONCE)
    await writer.insertInto('message').values(part).execute()
    const ids = textsOf(part.filter((row) => findableText(row) !== '').map(({ id }) => id))
    await sql`insert into searchText (place, text)
      select (number << 40) | seq, fold(content) from message join channelNumber using (channelId)
      where id in ${ids} order by 1`.execute(writer)
  }
}

/** Puts a whole row in place of another one of the same message. */
export async function replaceMessage(writer: Writer, before: Stored, next: Stored): Promise<void> {
  const { id, ...values } = next
  await writer.updateTable('message').set(values).where('id', '=', id).execute()
  const text = findableText(next)
  if (text === findableText(before)) return
  await sql`delete from searchText where place = ${placeOf(id)}`.execute(writer)
  if (text !== '') await sql`insert into searchText (place, text) values (${placeOf(id)}, ${text})`.execute(writer)
}
