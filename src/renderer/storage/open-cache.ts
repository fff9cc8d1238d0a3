import type { Keeping } from '../store/kept.ts'
import { cacheMigrations, type CacheDatabase, type CachedChannel, type CacheSchema } from './cache-database.ts'
import { dropLeastRead, type CacheLimits, holdLimits } from './cache-limits.ts'
import { fetchPlaceIds } from './cache-fetch.ts'
import { cacheReading, type CacheReading } from './cache-reader.ts'
import { writeChange, type CacheChange } from './cache-writer.ts'
import { createDatabaseConnection, type DatabaseConnection } from './database-connection.ts'
import { isOfDisk, keepingAfter } from './keeping-after.ts'
import { createListeners } from './listeners.ts'

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

type Left = 'nothing' | 'unknown'

/** What was read by one account. All of it can be read again from the gateway, so that it may go at any time. */
export interface Cache extends CacheReading {
  /** The channels of which something is kept. */
  readonly channels: () => Promise<readonly CachedChannel[]>
  /** The servers of whose places something is kept. */
  readonly places: () => Promise<readonly string[]>
  /** What was written is not there any more (`nothing`), or may not be, as another page had its way with it (`unknown`). */
  readonly onEmptied: (listener: (left: Left) => void) => () => void
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

/** A database that is begun anew where it cannot be used: whoever wrote to it is told what is left of that. */
interface RebuiltDatabase {
  readonly get: () => Promise<CacheDatabase>
  /** Once: what was in it is read from the gateway again. False where nothing can be done. */
  readonly rebuild: () => Promise<boolean>
  readonly close: () => void
}

function createRebuiltDatabase({ factory, name }: CacheOptions, tell: (left: Left) => void): RebuiltDatabase {
  const migrations = cacheMigrations(() => {
    tell('nothing')
  })
  const onLetGo = (): void => {
    tell('unknown')
  }
  const connect = (): DatabaseConnection<CacheSchema> =>
    createDatabaseConnection<CacheSchema>({ factory, name, migrations, onLetGo })
  let connection = connect()
  let [closed, rebuilt] = [false, false]

  return {
    get: () => (closed ? Promise.reject(new Error(`${name} is closed`)) : connection.get()),
    rebuild: async () => {
      if (rebuilt || closed || factory === undefined) return false
      rebuilt = true
      connection.close()
      connection = connect()
      try {
        await removeDatabase(factory, name)
        await connection.get()
        return true
      } catch {
        // The browser lets nothing be done about it: nothing is kept.
        return false
      }
    },
    close: () => {
      closed = true
      connection.close()
    },
  }
}

export function openCache(options: CacheOptions): Cache {
  const emptied = createListeners<Left>()
  const database = createRebuiltDatabase(options, emptied.tell)

  async function withDatabase<Result>(task: (database: CacheDatabase) => Promise<Result>): Promise<Result | undefined> {
    try {
      return await task(await database.get())
    } catch (error) {
      if (keepingAfter(error) !== 'full' && isOfDisk(error)) await database.rebuild()
      return undefined
    }
  }

  const dropBut = async (spared: number): Promise<boolean> =>
    (await withDatabase((opened) => dropLeastRead(opened, spared))) ?? false

  /** Whether there is a reason to try once more. */
  async function mend(error: unknown): Promise<boolean> {
    if (keepingAfter(error) === 'full') return dropBut(1)
    // A connection that another page made it let go of is another one by now.
    return isOfDisk(error) ? database.rebuild() : true
  }

  async function write(change: CacheChange, mayTryAgain: boolean): Promise<CacheWritten> {
    try {
      return { keeping: 'kept', lost: await writeChange(await database.get(), change) }
    } catch (error) {
      if (mayTryAgain && (await mend(error))) return write(change, false)
      // A full, forbidden or broken disk is no error of the program's: what was read is kept no longer, and it is said.
      return { keeping: keepingAfter(error), lost: [] }
    }
  }

  return {
    ...cacheReading(withDatabase),
    channels: async () => (await withDatabase((opened) => opened.getAll('channels'))) ?? [],
    places: async () => (await withDatabase(fetchPlaceIds)) ?? [],
    onEmptied: emptied.join,
    write: (change) => write(change, true),
    holdLimits: async (limits) => {
      await withDatabase((opened) => holdLimits(opened, limits))
    },
    makeRoom: () => dropBut(0),
    withDatabase,
    close: database.close,
  }
}
