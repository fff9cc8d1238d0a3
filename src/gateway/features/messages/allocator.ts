import type { Clock } from '../../clock.ts'
import type { Reader } from '../../database/open-database.ts'

/** A message's id and time, made together. */
export interface Stamp {
  readonly id: string
  readonly createdAt: string
}

/**
 * The one source of ids and times of messages. Both only ever grow, whatever the clock does: the order by id is the
 * order by time (security: Order and time). Called inside the write transaction, which takes turns.
 */
export interface Allocator {
  readonly next: () => Stamp
}

const COUNTER_DIGITS = 13

/** Id: seconds (8 hex digits), milliseconds (3), then a counter within the millisecond (13). */
function stampOf(ms: number, counter: number): Stamp {
  const second = Math.floor(ms / 1000)
  const id =
    second.toString(16).padStart(8, '0') +
    (ms % 1000).toString(16).padStart(3, '0') +
    counter.toString(16).padStart(COUNTER_DIGITS, '0')
  return { id, createdAt: new Date(ms).toISOString() }
}

interface LastStamp {
  readonly ms: number
  readonly counter: number
}

function readLast(row: { id: string; createdAt: string } | undefined): LastStamp {
  if (row === undefined) return { ms: 0, counter: 0 }
  const ms = Date.parse(row.createdAt)
  const own = row.id.startsWith(stampOf(ms, 0).id.slice(0, -COUNTER_DIGITS))
  // An id of another make in the same millisecond could be higher than any of ours: go on one millisecond later.
  return own ? { ms, counter: Number.parseInt(row.id.slice(-COUNTER_DIGITS), 16) } : { ms: ms + 1, counter: 0 }
}

/** Goes on from the newest stored message, so that a restart within the second cannot repeat or go back. */
export async function createAllocator(reader: Reader, clock: Clock): Promise<Allocator> {
  const row = await reader
    .selectFrom('message')
    .select(['id', 'createdAt'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  let last = readLast(row)
  return {
    next: () => {
      const now = Math.floor(clock.now())
      last = now > last.ms ? { ms: now, counter: 0 } : { ms: last.ms, counter: last.counter + 1 }
      return stampOf(last.ms, last.counter)
    },
  }
}
