import { wrap, type DBSchema, type IDBPDatabase } from 'idb'

/** One step from a version of a database to the next. It may change data; it must not wait for anything but the database. */
export type Migration = (database: IDBDatabase, transaction: IDBTransaction) => void

interface DatabaseOptions {
  readonly factory: IDBFactory
  readonly name: string
  /** All steps since the first version; how many there are is the version. */
  readonly migrations: readonly Migration[]
  /** The connection is gone: another page wants a newer version, or the browser took the database away. */
  readonly onClosed: () => void
  /** There was none of this name. */
  readonly onBegun?: () => void
}

/** Opens a database, brought to the version of this program. Another page that wants to change or delete it never waits. */
export async function openDatabase<Schema extends DBSchema>(options: DatabaseOptions): Promise<IDBPDatabase<Schema>> {
  const { factory, name, migrations, onClosed, onBegun } = options
  const request = factory.open(name, migrations.length)
  request.addEventListener('upgradeneeded', ({ oldVersion }) => {
    const { result, transaction } = request
    if (transaction === null) return
    if (oldVersion === 0) onBegun?.()
    for (const migrate of migrations.slice(oldVersion)) migrate(result, transaction)
  })
  // The schema is what the migrations make of it.
  const database = (await wrap(request)) as unknown as IDBPDatabase<Schema>
  database.addEventListener('versionchange', () => {
    database.close()
    onClosed()
  })
  database.addEventListener('close', onClosed)
  return database
}
