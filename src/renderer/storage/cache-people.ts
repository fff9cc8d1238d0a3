import type { CacheDatabase, CachedRow } from './cache-database.ts'

/** As many as are handed over without being felt. */
const ROWS_A_PART = 200

/** Whatever is an id in what is kept: an author, who reacted, who is mentioned, a member, the other of a direct channel. */
const ID = /[0-9a-f]{24}/g

function takeIds(into: Set<string>, value: unknown): void {
  for (const [id] of JSON.stringify(value).matchAll(ID)) into.add(id)
}

async function takeIdsOfRows(database: CacheDatabase, into: Set<string>): Promise<void> {
  let part: CachedRow[] = []
  let last: CachedRow | undefined
  do {
    const behind = last === undefined ? null : IDBKeyRange.lowerBound([last.channelId, last.order], true)
    part = await database.getAll('rows', behind, ROWS_A_PART)
    takeIds(
      into,
      part.map(({ row }) => row),
    )
    last = part.at(-1)
  } while (part.length === ROWS_A_PART)
}

/** Lets go of people whom nothing that is kept names; looked for only once there are too many, as all rows are read for it. */
export async function dropUnnamed(database: CacheDatabase, most: number): Promise<void> {
  const records = await database.getAll('records')
  const people = records.filter(({ kind }) => kind === 'person')
  if (people.length <= most) return
  const named = new Set<string>()
  takeIds(
    named,
    records.filter(({ kind }) => kind !== 'person'),
  )
  await takeIdsOfRows(database, named)
  const { store, done } = database.transaction('records', 'readwrite')
  const unnamed = people.filter(({ id }) => !named.has(id))
  await Promise.all([...unnamed.map(({ id }) => store.delete(['person', id])), done])
}
