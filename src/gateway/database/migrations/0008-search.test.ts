import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { addFunctions } from '../dialect.ts'
import { kyselyDatabase } from '../node-sqlite.ts'
import { firstLight } from './0001-first-light.ts'
import { search } from './0008-search.ts'

test('[SEARCH9] what an older version stored can be found, but for what was retracted or says nothing', async () => {
  const connection = new DatabaseSync(':memory:')
  addFunctions(connection)
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: kyselyDatabase(connection) }) })
  await firstLight.up(db)
  connection.exec(`
    insert into channel (id, type, createdAt, updatedAt) values ('c', 'GUILD_TEXT', '', ''), ('d', 'DM', '', '');
    insert into message (id, channelId, authorId, type, content, retractedAt, attachments, mentions, rev, createdAt, updatedAt)
      values ('1', 'd', 'a', 't', 'ÉLAN', null, '[]', '[]', 1, '', ''), ('2', 'c', 'a', 't', 'gone', 'x', '[]', '[]', 1, '', ''),
        ('3', 'c', 'a', 't', null, null, '[]', '[]', 1, '', ''), ('4', 'c', 'a', 't', '', null, '[]', '[]', 1, '', ''),
        ('5', 'c', 'a', 't', 'Hello', null, '[]', '[]', 1, '', '')`)
  await search.up(db)
  const texts = connection.prepare('select place >> 40 as number, text from searchText').all()
  expect(texts).toEqual([
    { number: 1, text: 'hello' },
    { number: 2, text: 'élan' },
  ])
  const named = connection.prepare(`select rowid >> 40 as number from searchGram where searchGram match '"lan"'`).all()
  expect(named).toEqual([{ number: 2 }])
  await db.destroy()
})
