import { sql, type Insertable, type RawBuilder } from 'kysely'
import { foldText } from './fold-text.ts'
import type { Writer } from './open-database.ts'
import type { Schema } from './schema.ts'

// Messages are written here and nowhere else: what can be found by search changes with them.

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

/** Puts a whole row in place of another one of the same message. */
export async function replaceMessage(writer: Writer, before: Stored, next: Stored): Promise<void> {
  const { id, ...values } = next
  await writer.updateTable('message').set(values).where('id', '=', id).execute()
  const text = findableText(next)
  if (text === findableText(before)) return
  await sql`delete from searchText where place = ${placeOf(id)}`.execute(writer)
  if (text !== '') await sql`insert into searchText (place, text) values (${placeOf(id)}, ${text})`.execute(writer)
}
