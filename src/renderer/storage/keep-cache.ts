import type { Keeping } from '../store/kept.ts'
import type { AccountStore } from '../store/store.ts'
import type { Seat } from '../sync/seat.ts'
import { cacheChange, mayDiffer, type Written } from './cache-changes.ts'
import type { CacheChange } from './cache-writer.ts'
import type { Cache } from './open-cache.ts'

interface KeeperOptions {
  readonly store: Pick<AccountStore, 'get' | 'subscribe'>
  readonly cache: Pick<Cache, 'channels' | 'write' | 'holdLimits'>
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

const rowsIn = ({ channels }: CacheChange): number =>
  channels.flatMap(({ changes }) => changes.map((each) => each.rows.length)).reduce((a, b) => a + b, 0)

type KeeperCache = KeeperOptions['cache']

/** Once at the first writing, and again each time so many rows were written. */
function limitsHolder(cache: Pick<KeeperCache, 'holdLimits'>): (written: CacheChange) => Promise<void> {
  let rows = ROWS_A_LOOK
  return async (change) => {
    rows += rowsIn(change)
    if (rows < ROWS_A_LOOK) return
    rows = 0
    await cache.holdLimits(LIMITS)
  }
}

const channelsIn = async (cache: Pick<KeeperCache, 'channels'>): Promise<Written['channels']> =>
  new Map((await cache.channels()).map(({ channelId, serverId }) => [channelId, serverId]))

/** Where nobody knows what is on the disk: lists and rows are written once more, and what is lost of its channels goes. */
async function begunAnew({ state }: Written, cache: Pick<KeeperCache, 'channels'>): Promise<Written> {
  const { servers } = state
  const anew = { servers: servers && [...servers], directs: null, places: {}, windows: {}, islands: {} }
  return { state: { ...state, ...anew }, channels: await channelsIn(cache) }
}

interface Plan {
  /** Where nothing is planned yet. */
  readonly plan: (delayMs: number) => void
  readonly callOff: () => void
}

function createPlan(clock: Pick<KeeperOptions['clock'], 'after'>, task: () => void): Plan {
  let callOff: (() => void) | undefined
  return {
    plan: (delayMs) => {
      callOff ??= clock.after(delayMs, () => {
        callOff = undefined
        task()
      })
    },
    callOff: () => {
      callOff?.()
      callOff = undefined
    },
  }
}

export function createKeeper({ store, cache, clock, seat, onKeeping }: KeeperOptions): Keeper {
  const holdLimits = limitsHolder(cache)
  let written: Written | undefined
  let running: Promise<void> | undefined
  let leave: readonly (() => unknown)[] = []
  /** What is on the disk is not known here: another page has written since, or it was too slow to be laid into the store. */
  let isBehind = false

  const { plan, callOff } = createPlan(clock, () => void flush())

  async function write(last: Written): Promise<void> {
    const wasBehind = isBehind
    isBehind = false
    const before = wasBehind ? await begunAnew(last, cache) : last
    const state = store.get()
    const change = cacheChange(before, state, clock.now())
    const { keeping, lost } = await cache.write(change)
    if (written !== last) return
    onKeeping(keeping)
    if (keeping !== 'kept') {
      isBehind ||= wasBehind
      plan(RETRY_MS)
      return
    }
    written = { state, channels: channelsAfter(before, change, lost) }
    if (lost.length > 0) plan(SETTLE_MS)
    await holdLimits(change)
  }

  function flush(): Promise<void> {
    if (written === undefined || !seat.isMine()) return Promise.resolve()
    // What the page before this one kept is newer than anything that is shown here without a line.
    if (isBehind && store.get().connection.status !== 'connected') return Promise.resolve()
    running ??= write(written).finally(() => {
      running = undefined
      if (written !== undefined && mayDiffer(written.state, store.get())) plan(SETTLE_MS)
    })
    return running
  }

  return {
    start: async () => {
      const state = store.get()
      isBehind = state.connection.status === 'connected'
      leave = [
        store.subscribe((next, before) => {
          if (mayDiffer(before, next)) plan(SETTLE_MS)
        }),
        // What was learned before that the one who wrote may have taken along.
        seat.onMine(() => {
          isBehind = true
          void flush()
        }),
      ]
      written = { state, channels: await channelsIn(cache) }
      plan(SETTLE_MS)
    },
    flush,
    stop: () => {
      for (const one of leave) one()
      callOff()
      written = undefined
    },
  }
}
