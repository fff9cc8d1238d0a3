import type { Keeping } from '../store/kept.ts'
import type { AccountStore } from '../store/store.ts'
import type { Seat } from '../sync/seat.ts'
import { cacheChange, mayDiffer, type Written } from './cache-changes.ts'
import type { CacheChange } from './cache-writer.ts'
import type { Cache } from './open-cache.ts'

interface KeeperOptions {
  readonly store: Pick<AccountStore, 'get' | 'subscribe'>
  readonly cache: Cache
  readonly clock: {
    readonly now: () => number
    readonly after: (delayMs: number, task: () => void) => () => void
  }
  /** Of several pages of one account one alone writes. */
  readonly seat: Pick<Seat, 'isMine' | 'onMine'>
  readonly onKeeping: (keeping: Keeping) => void
}

/** Writes what an account's store learns into its cache, in one go once it settles. */
export interface Keeper {
  /** Begins with what is in the store now, which is on the disk already or came from there. */
  readonly start: () => Promise<void>
  /** Writes what is not written yet. */
  readonly flush: () => Promise<void>
  readonly stop: () => void
}

/** Not longer: what was read in the moment before a page goes is not on the disk, which takes its time. */
const SETTLE_MS = 500
/** A disk that took nothing is not asked again at once. */
const RETRY_MS = 60_000
/** At least 50,000 messages or 200 MB for each account. */
const LIMITS = { messages: 100_000, bytes: 200_000_000 }
/** After so many written rows it is looked whether it became too much. */
const ROWS_A_LOOK = 2_000

/** The channels anything is kept of once a change is written. */
function channelsAfter(before: Written, change: CacheChange, lost: readonly string[]): Written['channels'] {
  const channels = new Map(before.channels)
  for (const { channelId, serverId } of change.channels) channels.set(channelId, serverId)
  for (const channelId of [...change.forgotten, ...lost]) channels.delete(channelId)
  return channels
}

export function createKeeper({ store, cache, clock, seat, onKeeping }: KeeperOptions): Keeper {
  let written: Written | undefined
  let rows = ROWS_A_LOOK
  let callOff: (() => void) | undefined
  let running: Promise<void> | undefined
  let leave: readonly (() => unknown)[] = []

  function plan(delayMs: number): void {
    callOff ??= clock.after(delayMs, () => {
      callOff = undefined
      void flush()
    })
  }

  async function write(before: Written): Promise<void> {
    const state = store.get()
    const change = cacheChange(before, state, clock.now())
    const { keeping, lost } = await cache.write(change)
    if (written !== before) return
    onKeeping(keeping)
    if (keeping !== 'kept') {
      plan(RETRY_MS)
      return
    }
    written = { state, channels: channelsAfter(before, change, lost) }
    rows += change.channels.flatMap(({ changes }) => changes.map((each) => each.rows.length)).reduce((a, b) => a + b, 0)
    if (rows < ROWS_A_LOOK) return
    rows = 0
    await cache.holdLimits(LIMITS)
  }

  function flush(): Promise<void> {
    if (written === undefined || !seat.isMine()) return Promise.resolve()
    running ??= write(written).finally(() => {
      running = undefined
      if (written !== undefined && mayDiffer(written.state, store.get())) plan(SETTLE_MS)
    })
    return running
  }

  return {
    start: async () => {
      const state = store.get()
      leave = [
        store.subscribe((next, before) => {
          if (mayDiffer(before, next)) plan(SETTLE_MS)
        }),
        // What was learned before that the one who wrote may have taken along.
        seat.onMine(() => void flush()),
      ]
      const kept = await cache.channels()
      written = { state, channels: new Map(kept.map(({ channelId, serverId }) => [channelId, serverId])) }
      plan(SETTLE_MS)
    },
    flush,
    stop: () => {
      for (const one of leave) one()
      callOff?.()
      callOff = undefined
      written = undefined
    },
  }
}
