import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DirectoryInUseError } from './lock-directory.ts'
import { migrate } from './migrate.ts'
import { firstLight } from './migrations/0001-first-light.ts'
import { kyselyDatabase } from './node-sqlite.ts'
import { openDatabase, type Database, type Reader } from './open-database.ts'
import type { Schema } from './schema.ts'
import { UnusableDataError } from './unusable-data-error.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'mew-database-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

async function pragma(reader: Reader, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(reader)
  return Object.values(rows[0] ?? {})[0]
}

const keep = (database: Database, key: string): Promise<unknown> =>
  database.write(async (writer) => ({
    result: await writer.insertInto('meta').values({ key, value: 'x' }).execute(),
  }))

const keys = async ({ reader }: Database): Promise<string[]> =>
  (await reader.selectFrom('meta').select('key').orderBy('key').execute()).map((row) => row.key)

test('[MSG16] durability rests on these settings, on disk and in memory', async () => {
  const [disk, memory] = [await openDatabase(directory), await openDatabase(undefined)]
  for (const { reader } of [disk, memory]) {
    expect(await pragma(reader, 'synchronous')).toBe(2)
    expect(await pragma(reader, 'foreign_keys')).toBe(1)
    expect(await pragma(reader, 'busy_timeout')).toBe(5000)
    expect(await pragma(reader, 'trusted_schema')).toBe(0)
  }
  expect(await pragma(disk.reader, 'journal_mode')).toBe('wal')
  await disk.close()
  await memory.close()
})

test('[MSG16] what was written is there after a restart, in files nobody else may read', async () => {
  chmodSync(directory, 0o755)
  const first = await openDatabase(directory)
  await keep(first, 'kept')
  const modes = readdirSync(directory).map((name) => statSync(path.join(directory, name)).mode & 0o077)
  await first.close()
  expect(new Set(modes)).toEqual(new Set([0]))
  const second = await openDatabase(directory)
  expect(await keys(second)).toEqual(['kept'])
  await second.close()
})

test('[MSG16] an announcement comes after its commit and before the next work; failed work announces nothing', async () => {
  const database = await openDatabase(undefined)
  const heard: string[] = []
  const say = (name: string) => (): void => {
    heard.push(name)
  }
  const work = (name: string): Promise<unknown> =>
    database.write(async (writer) => {
      heard.push(`${name} begins`)
      await writer.insertInto('meta').values({ key: name, value: '' }).execute()
      return { result: undefined, announce: say(`${name} announced`) }
    })
  const failing = database.write(async (writer) => {
    await writer.insertInto('meta').values({ key: 'lost', value: '' }).execute()
    throw new Error('refused')
  })
  const others = [work('one'), work('two')]
  await expect(failing).rejects.toThrow('refused')
  await Promise.all(others)
  expect(heard).toEqual(['one begins', 'one announced', 'two begins', 'two announced'])
  expect(await keys(database)).toEqual(['one', 'two'])
  await database.close()
})

test('[ROOM2] what is read between two commits is still true when it is acted upon', async () => {
  const database = await openDatabase(undefined)
  const seen: number[] = []
  const count = async (reader: Reader): Promise<number> =>
    (await reader.selectFrom('meta').selectAll().execute()).length
  const settled = database.settle(async (reader) => {
    seen.push(await count(reader))
    await Promise.resolve()
    seen.push(await count(reader))
  })
  await Promise.all([settled, keep(database, 'late')])
  expect(seen).toEqual([0, 0])
  await database.close()
})

test('[CLI4] a directory belongs to one gateway at a time, and is free again when that one is gone', async () => {
  const first = await openDatabase(directory)
  await expect(openDatabase(directory)).rejects.toThrow(DirectoryInUseError)
  await first.close()
  const second = await openDatabase(directory)
  await second.close()
})

test('[CLI4] a directory that could not be opened is not held', async () => {
  writeFileSync(path.join(directory, 'gateway.sqlite'), 'this is no database, whatever its name says')
  await expect(openDatabase(directory)).rejects.toThrow(/not a database/)
  rmSync(path.join(directory, 'gateway.sqlite'))
  const database = await openDatabase(directory)
  await database.close()
})

const filesIn = (): string[] => readdirSync(directory).toSorted()

test('[DATA1] data of a newer gateway is refused, and left as it is', async () => {
  const database = await openDatabase(directory)
  await keep(database, 'kept')
  await database.close()
  const file = path.join(directory, 'gateway.sqlite')
  const raw = new DatabaseSync(file)
  raw.exec(`insert into kysely_migration values ('9999-from-the-future', '2099-01-01T00:00:00.000Z')`)
  raw.close()
  const before = filesIn()
  await expect(openDatabase(directory)).rejects.toThrow(UnusableDataError)
  await expect(openDatabase(directory)).rejects.toThrow(/newer version of the gateway.*9999-from-the-future/)
  expect(filesIn()).toEqual(before)
  const again = new DatabaseSync(file)
  expect(again.prepare('select key from meta').all()).toHaveLength(1)
  again.close()
})

describe('before a migration', () => {
  /** A database as the first version left it, with something in it that is not yet in its main file. */
  async function makeOld(): Promise<void> {
    const connection = new DatabaseSync(path.join(directory, 'gateway.sqlite'))
    connection.exec('pragma journal_mode = wal')
    const reader = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(connection) }) })
    await migrate({ migrations: { '0001-first-light': firstLight }, reader, connection, file: undefined })
    connection.exec(`insert into meta values ('kept', 'x')`)
    await reader.destroy()
  }

  test('[DATA2] a copy is made of what was there, readable by its owner alone, and the data goes on', async () => {
    await makeOld()
    const database = await openDatabase(directory)
    expect(await keys(database)).toEqual(['kept'])
    await keep(database, 'later')
    await database.close()
    const copy = path.join(directory, 'gateway.before-0002-places-and-people.sqlite')
    expect(statSync(copy).mode & 0o077).toBe(0)
    const raw = new DatabaseSync(copy, { readOnly: true })
    expect(raw.prepare('select key from meta').all()).toEqual([{ key: 'kept' }])
    expect(raw.prepare('select name from kysely_migration').all()).toEqual([{ name: '0001-first-light' }])
    expect(raw.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    raw.close()
  })

  test('[DATA2] it takes the place of an earlier copy, and of one that was cut off', async () => {
    await makeOld()
    const copy = 'gateway.before-0002-places-and-people.sqlite'
    writeFileSync(path.join(directory, 'gateway.before-0001-first-light.sqlite'), 'earlier')
    writeFileSync(path.join(directory, `${copy}.part`), 'x'.repeat(10_000_000))
    await (await openDatabase(directory)).close()
    expect(filesIn().filter((name) => name.includes('before'))).toEqual([copy])
    expect(statSync(path.join(directory, copy)).size).toBeLessThan(10_000_000)
  })

  test('[DATA2] none is made of a new database, nor where nothing is to be done', async () => {
    await (await openDatabase(directory)).close()
    await (await openDatabase(directory)).close()
    expect(filesIn()).toEqual(['gateway.sqlite', 'lock.sqlite'])
  })
})

test('[CLI4] tables that cannot be made are not half made', async () => {
  const file = path.join(directory, 'gateway.sqlite')
  const before = new DatabaseSync(file)
  before.exec('create table message (of text)')
  before.close()

  await expect(openDatabase(directory)).rejects.toThrow(/another version/)
  const after = new DatabaseSync(file)
  const tables = after.prepare(`select name from sqlite_schema where type = 'table'`).all()
  after.close()
  expect(tables).toEqual([{ name: 'message' }])
})

test('[HTTP9] after a write that found no space, reads and later writes go on', async () => {
  const database = await openDatabase(directory)
  await keep(database, 'before')
  const pages = Number(await pragma(database.reader, 'page_count'))
  await sql`pragma max_page_count = ${sql.raw(String(pages))}`.execute(database.reader)
  const full = database.write(async (writer) => ({
    result: await writer
      .insertInto('meta')
      .values({ key: 'big', value: 'x'.repeat(1_000_000) })
      .execute(),
  }))
  await expect(full).rejects.toMatchObject({ errcode: 13 })
  expect(await keys(database)).toEqual(['before'])
  await sql`pragma max_page_count = 1000000`.execute(database.reader)
  await keep(database, 'later')
  expect(await keys(database)).toEqual(['before', 'later'])
  await database.close()
})
