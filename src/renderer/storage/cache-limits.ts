import { rowsOf, type CacheDatabase, type CachedChannel } from './cache-database.ts'
import { dropUnnamed } from './cache-people.ts'
import { withoutOlder } from './cache-ranges.ts'
import { dropChannels } from './cache-writer.ts'

export interface CacheLimits {
  readonly messages: number
  readonly bytes: number
  /** More people than these are kept only where something else that is kept names them. */
  readonly people: number
}

/** So many rows are looked at to know how large those of a channel are. */
const SAMPLE = 50

interface Measured {
  readonly channel: CachedChannel
  readonly messages: number
  readonly bytes: number
}

async function measure(database: CacheDatabase, channel: CachedChannel): Promise<Measured> {
  const messages = await database.count('rows', rowsOf(channel.channelId))
  const sample = await database.getAll('rows', rowsOf(channel.channelId), SAMPLE)
  // Two bytes a character, and as much again for keys and the database's own.
  const size = sample.reduce((sum, { row }) => sum + 2 * JSON.stringify(row).length, 0) / Math.max(1, sample.length)
  return { channel, messages, bytes: Math.round(size * messages) }
}

const byReading = (a: CachedChannel, b: CachedChannel): number => b.readAt - a.readAt

/** Of a channel that alone is more than may be kept: the newest of it. */
async function cut(database: CacheDatabase, channel: CachedChannel, most: number): Promise<void> {
  const transaction = database.transaction(['rows', 'channels'], 'readwrite')
  const rows = transaction.objectStore('rows')
  const last = (await rows.getAllKeys(rowsOf(channel.channelId), most)).at(-1)
  if (last === undefined) return
  const [, order] = last
  await Promise.all([
    rows.delete(IDBKeyRange.bound([channel.channelId, order], [channel.channelId, '\uFFFF'], true)),
    transaction.objectStore('channels').put({ ...channel, stretches: withoutOlder(channel.stretches, order) }),
    transaction.done,
  ])
}

/** Lets go of whole channels, the one that was read longest ago first, and of the one read last only what is too much. */
export async function holdLimits(database: CacheDatabase, limits: CacheLimits): Promise<void> {
  const channels = (await database.getAll('channels')).toSorted(byReading)
  let [messages, bytes] = [0, 0]
  const dropped: string[] = []
  for (const [place, channel] of channels.entries()) {
    const measured = await measure(database, channel)
    messages += measured.messages
    bytes += measured.bytes
    const share = Math.min(limits.messages / messages, limits.bytes / bytes)
    if (share >= 1) continue
    if (place === 0) await cut(database, channel, Math.max(1, Math.floor(measured.messages * share)))
    else dropped.push(channel.channelId)
  }
  if (dropped.length > 0) await dropChannels(database, dropped)
  await dropUnnamed(database, limits.people)
}

/** Lets go of half of the channels, those read longest ago, but for so many; false where there was nothing to let go. */
export async function dropLeastRead(database: CacheDatabase, spared: number): Promise<boolean> {
  const channels = (await database.getAll('channels')).toSorted(byReading)
  const kept = Math.max(spared, Math.floor(channels.length / 2))
  const dropped = channels.slice(kept).map(({ channelId }) => channelId)
  if (dropped.length > 0) await dropChannels(database, dropped)
  return dropped.length > 0
}
