import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { kyselyDatabase } from '../node-sqlite.ts'
import { firstLight } from './0001-first-light.ts'
import { placesAndPeople } from './0002-places-and-people.ts'
import { reactions } from './0003-reactions.ts'
import { waysDown } from './0004-ways-down.ts'
import { fileReferences } from './0005-file-references.ts'

test('[SWEEP2] the messages of an older database refer to their files', async () => {
  const connection = new DatabaseSync(':memory:')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: kyselyDatabase(connection) }) })
  for (const earlier of [firstLight, placesAndPeople, reactions, waysDown]) await earlier.up(db)
  connection.exec(`insert into channel (id, type, createdAt, updatedAt) values ('c', 'GUILD_TEXT', '', '')`)
  const insert = connection.prepare(`
    insert into message (id, channelId, authorId, type, attachments, payload, mentions, rev, createdAt, updatedAt)
    values (?, 'c', 'a', 'message/default', ?, ?, '[]', 1, '', '')`)
  insert.run('1', JSON.stringify([{ key: 'one' }, { key: 'two' }, { filename: 'x' }]), null)
  insert.run('2', '[]', JSON.stringify({ sticker: { key: 'three' }, note: '"voice":' }))
  insert.run('3', '[]', JSON.stringify({ voice: { key: 'four' }, sticker: 'none' }))
  insert.run('4', '[]', null)

  await fileReferences.up(db)
  expect(connection.prepare('select messageId, key, opens from messageFile order by messageId, key').all()).toEqual([
    { messageId: '1', key: 'one', opens: 1 },
    { messageId: '1', key: 'two', opens: 1 },
    { messageId: '2', key: 'three', opens: 1 },
    { messageId: '3', key: 'four', opens: 1 },
  ])
})
