import { wrap, type IDBPDatabase } from 'idb'
import type { CacheSchema } from './cache-database.ts'
import { CACHE_VERSION, fetchRemains, type FoundRemains, type GuessedPlace } from './cache-fetch.ts'

/** As much as a window shows. */
export const FIRST_ROWS = 50

/** Opens a database as it is; one that is not there is not made. */
async function openAsItIs(factory: IDBFactory, name: string): Promise<IDBPDatabase<CacheSchema>> {
  const request = factory.open(name)
  request.addEventListener('upgradeneeded', () => {
    request.transaction?.abort()
  })
  // What it has in it is looked at before it is believed.
  return (await wrap(request)) as unknown as IDBPDatabase<CacheSchema>
}

/**
 * What there is to be seen first, read while the program is still being started: undefined where there is nothing, or
 * nothing this program knows how to read. It knows no schema and waits for none.
 */
export async function readAhead(
  factory: IDBFactory,
  name: string,
  guess?: GuessedPlace,
): Promise<FoundRemains | undefined> {
  try {
    const database = await openAsItIs(factory, name)
    database.addEventListener('versionchange', () => {
      database.close()
    })
    try {
      return database.version === CACHE_VERSION ? await fetchRemains(database, FIRST_ROWS, guess) : undefined
    } finally {
      database.close()
    }
  } catch {
    // It is read again in its turn, and what is wrong is seen to there.
    return undefined
  }
}
