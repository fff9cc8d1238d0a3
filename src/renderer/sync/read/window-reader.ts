import { castDraft } from 'immer'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { AccountState, MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import { createAgainLater } from '../again-later.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { leftBehind, type Ranges } from '../islands.ts'
import { emptyWindow, withNewest, type NewestRange } from '../windows.ts'
import { rangesChanger } from './change-ranges.ts'
import type { CachedReader } from './cached-reader.ts'
import { windowChanger, type Change } from './change-window.ts'
import type { Epochs } from './epoch.ts'
import { createIslandReader } from './island-reader.ts'
import { createJumps, type Jumps } from './jumps.ts'
import { createOnceAtATime } from '../once.ts'
import { createOlderReader } from './older-reader.ts'
import { PAGE_SIZES, readNewest, type PageSizes } from './read-range.ts'
import { mayNotBeSeen, readOf } from './read-of.ts'
import { createRepair, type Repair } from './repair.ts'
import { createWindowTrimmer } from './window-trimmer.ts'

/** Reads the messages of channels into their windows. */
export interface WindowReader {
  /** Shows a channel: reads its newest messages where they are not there yet. */
  readonly open: (channelId: ChannelId) => void
  /** Reads the newest messages again, as far back as the window goes, within reason. */
  readonly catchUp: (channelId: ChannelId) => Promise<void>
  /** The same in the channel somebody is at, where new messages are held back until then. */
  readonly catchUpHeld: () => void
  readonly repairDoubted: Repair['repairDoubted']
  /** One page further back, of the range that is shown. */
  readonly readOlder: (channelId: ChannelId) => Promise<void>
  /** One page further on, where a range further back is shown. */
  readonly readNewer: (channelId: ChannelId) => Promise<void>
  /** Nobody holds all that comes in while a channel is open: what is further back goes. */
  readonly trim: () => void
  readonly jumps: Jumps
}

interface ReaderOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly epochs: Epochs
  readonly pages?: PageSizes | undefined
  /** Missing where nothing is kept. */
  readonly cached?: CachedReader | undefined
}

type Unread = Exclude<Outcome<unknown>, { readonly status: 'done' }>

/** Rows stay where nobody knows why there was no answer; what may not be read may not be shown either. */
const failed =
  (outcome: Unread): Change =>
  (window) => {
    if (mayNotBeSeen(outcome)) return { ...emptyWindow, status: 'failed', catchingUp: false }
    return window.rows.length > 0 ? window : { ...window, status: 'failed', catchingUp: false }
  }

/** Rows that stay, with what is new held back behind them, show no failure that somebody could do something about. */
const isTriedAgain = (outcome: Unread, window: MessageWindow | undefined): boolean =>
  outcome.status === 'lost' || window?.catchingUp === true

interface NewestRead {
  readonly range: NewestRange
  readonly stale: boolean
  readonly viewed: MessageId | undefined
  /** So many rows to each side of what is looked at. */
  readonly each: number
}

const withNewestRead =
  ({ range, stale, viewed, each }: NewestRead) =>
  ({ window = emptyWindow, islands }: Ranges): Ranges => ({
    window: { ...withNewest(window, range), catchingUp: stale },
    islands: [...islands, ...leftBehind(window, range.rows[0], { viewed, each })],
  })

const heldChannels = ({ openChannel, windows }: AccountState): readonly ChannelId[] =>
  openChannel !== null && windows[openChannel]?.catchingUp === true ? [openChannel] : []

function putEmpty(store: AccountStore, channelId: ChannelId): void {
  store.update((draft) => {
    draft.windows[channelId] = castDraft(emptyWindow)
  })
}

export function createWindowReader(options: ReaderOptions): WindowReader {
  const { api, store, clock, epochs, pages = PAGE_SIZES, cached } = options
  const once = createOnceAtATime()
  const later = createAgainLater(options)
  const changeRanges = rangesChanger(store)
  const changeWindow = windowChanger(store, changeRanges)
  const reading = { api, store, clock, epochs, pages, changeRanges }
  const { repair, repairDoubted } = createRepair(reading)
  const islands = createIslandReader({ ...reading, repair })
  const readOlder = createOlderReader({ ...reading, repair })

  async function read(channelId: ChannelId): Promise<void> {
    later.callOff(channelId)
    const epoch = epochs.current()
    // What events bring from here on is held: it may be newer than the page, which alone is vouched for.
    changeWindow(channelId, (window) => (window.catchingUp ? window : { ...window, catchingUp: true }))
    const outcome = await readNewest(api, { channelId, anchor: store.get().windows[channelId]?.rows[0], sizes: pages })
    if (outcome.status !== 'done') {
      changeWindow(channelId, failed(outcome))
      if (mayNotBeSeen(outcome)) changeRanges(channelId, ({ window }) => ({ window, islands: [] }))
      const answer = readOf(outcome)
      if (answer === 'done' || !isTriedAgain(outcome, store.get().windows[channelId])) return
      later.plan(channelId, answer.againMs, () => void catchUp(channelId))
      return
    }
    const stale = epoch !== epochs.current()
    putNewest(channelId, outcome.body, stale)
    // Shown at once, believed only when it was read after `ready`: asked again in the epoch that has begun.
    if (stale) await read(channelId)
    else void repair(channelId)
  }

  function putNewest(channelId: ChannelId, range: NewestRange, stale: boolean): void {
    if (store.get().windows[channelId] === undefined) return
    const viewed = store.get().viewed[channelId]
    changeRanges(channelId, withNewestRead({ range, stale, viewed, each: pages.catchUp }), range.rows)
    if (!stale && selectIsland(store.get(), channelId)?.catchingUp === true) void islands.catchUp(channelId)
  }

  function catchUp(channelId: ChannelId): Promise<void> {
    if (selectIsland(store.get(), channelId) !== undefined) void islands.catchUp(channelId)
    return once.run(channelId, () => read(channelId))
  }

  return {
    jumps: createJumps({ ...reading, repair, cached, catchUp: islands.catchUp }),
    readNewer: islands.readNewer,
    trim: createWindowTrimmer(reading),
    repairDoubted,
    open: (channelId) => {
      const known = store.get().windows[channelId]
      // What stands there as it was kept is shown, and asked for.
      if (known?.status === 'ready' && known.asOf !== undefined) void catchUp(channelId)
      if (known?.status === 'ready') return
      putEmpty(store, channelId)
      // What the gateway has just refused is not shown from the disk instead.
      const wasRefused = known?.status === 'failed' && store.get().connection.status === 'connected'
      if (cached === undefined || wasRefused) void catchUp(channelId)
      else void cached.showNewest(channelId).then(() => catchUp(channelId))
    },
    catchUp,
    catchUpHeld: () => {
      for (const channelId of heldChannels(store.get())) void catchUp(channelId)
    },
    readOlder: (channelId) =>
      selectIsland(store.get(), channelId) === undefined ? readOlder(channelId) : islands.readOlder(channelId),
  }
}
