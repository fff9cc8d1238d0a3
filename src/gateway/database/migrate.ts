import type { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { copyDatabase } from './copy-database.ts'
import { UnusableDataError } from './unusable-data-error.ts'

interface Migrating<Tables> {
  readonly migrations: Readonly<Record<string, Migration>>
  readonly reader: Kysely<Tables>
  readonly connection: DatabaseSync
  /** Undefined in memory, where there is nothing to lose. */
  readonly file: string | undefined
}

/** The migrations a database has behind it. */
function doneIn(connection: DatabaseSync): readonly string[] {
  const known = connection.prepare(`select 1 from sqlite_schema where name = 'kysely_migration'`).get()
  if (known === undefined) return []
  return connection
    .prepare('select name from kysely_migration order by name')
    .all()
    .map((row) => String(row['name']))
}

/** All or nothing: on SQLite Kysely itself migrates outside a transaction, one commit a statement. */
async function migrateAtOnce<Tables>({ migrations, reader, connection }: Migrating<Tables>): Promise<void> {
  const migrator = new Migrator({ db: reader, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } })
  connection.exec('begin immediate')
  const { error } = await migrator.migrateToLatest()
  connection.exec(error === undefined ? 'commit' : 'rollback')
  if (error === undefined) return
  const reason = error instanceof Error ? error.message : 'its tables cannot be changed'
  throw new UnusableDataError(`This data belongs to another version of the gateway: ${reason}`, { cause: error })
}

/**
 * Brings a database to this version's tables; what was there before is copied first.
 * @throws UnusableDataError where a newer gateway has been at it, or its tables are none of ours
 */
export async function migrate<Tables>(migrating: Migrating<Tables>): Promise<void> {
  const { migrations, connection, file } = migrating
  const done = doneIn(connection)
  const unknown = done.find((name) => !Object.hasOwn(migrations, name))
  if (unknown !== undefined) {
    throw new UnusableDataError(`This data belongs to a newer version of the gateway, which has made ${unknown} of it`)
  }
  const [next] = Object.keys(migrations)
    .filter((name) => !done.includes(name))
    .toSorted()
  if (next === undefined) return
  if (done.length > 0 && file !== undefined) await copyDatabase(connection, file, next)
  await migrateAtOnce(migrating)
}
