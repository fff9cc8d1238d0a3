import type { Keeping } from '../store/kept.ts'
import { initialState, type AccountState } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { Seat } from '../sync/seat.ts'
import { cacheChange, mayDiffer, type Written } from './cache-changes.ts'
import type { CacheChange } from './cache-writer.ts'
import type { Cache } from './open-cache.ts'

interface KeeperOptions {
  readonly store: Pick<AccountStore, 'get' | 'subscribe'>
  readonly cache: Pick<Cache, 'channels' | 'places' | 'home' | 'onEmptied' | 'write' | 'holdLimits'>
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
const LIMITS = { messages: 100_000, bytes: 200_000_000, people: 5_000 }
/** After so many written rows it is looked whether it became too much. */
const ROWS_A_LOOK = 2_000

/** What stands on the disk once a change is written. */
function writtenWith(change: CacheChange, before: Written, { state, lost }: Pick<Written, 'state'> & Lost): Written {
  const channels = new Map(before.channels)
  for (const { channelId, serverId } of change.channels) channels.set(channelId, serverId)
  for (const channelId of [...change.forgotten, ...lost]) channels.delete(channelId)
  const places = new Set([...before.places, ...Object.keys(state.places)])
  for (const [, serverId] of change.gone) places.delete(serverId)
  return { state, channels, places }
}

interface Lost {
  readonly lost: readonly string[]
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

/** Which channels and places are on the disk. */
async function keptIn(cache: Pick<KeeperCache, 'channels' | 'places'>): Promise<Omit<Written, 'state'>> {
  const [channels, places] = await Promise.all([cache.channels(), cache.places()])
  return {
    channels: new Map(channels.map(({ channelId, serverId }) => [channelId, serverId])),
    places: new Set(places),
  }
}

/** Nothing is on the disk: all that is known is another thing. */
const nothing = ({ me }: AccountState): Written => ({
  state: initialState({ ...me }),
  channels: new Map(),
  places: new Set(),
})

/**
 * Nobody knows what is on the disk: all that is known is written once more, and what is lost of its channels and places goes.
 * That the gateway has not heard how far was read is known to the page that wrote it, which may be gone: that stays.
 */
async function begunAnew({ state }: Written, cache: KeeperCache): Promise<Written> {
  const kept = (await cache.home())?.marks ?? {}
  const marks = Object.entries(state.marks).map(([id, mark]) => [id, kept[id]?.untold === true ? mark : { ...mark }])
  return { state: { ...nothing(state).state, marks: Object.fromEntries(marks) }, ...(await keptIn(cache)) }
}

type OnDisk = 'what was written' | 'unknown' | 'nothing'

interface Writing extends Lost {
  readonly keeping: Keeping
  readonly change: CacheChange
  /** What stands on the disk with it, where it is kept. */
  readonly now: Written
}

async function writeChanges(
  { store, cache, clock }: Pick<KeeperOptions, 'store' | 'cache' | 'clock'>,
  last: Written,
  onDisk: OnDisk,
): Promise<Writing> {
  const lastWritten = onDisk === 'nothing' ? nothing(last.state) : last
  // What is known is written in one breath: a page that is about to go has no second one.
  const before = onDisk === 'unknown' ? await begunAnew(last, cache) : lastWritten
  const state = store.get()
  const change = cacheChange(before, state, clock.now())
  const { keeping, lost } = await cache.write(change)
  return { keeping, change, lost, now: writtenWith(change, before, { state, lost }) }
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
  /** What is on the disk: not known where another page has written since, or it was too slow to be laid into the store. */
  let onDisk: OnDisk = 'what was written'

  const { plan, callOff } = createPlan(clock, () => void flush())
  const leave: (() => unknown)[] = [
    cache.onEmptied((left) => {
      onDisk = left
      plan(SETTLE_MS)
    }),
  ]

  async function write(last: Written): Promise<void> {
    const was = onDisk
    onDisk = 'what was written'
    const { keeping, change, lost, now } = await writeChanges({ store, cache, clock }, last, was)
    if (written !== last) return
    onKeeping(keeping)
    if (keeping !== 'kept') {
      if (onDisk === 'what was written') onDisk = was
      plan(RETRY_MS)
      return
    }
    written = now
    if (lost.length > 0) plan(SETTLE_MS)
    await holdLimits(change)
  }

  function flush(): Promise<void> {
    if (written === undefined || !seat.isMine()) return Promise.resolve()
    // What the page before this one kept is newer than anything that is shown here without a line.
    if (onDisk === 'unknown' && store.get().connection.status !== 'connected') return Promise.resolve()
    running ??= write(written).finally(() => {
      running = undefined
      if (written !== undefined && (onDisk === 'nothing' || mayDiffer(written.state, store.get()))) plan(SETTLE_MS)
    })
    return running
  }

  return {
    start: async () => {
      const state = store.get()
      if (state.connection.status === 'connected') onDisk = 'unknown'
      leave.push(
        store.subscribe((next, before) => {
          if (mayDiffer(before, next)) plan(SETTLE_MS)
        }),
        // What was learned before that the one who wrote may have taken along.
        seat.onMine(() => {
          onDisk = 'unknown'
          void flush()
        }),
      )
      written = { state, ...(await keptIn(cache)) }
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
