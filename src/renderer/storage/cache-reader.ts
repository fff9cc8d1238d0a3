import type * as z from 'zod/mini'
import type { ReadMark, ServerPlace } from '../store/state.ts'
import type { CachedHome, CachedRange, CacheDisk } from '../sync/cache-disk.ts'
import { parseRow, recordSchemas, type CacheDatabase, type CachedRecord, type RecordKind } from './cache-database.ts'
import {
  fetchAround,
  fetchFrom,
  fetchHome,
  fetchNewer,
  fetchNewest,
  fetchPart,
  fetchPlace,
  fetchRemains,
  type FoundHome,
  type FoundPlace,
  type FoundRange,
  type FoundRemains,
} from './cache-fetch.ts'
import { orderOf } from './cache-order.ts'

type ValueOf<Kind extends RecordKind> = z.infer<(typeof recordSchemas)[Kind]>

function parse<Kind extends RecordKind>(kind: Kind, record: CachedRecord | undefined): ValueOf<Kind> | undefined {
  if (record === undefined) return undefined
  const parsed = recordSchemas[kind].safeParse(record.value)
  // The schema was looked up by the kind, so it gives this kind's value.
  return parsed.success ? (parsed.data as ValueOf<Kind>) : undefined
}

export function parseHome({ one, people, marks }: FoundHome): CachedHome {
  const known: Record<string, ReadMark> = {}
  for (const record of marks) {
    const mark = parse('mark', record)
    if (mark !== undefined) known[record.id] = mark
  }
  return {
    me: parse('me', one.me),
    servers: parse('servers', one.servers) ?? null,
    directs: parse('directs', one.directs) ?? null,
    people: people.flatMap((record) => parse('person', record) ?? []),
    marks: known,
    asOf: parse('asOf', one.asOf) ?? null,
    last: parse('last', one.last) ?? null,
  }
}

export function parsePlace(found: FoundPlace): ServerPlace | undefined {
  const channels = parse('channels', found.channels)
  if (channels === undefined) return undefined
  return {
    status: 'ready',
    stale: true,
    channels,
    categories: parse('categories', found.categories) ?? [],
    roles: parse('roles', found.roles) ?? [],
    members: parse('members', found.members) ?? [],
  }
}

/** The newest of them stands first in the database and last in what is given back. */
export const parseRange = ({ rows, ...range }: FoundRange): CachedRange => ({
  ...range,
  rows: rows.flatMap(parseRow).toReversed(),
})

/** What is kept, and of where somebody was last what is there to be seen first. */
export interface Remains {
  readonly home: CachedHome
  readonly place: ServerPlace | undefined
  readonly range: CachedRange | undefined
}

export const parseRemains = ({ home, place, range }: FoundRemains): Remains => ({
  home: parseHome(home),
  place: place && parsePlace(place),
  range: range && parseRange(range),
})

const readOlderThan =
  (database: CacheDatabase): CacheDisk['older'] =>
  async ({ channelId, before, limit }) => {
    const channel = await database.get('channels', channelId)
    const after = orderOf(before)
    const stretch = channel?.stretches.find((each) => each.newest <= after && after < each.oldest)
    if (channel === undefined || stretch === undefined) return undefined
    return parseRange(await fetchPart(database, { channel, stretch, limit, after }))
  }

export interface CacheReading extends CacheDisk {
  /**
   * What there is to be seen first: everything above the servers, and where somebody was last with so many rows. What
   * was read ahead is taken where there is something.
   */
  readonly remains: (rows: number, ahead?: Promise<FoundRemains | undefined>) => Promise<Remains | undefined>
}

type WithDatabase = <Result>(task: (database: CacheDatabase) => Promise<Result>) => Promise<Result | undefined>

/** Everything that is read from the cache; what does not fit is not there. */
export const cacheReading = (withDatabase: WithDatabase): CacheReading => ({
  remains: async (rows, ahead) => {
    const found = (await ahead) ?? (await withDatabase((database) => fetchRemains(database, rows)))
    return found && parseRemains(found)
  },
  home: () => withDatabase(async (database) => parseHome(await fetchHome(database))),
  place: (serverId) => withDatabase(async (database) => parsePlace(await fetchPlace(database, serverId))),
  newest: (channelId, limit) =>
    withDatabase(async (database) => {
      const found = await fetchNewest(database, channelId, limit)
      return found && parseRange(found)
    }),
  older: (query) => withDatabase((database) => readOlderThan(database)(query)),
  newer: ({ channelId, after, limit }) =>
    withDatabase(async (database) => {
      const found = await fetchNewer(database, { channelId, order: orderOf(after), limit })
      return found && parseRange(found)
    }),
  around: (query) =>
    withDatabase(async (database) => {
      const found = await fetchAround(database, query)
      return found && parseRange(found)
    }),
  from: (query) =>
    withDatabase(async (database) => {
      const found = await fetchFrom(database, query)
      return found && parseRange(found)
    }),
})
