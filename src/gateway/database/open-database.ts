import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addFunctions } from './dialect.ts'
import { lockDirectory } from './lock-directory.ts'
import { migrate } from './migrate.ts'
import { firstLight } from './migrations/0001-first-light.ts'
import { placesAndPeople } from './migrations/0002-places-and-people.ts'
import { reactions } from './migrations/0003-reactions.ts'
import { waysDown } from './migrations/0004-ways-down.ts'
import { fileReferences } from './migrations/0005-file-references.ts'
import { bots } from './migrations/0006-bots.ts'
import { webhooks } from './migrations/0007-webhooks.ts'
import { search as searchTables } from './migrations/0008-search.ts'
import { kyselyDatabase } from './node-sqlite.ts'
import { createPrivateFile } from './private-file.ts'
import type { Schema } from './schema.ts'
import { openSearch, type Search } from './search/open-search.ts'
import { demandVersion, sqliteVersion } from './sqlite-version.ts'
import { createTurns } from './turns.ts'

const migrations: Record<string, Migration> = {
  '0001-first-light': firstLight,
  '0002-places-and-people': placesAndPeople,
  '0003-reactions': reactions,
  '0004-ways-down': waysDown,
  '0005-file-references': fileReferences,
  '0006-bots': bots,
  '0007-webhooks': webhooks,
  '0008-search': searchTables,
}

/** Where a reader may stand: on the connection, or inside a transaction. */
export type Reader = Kysely<Schema>
export type Writer = Transaction<Schema>

/** What a piece of work leaves behind once it is on disk. */
export interface Commit<Result> {
  readonly result: Result
  /** Moves rooms and publishes. Runs right after the commit and before any other work. */
  readonly announce?: () => void
}

export interface Database {
  readonly reader: Reader
  /**
   * One transaction. Work takes turns, and `announce` belongs to the turn: events leave in the order of the commits,
   * and nothing is announced that is not on disk.
   */
  readonly write: <Result>(work: (writer: Writer) => Promise<Commit<Result>>) => Promise<Result>
  /** Reads and acts between two commits, so that what was read is still true when it is acted upon. */
  readonly settle: <Result>(work: (reader: Reader) => Promise<Result>) => Promise<Result>
  readonly search: Search
  /** Copies everything that is committed into a file, between two commits. */
  readonly copyTo: (file: string) => Promise<void>
  readonly close: () => Promise<void>
}

const settings = [
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['busy_timeout', 5000],
  ['foreign_keys', 1],
  ['trusted_schema', 0],
] as const

/** Sets what durability rests on and reads it back: node:sqlite takes a wrong pragma without a word. */
function configure(connection: DatabaseSync, inMemory: boolean): void {
  for (const [name, wanted] of settings) {
    connection.exec(`pragma ${name} = ${wanted}`)
    const row = connection.prepare(`pragma ${name}`).get()
    const actual = row === undefined ? undefined : Object.values(row)[0]
    if (actual !== wanted && !(inMemory && name === 'journal_mode')) {
      throw new Error(`SQLite would not set ${name} to ${wanted}: it says ${String(actual)}`)
    }
  }
}

/**
 * Opens the database of a data directory, or one in memory where none is named.
 * @throws where the directory cannot be used, or another gateway has it
 */
export async function openDatabase(directory: string | undefined): Promise<Database> {
  const lock = directory === undefined ? undefined : openDirectory(directory)
  const release = (): void => {
    lock?.release()
  }
  try {
    return await openFile(directory === undefined ? undefined : privateFile(directory), release)
  } catch (error) {
    release()
    throw error
  }
}

async function openFile(file: string | undefined, release: () => void): Promise<Database> {
  const connection = new DatabaseSync(file ?? ':memory:')
  const close = (): void => {
    // Kysely closes only what it has used.
    if (connection.isOpen) connection.close()
  }
  try {
    demandVersion(sqliteVersion(connection))
    configure(connection, file === undefined)
    addFunctions(connection)
    const reader = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(connection) }) })
    await migrate({ migrations, reader, connection, file })
    const end = (): void => {
      close()
      release()
    }
    return createDatabase({ reader, connection, search: openSearch({ connection, file }), end })
  } catch (error) {
    close()
    throw error
  }
}

function openDirectory(directory: string): { release: () => void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return lockDirectory(directory)
}

function privateFile(directory: string): string {
  const file = path.join(directory, 'gateway.sqlite')
  createPrivateFile(file)
  return file
}

interface Opened {
  readonly reader: Reader
  readonly connection: DatabaseSync
  readonly search: Search
  readonly end: () => void
}

function createDatabase({ reader, connection, search, end }: Opened): Database {
  const turns = createTurns()
  return {
    reader,
    write: (work) =>
      turns.take(async () => {
        const commit = await reader.transaction().execute(work)
        commit.announce?.()
        return commit.result
      }),
    settle: (work) => turns.take(() => work(reader)),
    search,
    copyTo: (file) =>
      turns.take(async () => {
        await backup(connection, file)
      }),
    close: async () => {
      await search.close()
      await turns.take(() => reader.destroy())
      end()
    },
  }
}
