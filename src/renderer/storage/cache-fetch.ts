import type { CachedChannel, CachedRecord, CachedRow, CacheDatabase, RecordKind } from './cache-database.ts'
import { orderAt } from './cache-order.ts'
import type { CachedStretch } from './cache-ranges.ts'

/** How often what is kept has changed its form. What is in an older one is read from the gateway again. */
export const CACHE_VERSION = 2

/** What stands in the database, as it is there: whether it fits nobody has looked at yet. */
type Found = CachedRecord | undefined

export const ABOVE_SERVERS = ['me', 'servers', 'directs', 'asOf', 'last'] as const
/** The parts of a server's place, each kept by itself: who is in it changes less often than what was said last. */
export const PLACE_PARTS = ['channels', 'categories', 'roles', 'members'] as const

export interface FoundHome {
  readonly one: Readonly<Record<(typeof ABOVE_SERVERS)[number], Found>>
  readonly people: readonly CachedRecord[]
  readonly marks: readonly CachedRecord[]
}

export type FoundPlace = Readonly<Record<(typeof PLACE_PARTS)[number], Found>>

export interface FoundRange {
  readonly rows: readonly CachedRow[]
  readonly reachesStart: boolean
  readonly asOf: number
}

/** Reads one record each, all of them asked for at once. */
async function getAll<Kind extends RecordKind>(
  database: CacheDatabase,
  kinds: readonly Kind[],
  id: string,
): Promise<Record<Kind, Found>> {
  const { store } = database.transaction('records')
  const found = await Promise.all(kinds.map(async (kind) => [kind, await store.get([kind, id])] as const))
  // Every kind is in it, as it was made of all of them.
  return Object.fromEntries(found) as Record<Kind, Found>
}

const allOf = (kind: RecordKind): IDBKeyRange => IDBKeyRange.bound([kind, ''], [kind, '\uFFFF'])

export async function fetchHome(database: CacheDatabase): Promise<FoundHome> {
  const [one, people, marks] = await Promise.all([
    getAll(database, ABOVE_SERVERS, ''),
    database.getAll('records', allOf('person')),
    database.getAll('records', allOf('mark')),
  ])
  return { one, people, marks }
}

export const fetchPlace = (database: CacheDatabase, serverId: string): Promise<FoundPlace> =>
  getAll(database, PLACE_PARTS, serverId)

/** The servers of whose places something is kept. */
export async function fetchPlaceIds(database: CacheDatabase): Promise<readonly string[]> {
  const { store } = database.transaction('records')
  const keys = await Promise.all(PLACE_PARTS.map((part) => store.getAllKeys(allOf(part))))
  return [...new Set(keys.flat().map(([, serverId]) => serverId))]
}

interface Part {
  readonly channel: CachedChannel
  readonly stretch: CachedStretch
  readonly limit: number
  /** Rows that stand behind it. */
  readonly after?: string
}

const rangeOf = ({ channel: { channelId }, stretch, after }: Part): IDBKeyRange =>
  IDBKeyRange.bound([channelId, after ?? stretch.newest], [channelId, stretch.oldest], after !== undefined)

/** So many rows of a stretch, the newest of them first. */
export async function fetchPart(database: CacheDatabase, part: Part): Promise<FoundRange> {
  const { channel, stretch, limit, after } = part
  // A database refuses a range that nothing can be in.
  const rows = after === stretch.oldest ? [] : await database.getAll('rows', rangeOf(part), limit)
  const isAll = rows.length < limit || rows.at(-1)?.order === stretch.oldest
  return { rows, reachesStart: isAll && stretch.reachesStart, asOf: asOfStretch(channel, stretch) }
}

/** Of the newest messages the channel says it; what is further back was read at another time. */
export const asOfStretch = ({ asOf, stretches }: CachedChannel, stretch: CachedStretch): number =>
  stretch === stretches[0] ? asOf : (stretch.asOf ?? asOf)

/** So many rows of a stretch that are right before one of them, the newest first: those that were said right after it. */
async function fetchBefore(database: CacheDatabase, { channel, stretch, limit, after }: Part): Promise<CachedRow[]> {
  if (after === stretch.newest) return []
  const { channelId } = channel
  const range = IDBKeyRange.bound([channelId, stretch.newest], [channelId, after ?? stretch.oldest], false, true)
  const rows: CachedRow[] = []
  let cursor = await database.transaction('rows').store.openCursor(range, 'prev')
  while (cursor !== null && rows.length < limit) {
    rows.push(cursor.value)
    cursor = await cursor.continue()
  }
  return rows.toReversed()
}

interface Beside {
  readonly channelId: string
  readonly order: string
  readonly limit: number
}

/** What was said right after a row that is kept, without a hole. */
export async function fetchNewer(database: CacheDatabase, beside: Beside): Promise<FoundRange | undefined> {
  const { channelId, order, limit } = beside
  const channel = await database.get('channels', channelId)
  const stretch = channel?.stretches.find((each) => each.newest < order && order <= each.oldest)
  if (channel === undefined || stretch === undefined) return undefined
  const rows = await fetchBefore(database, { channel, stretch, limit, after: order })
  return { rows, reachesStart: false, asOf: asOfStretch(channel, stretch) }
}

interface Sought {
  readonly channelId: string
  readonly messageId: string
  readonly limit: number
}

/** An id tells the second at which it was made, and a message is said about then. */
const AROUND_MS = 5_000

async function findRow(database: CacheDatabase, { channelId, messageId }: Sought): Promise<CachedRow | undefined> {
  const at = Number.parseInt(messageId.slice(0, 8), 16) * 1000
  const [newest, oldest] = [orderAt(at + AROUND_MS), orderAt(Math.max(0, at - AROUND_MS))]
  const range = IDBKeyRange.bound([channelId, newest], [channelId, oldest])
  const near = await database.getAll('rows', range)
  return near.find(({ row }) => row._id === messageId)
}

interface Middle {
  readonly channel: CachedChannel | undefined
  readonly found: CachedRow | undefined
  readonly limit: number
}

/** A row with so many to each side; undefined where nobody vouches for what stands beside it. */
async function fetchBeside(
  database: CacheDatabase,
  { channel, found, limit }: Middle,
): Promise<FoundRange | undefined> {
  const stretch = found && channel?.stretches.find((each) => each.newest <= found.order && found.order <= each.oldest)
  if (channel === undefined || found === undefined || stretch === undefined) return undefined
  const part = { channel, stretch, limit, after: found.order }
  const [newer, older] = await Promise.all([fetchBefore(database, part), fetchPart(database, part)])
  return { ...older, rows: [...newer, found, ...older.rows] }
}

/** A message that is kept, with so many to each side. */
export async function fetchAround(database: CacheDatabase, sought: Sought): Promise<FoundRange | undefined> {
  const [channel, found] = await Promise.all([database.get('channels', sought.channelId), findRow(database, sought)])
  return fetchBeside(database, { channel, found, limit: sought.limit })
}

/** The first row from a moment on that is kept, the last of all where none is. Rows that are of no stretch do not count. */
async function findFrom(
  database: CacheDatabase,
  { channelId, stretches }: CachedChannel,
  at: number,
): Promise<CachedRow | undefined> {
  const end = orderAt(Math.max(0, at - 1))
  const stretch = stretches.findLast(({ newest }) => newest < end)
  if (stretch === undefined) return stretches[0] && database.get('rows', [channelId, stretches[0].newest])
  const oldest = end < stretch.oldest ? end : stretch.oldest
  const range = IDBKeyRange.bound([channelId, stretch.newest], [channelId, oldest])
  return (await database.transaction('rows').store.openCursor(range, 'prev'))?.value
}

interface FromMoment {
  readonly channelId: string
  readonly at: number
  readonly limit: number
}

/** Where a moment leads to in what is kept, with so many to each side. */
export async function fetchFrom(
  database: CacheDatabase,
  { channelId, at, limit }: FromMoment,
): Promise<FoundRange | undefined> {
  const channel = await database.get('channels', channelId)
  const found = channel && (await findFrom(database, channel, at))
  return fetchBeside(database, { channel, found, limit })
}

/** The newest rows of a channel, in one question: somebody has just gone there and waits for them. */
export async function fetchNewest(
  database: CacheDatabase,
  channelId: string,
  limit: number,
): Promise<FoundRange | undefined> {
  const asked = database.transaction(['channels', 'rows'])
  const [channel, newest] = await Promise.all([
    asked.objectStore('channels').get(channelId),
    asked.objectStore('rows').getAll(IDBKeyRange.bound([channelId, ''], [channelId, '\uFFFF']), limit),
  ])
  const stretch = channel?.stretches[0]
  if (channel === undefined || stretch === undefined) return undefined
  // Rows that are not of the newest stretch came before it: it is asked for by itself.
  if (newest[0]?.order !== stretch.newest) return fetchPart(database, { channel, stretch, limit })
  const rows = newest.filter(({ order }) => order <= stretch.oldest)
  const isAll = newest.length < limit || rows.at(-1)?.order === stretch.oldest
  return { rows, reachesStart: isAll && stretch.reachesStart, asOf: channel.asOf }
}

/** What is kept of an account, and of where somebody was last what is there to be seen first. */
export interface FoundRemains {
  readonly home: FoundHome
  readonly place: FoundPlace | undefined
  readonly range: FoundRange | undefined
}

/** A place by what stands in a record or an address: nobody has looked yet whether there is such a one. */
export interface GuessedPlace {
  readonly serverId?: string | null | undefined
  readonly channelId?: string | undefined
}

type FoundPart = Pick<FoundRemains, 'place' | 'range'>

async function fetchPlaceAndRows(
  database: CacheDatabase,
  { serverId, channelId }: GuessedPlace,
  rows: number,
): Promise<FoundPart> {
  const [place, range] = await Promise.all([
    typeof serverId === 'string' ? fetchPlace(database, serverId) : undefined,
    typeof channelId === 'string' ? fetchNewest(database, channelId, rows) : undefined,
  ])
  return { place, range }
}

const isSamePlace = (one: GuessedPlace, other: GuessedPlace): boolean =>
  one.channelId === other.channelId && (one.serverId ?? null) === (other.serverId ?? null)

/** With a right guess of where somebody was last all of it is asked for at once; a wrong one costs a look more. */
export async function fetchRemains(database: CacheDatabase, rows: number, guess?: GuessedPlace): Promise<FoundRemains> {
  const [home, guessed] = await Promise.all([fetchHome(database), guess && fetchPlaceAndRows(database, guess, rows)])
  // What does not fit finds nothing, and is sorted out with all the rest.
  const last = (home.one.last?.value ?? {}) as GuessedPlace
  const isRight = guess !== undefined && isSamePlace(guess, last)
  return { home, ...(isRight && guessed !== undefined ? guessed : await fetchPlaceAndRows(database, last, rows)) }
}
