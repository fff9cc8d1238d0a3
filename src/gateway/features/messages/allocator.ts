import type { Clock } from '../../clock.ts'
import type { Reader } from '../../database/open-database.ts'
import { newestStamps } from './stamp-repository.ts'

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

const NOTHING: LastStamp = { ms: 0, counter: 0 }

function lastStampOf(row: Stamp | undefined): LastStamp {
  if (row === undefined) return NOTHING
  const ms = Date.parse(row.createdAt)
  const own = row.id.startsWith(stampOf(ms, 0).id.slice(0, -COUNTER_DIGITS))
  if (own) return { ms, counter: Number.parseInt(row.id.slice(-COUNTER_DIGITS), 16) }
  // An id of another make could be above all of ours in its second: go on in the next one.
  const nextSecond = (Number.parseInt(row.id.slice(0, 8), 16) + 1) * 1000
  return { ms: Math.max(ms, nextSecond), counter: 0 }
}

const laterOf = (a: LastStamp, b: LastStamp): LastStamp =>
  a.ms > b.ms || (a.ms === b.ms && a.counter > b.counter) ? a : b

/** Goes on from what is stored, the highest id and the latest row, so that a restart can neither repeat nor go back. */
export async function createAllocator(reader: Reader, clock: Clock): Promise<Allocator> {
  const { highest, latest } = await newestStamps(reader)
  let last = laterOf(lastStampOf(highest), lastStampOf(latest))
  return {
    next: () => {
      const now = Math.floor(clock.now())
      last = now > last.ms ? { ms: now, counter: 0 } : { ms: last.ms, counter: last.counter + 1 }
      return stampOf(last.ms, last.counter)
    },
  }
}
