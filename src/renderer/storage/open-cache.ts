import type { Keeping } from '../store/kept.ts'
import { cacheMigrations, type CacheDatabase, type CachedChannel, type CacheSchema } from './cache-database.ts'
import { dropLeastRead, type CacheLimits, holdLimits } from './cache-limits.ts'
import { cacheReading, type CacheReading } from './cache-reader.ts'
import { writeChange, type CacheChange } from './cache-writer.ts'
import { createDatabaseConnection } from './database-connection.ts'
import { keepingAfter } from './keeping-after.ts'

interface CacheOptions {
  /** Undefined where the page may keep nothing. */
  readonly factory: IDBFactory | undefined
  /** One for each account and person: nobody else ever opens it. */
  readonly name: string
}

interface CacheWritten {
  readonly keeping: Keeping
  /** Channels that were let go meanwhile, and are to be written whole. */
  readonly lost: readonly string[]
}

/** What was read by one account. All of it can be read again from the gateway, so that it may go at any time. */
export interface Cache extends CacheReading {
  /** The channels of which something is kept. */
  readonly channels: () => Promise<readonly CachedChannel[]>
  /** Whether it is on the disk. A full one was given room first, as far as there was some to be had. */
  readonly write: (change: CacheChange) => Promise<CacheWritten>
  /** Lets go of what was read longest ago until the limits are kept. */
  readonly holdLimits: (limits: CacheLimits) => Promise<void>
  /** For what is worth more: lets go of half of it; false where nothing is left. */
  readonly makeRoom: () => Promise<boolean>
  /** Something with the database itself, for who searches it; undefined where it cannot be read. */
  readonly withDatabase: <Result>(task: (database: CacheDatabase) => Promise<Result>) => Promise<Result | undefined>
  readonly close: () => void
}

/** Takes a database away, with all that is in it. Pages that have it open let go of it. */
export function removeDatabase(factory: IDBFactory, name: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const request = factory.deleteDatabase(name)
  request.addEventListener('success', () => {
    resolve()
  })
  request.addEventListener('error', () => {
    reject(request.error ?? new Error(`${name} stays`))
  })
  return promise
}

export function openCache({ factory, name }: CacheOptions): Cache {
  const connect = (): ReturnType<typeof createDatabaseConnection<CacheSchema>> =>
    createDatabaseConnection<CacheSchema>({ factory, name, migrations: cacheMigrations })
  let connection = connect()
  let closed = false
  let rebuilt = false

  const database = (): Promise<CacheDatabase> =>
    closed ? Promise.reject(new Error(`${name} is closed`)) : connection.get()

  /** A database that cannot be opened or read is begun anew, once: what was in it is read from the gateway again. */
  async function rebuild(): Promise<boolean> {
    if (rebuilt || closed || factory === undefined) return false
    rebuilt = true
    connection.close()
    connection = connect()
    try {
      await removeDatabase(factory, name)
      return true
    } catch {
      // The browser lets nothing be done about it: nothing is kept.
      return false
    }
  }

  async function withDatabase<Result>(task: (database: CacheDatabase) => Promise<Result>): Promise<Result | undefined> {
    try {
      return await task(await database())
    } catch (error) {
      if (keepingAfter(error) !== 'full') await rebuild()
      return undefined
    }
  }

  async function attempt(change: CacheChange): Promise<CacheWritten> {
    try {
      return { keeping: 'kept', lost: await writeChange(await database(), change) }
    } catch (error) {
      // A full, forbidden or broken disk is no error of the program's: what was read is kept no longer, and it is said.
      return { keeping: keepingAfter(error), lost: [] }
    }
  }

  const dropBut = async (spared: number): Promise<boolean> =>
    (await withDatabase((opened) => dropLeastRead(opened, spared))) ?? false

  return {
    ...cacheReading(withDatabase),
    channels: async () => (await withDatabase((opened) => opened.getAll('channels'))) ?? [],
    write: async (change) => {
      const first = await attempt(change)
      const again = first.keeping !== 'kept' && (first.keeping === 'full' ? await dropBut(1) : await rebuild())
      return again ? attempt(change) : first
    },
    holdLimits: async (limits) => {
      await withDatabase((opened) => holdLimits(opened, limits))
    },
    makeRoom: () => dropBut(0),
    withDatabase,
    close: () => {
      closed = true
      connection.close()
    },
  }
}
