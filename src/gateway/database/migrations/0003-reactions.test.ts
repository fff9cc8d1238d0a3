import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { kyselyDatabase } from '../node-sqlite.ts'
import { firstLight } from './0001-first-light.ts'
import { placesAndPeople } from './0002-places-and-people.ts'
import { reactions } from './0003-reactions.ts'

test('[REACT8] an older database keeps its reactions, but for those of no message', async () => {
  const connection = new DatabaseSync(':memory:')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: kyselyDatabase(connection) }) })
  for (const earlier of [firstLight, placesAndPeople]) await earlier.up(db)
  connection.exec(`
    insert into channel (id, type, createdAt, updatedAt) values ('c', 'GUILD_TEXT', '', '');
    insert into message (id, channelId, authorId, type, attachments, mentions, rev, createdAt, updatedAt)
      values ('m', 'c', 'a', 't', '[]', '[]', 1, '', '');
    insert into reaction (messageId, userId, emoji, createdAt, place)
      values ('m', 'bob', 'x', '2027', 3), ('gone', 'bob', 'y', '2027', 1)`)
  await reactions.up(db)
  const rows = connection.prepare('select * from reaction').all()
  expect(rows).toEqual([{ messageId: 'm', userId: 'bob', emoji: 'x', place: 3, createdAt: '2027' }])
  connection.exec(`delete from channel where id = 'c'`)
  expect(connection.prepare('select * from reaction').all()).toEqual([])
  await db.destroy()
})
