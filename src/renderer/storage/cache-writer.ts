import type { IDBPTransaction } from 'idb'
import type { MessageRow } from '../store/state.ts'
import {
  CACHE_STORES,
  rowsOf,
  type CacheDatabase,
  type CachedChannel,
  type CachedRecord,
  type CacheSchema,
  type RecordKind,
} from './cache-database.ts'
import { orderOf } from './cache-order.ts'
import { withStretch, type CachedStretch } from './cache-ranges.ts'

/** Rows of a channel that came or changed, and the stretch that is whole with them. */
export interface RowsChange {
  readonly rows: readonly MessageRow[]
  readonly stretch: CachedStretch
  /** The part of it that was written before; without one these rows are all there are in the stretch. */
  readonly follows: CachedStretch | undefined
}

export interface ChannelChange {
  readonly channelId: string
  readonly serverId: string | null
  readonly readAt?: number | undefined
  readonly asOf: number
  readonly changes: readonly RowsChange[]
}

/** What is another thing than at the last writing. */
export interface CacheChange {
  readonly records: readonly CachedRecord[]
  readonly gone: readonly (readonly [RecordKind, string])[]
  readonly channels: readonly ChannelChange[]
  /** Nothing of these channels is to be left. */
  readonly forgotten: readonly string[]
}

type Writing = IDBPTransaction<CacheSchema, [...typeof CACHE_STORES], 'readwrite'>

/** As many as are handed over without being felt. */
const MAX_ROWS = 200

async function write<Result>(
  database: CacheDatabase,
  task: (transaction: Writing) => Promise<Result>,
): Promise<Result> {
  // What a power cut takes is read from the gateway again.
  const transaction = database.transaction([...CACHE_STORES], 'readwrite', { durability: 'relaxed' })
  const [result] = await Promise.all([task(transaction), transaction.done])
  return result
}

const rangeOf = (channelId: string, { newest, oldest }: CachedStretch): IDBKeyRange =>
  IDBKeyRange.bound([channelId, newest], [channelId, oldest])

async function drop(transaction: Writing, channelId: string): Promise<void> {
  await Promise.all([
    transaction.objectStore('rows').delete(rowsOf(channelId)),
    transaction.objectStore('channels').delete(channelId),
  ])
}

/** Lets go of what can be read again. How far was read stays: some of that nobody else knows. */
export async function dropChannels(database: CacheDatabase, channelIds: readonly string[]): Promise<void> {
  await write(database, (transaction) => Promise.all(channelIds.map((channelId) => drop(transaction, channelId))))
}

async function forgetChannels(database: CacheDatabase, channelIds: readonly string[]): Promise<void> {
  await write(database, (transaction) =>
    Promise.all([
      ...channelIds.map((channelId) => drop(transaction, channelId)),
      ...channelIds.map((channelId) => transaction.objectStore('records').delete(['mark', channelId])),
    ]),
  )
}

/** Rows of the stretch that are not among those that are to be in it. */
async function removeOthers(transaction: Writing, channelId: string, change: RowsChange): Promise<void> {
  const rows = transaction.objectStore('rows')
  const present = new Set(change.rows.map(orderOf))
  const keys = await rows.getAllKeys(rangeOf(channelId, change.stretch))
  await Promise.all(keys.filter(([, order]) => !present.has(order)).map((key) => rows.delete(key)))
}

const covers = (stretches: readonly CachedStretch[], { newest, oldest }: CachedStretch): boolean =>
  stretches.some((each) => each.newest <= newest && oldest <= each.oldest)

/** A channel once its rows are there; undefined where what they were to follow was let go, so that they make nothing whole. */
export function claimed(before: CachedChannel | undefined, change: ChannelChange): CachedChannel | undefined {
  const { channelId, serverId, asOf, readAt, changes } = change
  const known = before?.stretches ?? []
  if (changes.some(({ follows }) => follows !== undefined && !covers(known, follows))) return undefined
  return {
    channelId,
    serverId,
    asOf,
    readAt: readAt ?? before?.readAt ?? asOf,
    stretches: changes.reduce((stretches, { stretch }) => withStretch(stretches, { ...stretch, asOf }), known),
  }
}

async function claim(transaction: Writing, change: ChannelChange): Promise<boolean> {
  const channels = transaction.objectStore('channels')
  const next = claimed(await channels.get(change.channelId), change)
  if (next !== undefined) await channels.put(next)
  return next !== undefined
}

/** The rows first, in parts that nobody feels; a stretch is said to be whole once it is. */
async function writeChannel(database: CacheDatabase, change: ChannelChange): Promise<boolean> {
  const { channelId } = change
  const rows = change.changes.flatMap((each) => each.rows)
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const part = rows.slice(from, from + MAX_ROWS)
    await write(database, (transaction) => {
      const store = transaction.objectStore('rows')
      return Promise.all(part.map((row) => store.put({ channelId, order: orderOf(row), row })))
    })
  }
  return write(database, async (transaction) => {
    for (const each of change.changes) {
      if (each.follows === undefined) await removeOthers(transaction, channelId, each)
    }
    return claim(transaction, change)
  })
}

async function writeRecords(database: CacheDatabase, { records, gone }: CacheChange): Promise<void> {
  for (let from = 0; from < records.length; from += MAX_ROWS) {
    const part = records.slice(from, from + MAX_ROWS)
    await write(database, (transaction) => {
      const store = transaction.objectStore('records')
      return Promise.all(part.map((record) => store.put(record)))
    })
  }
  if (gone.length === 0) return
  await write(database, (transaction) => {
    const store = transaction.objectStore('records')
    return Promise.all(gone.map(([kind, id]) => store.delete([kind, id])))
  })
}

/** The channels that have to be written whole, as what was on the disk of them is not there any more. */
export async function writeChange(database: CacheDatabase, change: CacheChange): Promise<readonly string[]> {
  if (change.forgotten.length > 0) await forgetChannels(database, change.forgotten)
  await writeRecords(database, change)
  const lost: string[] = []
  for (const channel of change.channels) {
    if (!(await writeChannel(database, channel))) lost.push(channel.channelId)
  }
  return lost
}
