import type * as z from 'zod/mini'
import type { ChannelId } from '#shared/models/ids.ts'
import type { ReadMark } from '../store/state.ts'
import type { CachedHome, CachedRange, CacheDisk } from '../sync/cache-disk.ts'
import {
  parseRow,
  recordSchemas,
  type CacheDatabase,
  type CachedChannel,
  type CachedRecord,
  type RecordKind,
} from './cache-database.ts'
import { orderOf } from './cache-order.ts'
import type { CachedStretch } from './cache-ranges.ts'

type ValueOf<Kind extends RecordKind> = z.infer<(typeof recordSchemas)[Kind]>

function parse<Kind extends RecordKind>(kind: Kind, record: CachedRecord | undefined): ValueOf<Kind> | undefined {
  const parsed = recordSchemas[kind].safeParse(record?.value)
  // The schema was looked up by the kind, so it gives this kind's value.
  return parsed.success ? (parsed.data as ValueOf<Kind>) : undefined
}

const allOf = (kind: RecordKind): IDBKeyRange => IDBKeyRange.bound([kind, ''], [kind, '\uFFFF'])

export async function readHome(database: CacheDatabase): Promise<CachedHome> {
  const records = database.transaction('records').store
  const one = <Kind extends RecordKind>(kind: Kind): Promise<ValueOf<Kind> | undefined> =>
    records.get([kind, '']).then((record) => parse(kind, record))
  const [me, servers, directs, asOf, last, people, marks] = await Promise.all([
    one('me'),
    one('servers'),
    one('directs'),
    one('asOf'),
    one('last'),
    records.getAll(allOf('person')),
    records.getAll(allOf('mark')),
  ])
  const known: Record<string, ReadMark> = {}
  for (const record of marks) {
    const mark = parse('mark', record)
    if (mark !== undefined) known[record.id] = mark
  }
  return {
    me,
    servers: servers ?? null,
    directs: directs ?? null,
    people: people.flatMap((record) => parse('person', record) ?? []),
    marks: known,
    asOf: asOf ?? null,
    last: last ?? null,
  }
}

export const readPlace =
  (database: CacheDatabase): CacheDisk['place'] =>
  async (serverId) => {
    const records = database.transaction('records').store
    const part = <Kind extends RecordKind>(kind: Kind): Promise<ValueOf<Kind> | undefined> =>
      records.get([kind, serverId]).then((record) => parse(kind, record))
    const [channels, categories, roles, members] = await Promise.all([
      part('channels'),
      part('categories'),
      part('roles'),
      part('members'),
    ])
    if (channels === undefined) return undefined
    return {
      status: 'ready',
      stale: true,
      channels,
      categories: categories ?? [],
      roles: roles ?? [],
      members: members ?? [],
    }
  }

interface Part {
  readonly channel: CachedChannel
  readonly stretch: CachedStretch
  readonly limit: number
  /** Rows that stand behind it. */
  readonly after?: string
}

/** So many rows of a stretch, the newest of them first in the database and last in what is given back. */
async function readPart(database: CacheDatabase, { channel, stretch, limit, after }: Part): Promise<CachedRange> {
  const { channelId, asOf } = channel
  const from = after ?? stretch.newest
  const range = IDBKeyRange.bound([channelId, from], [channelId, stretch.oldest], after !== undefined)
  const found = await database.getAll('rows', range, limit)
  const isAll = found.length < limit || found.at(-1)?.order === stretch.oldest
  return { rows: found.flatMap(parseRow).toReversed(), reachesStart: isAll && stretch.reachesStart, asOf }
}

export async function readNewestOf(
  database: CacheDatabase,
  channelId: ChannelId,
  limit: number,
): Promise<CachedRange | undefined> {
  const channel = await database.get('channels', channelId)
  const stretch = channel?.stretches[0]
  return channel === undefined || stretch === undefined ? undefined : readPart(database, { channel, stretch, limit })
}

export const readOlderThan =
  (database: CacheDatabase): CacheDisk['older'] =>
  async ({ channelId, before, limit }) => {
    const channel = await database.get('channels', channelId)
    const after = orderOf(before)
    const stretch = channel?.stretches.find((each) => each.newest <= after && after < each.oldest)
    if (channel === undefined || stretch === undefined) return undefined
    return readPart(database, { channel, stretch, limit, after })
  }
