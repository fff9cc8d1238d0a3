import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { beginWithRemains } from '#renderer/accounts/begin-with-remains.ts'
import { createKeeper } from '#renderer/storage/keep-cache.ts'
import { initialState, type AccountState } from '#renderer/store/state.ts'
import { createAccountStore, type AccountStore } from '#renderer/store/store.ts'
import type { SyncClock } from '#renderer/sync/clock.ts'
import type { Seat } from '#renderer/sync/seat.ts'
import { createSync, type Sync } from '#renderer/sync/sync.ts'
import { userSelf } from '#shared/models/user.ts'
import type { CacheOfPage } from './model/cache.ts'
import type { Disk } from './model/disk.ts'
import type { Session } from './model/session.ts'
import { openSession } from './session-of-page.ts'
import type { OpenSocket } from '#renderer/sync/gateway-socket.ts'
import type { Request } from '#renderer/sync/gateway-api.ts'
import type { Manner } from './model/manner.ts'
import { idOf, time } from './model/names.ts'

/** The real client below the page, as steps drive it. */
export interface Device {
  readonly store: AccountStore
  readonly sync: Sync
  /** Whether the page has something to do as soon as it is free. */
  readonly isBusy: () => boolean
  /** Does what waits for the page to be free. */
  readonly beFree: () => void
  readonly advance: (ms: number) => void
  /** When the next timer is due. */
  readonly nextDueMs: () => number | undefined
  readonly now: () => number
  /** Nobody is signed in there any more. */
  readonly isEnded: () => boolean
}

const me = userSelf.parse({
  _id: idOf('person', 'me'),
  username: 'me',
  discriminator: '0001',
  createdAt: time(0),
  updatedAt: time(0),
  notificationSettings: {},
})

export const stateOf = (): AccountState => initialState(me)

/** As much as is read at once: so little that a handful of messages has windows, gaps and pages. */
export const PAGE = 3

const extensionsOf = ({ extended }: Manner): readonly string[] =>
  extended ? ['rev', 'nonce', 'unread', 'read-sync'] : []

/** What goes from a device to the gateway and back. */
export interface Line {
  readonly manner: Manner
  readonly request: Request
  readonly openSocket: OpenSocket
  readonly session: Session
  /** Something went out that should not have. */
  readonly onStray: (what: string) => void
  /** When the page is free; by hand where nothing says so. */
  readonly soon?: (task: () => void) => void
}

interface DeviceOptions {
  readonly line: Line
  readonly disk: Disk
  /** Missing where nothing of what was read is kept. */
  readonly cache?: CacheOfPage | undefined
  readonly seat: Seat
  readonly number: number
  /** Counts pages: no two of them ever make the same nonce. */
  readonly life: number
  /** The gateway does not take who is there for anybody any more; its sync is stopped already. */
  readonly onEnded?: () => void
}

/** As the app does: what is kept is there first, then the line; what is not written yet when it ends is written. */
function begin({ store, clock, cache, seat, start }: Beginning): () => void {
  if (cache === undefined) {
    start()
    return () => undefined
  }
  const keeper = createKeeper({ store, cache, clock, seat, onKeeping: () => undefined })
  const callOff = beginWithRemains({ store, clock, keeper, remains: cache.remains(PAGE) }, start)
  return () => {
    callOff()
    void keeper.flush().then(keeper.stop)
  }
}

interface Beginning extends Pick<DeviceOptions, 'cache' | 'seat'> {
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly start: () => void
}

export function createDevice({ line, disk, cache, seat, number, life, onEnded }: DeviceOptions): Device {
  const timers = createHandDrivenClock(Date.UTC(2026, 2, 14, 12))
  let soon: (() => void)[] = []
  const clock: SyncClock = { now: timers.now, after: timers.after, soon: line.soon ?? ((task) => soon.push(task)) }
  const store = createAccountStore(stateOf())
  let nonces = 0
  const kept = disk.openFor(number)
  const session = openSession({
    line,
    number,
    life,
    onEnded: () => {
      sync.stop()
      endCache()
      kept.close()
      onEnded?.()
    },
  })
  const sync: Sync = createSync({
    store,
    request: session.request,
    upload: () => Promise.reject(new Error('no files here')),
    openSocket: line.openSocket,
    kept,
    ...(cache === undefined ? {} : { cache }),
    seat,
    undoMs: () => 0,
    renewToken: session.renew,
    extensions: extensionsOf(line.manner),
    clock,
    random: () => 0.5,
    newNonce: () => `nonce-${number}-${life}-${(nonces += 1)}`,
    onUnreadable: (name) => {
      throw new Error(`The model told a ${name} that nobody can read`)
    },
    pages: { first: PAGE, catchUp: PAGE, most: 5, kept: 6, islands: 3, counted: PAGE },
  })
  const endCache = begin({ store, clock, cache, seat, start: sync.start })
  return {
    store,
    sync,
    isBusy: () => soon.length > 0,
    beFree: () => {
      const tasks = soon
      soon = []
      for (const task of tasks) task()
    },
    advance: timers.advance,
    nextDueMs: timers.nextDueMs,
    now: timers.now,
    isEnded: session.isEnded,
  }
}
