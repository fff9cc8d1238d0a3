import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'

test('every foreign key is led by an index, so that a deletion finds what goes with it', async () => {
  const database = await openDatabase(undefined)
  const { rows: keys } = await sql<{ key: string }>`
    select t.name || '.' || k."from" as key
    from sqlite_schema t join pragma_foreign_key_list(t.name) k
    where t.type = 'table'`.execute(database.reader)
  const { rows: led } = await sql<{ key: string }>`
    select t.name || '.' || c.name as key
    from sqlite_schema t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
    where t.type = 'table' and c.seqno = 0`.execute(database.reader)
  const known = new Set(led.map(({ key }) => key))
  expect(keys.length).toBeGreaterThan(15)
  expect(keys.map(({ key }) => key).filter((key) => !known.has(key))).toEqual([])
  await database.close()
})
