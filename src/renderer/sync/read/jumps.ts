import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { selectChannel } from '../../store/selectors/channels.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { AccountState, MessageIsland, MessageRow, MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { atRest, holds, isWaiting, newIsland } from '../islands.ts'
import type { MessageSyncEvent } from '../parse-event.ts'
import type { CachedReader } from './cached-reader.ts'
import type { ChangeRanges } from './change-ranges.ts'
import type { Epochs } from './epoch.ts'
import { firstFrom, reachesBack, type Landing } from './landing.ts'
import { readAround, readFromSecond, type Found } from './read-around.ts'
import { ceilingOf, type PageSizes } from './read-range.ts'
import { createUnderway, type JumpsUnderway, type Underway } from './underway.ts'

/** What became of a jump: there, at which message; no such message for this account; no answer. */
export type JumpResult =
  | ({ readonly status: 'there' } & Landing)
  | { readonly status: 'missing' }
  | { readonly status: 'failed' }
  /** Somebody went elsewhere before it came to anything. */
  | { readonly status: 'left' }

/** Goes to any message of a channel: reads the range around it where it is not there yet, and looks at it. */
export interface Jumps {
  readonly jumpTo: (channelId: ChannelId, messageId: MessageId) => Promise<JumpResult>
  /** To the first message from that moment on, in milliseconds since 1970; to the last one where none follows. */
  readonly jumpToDate: (channelId: ChannelId, at: number) => Promise<JumpResult>
  /** What events bring while a jump is read: it may be newer than the pages (convergence, rule 11). */
  readonly hear: (events: readonly MessageSyncEvent[]) => void
}

type KeptRanges = Pick<CachedReader, 'showAround' | 'showFrom'>

interface JumpsOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly epochs: Epochs
  readonly pages: PageSizes
  readonly changeRanges: ChangeRanges
  readonly repair: (channelId: ChannelId) => Promise<void>
  /** Reads the range that is looked at again. */
  readonly catchUp: (channelId: ChannelId) => Promise<void>
  /** Missing where nothing is kept. */
  readonly cached?: KeptRanges | undefined
}

/** So often a jump is begun anew because the line was cut under it. */
const MOST_TRIES = 4

const missing: JumpResult = { status: 'missing' }

const failure = (outcome: Exclude<Outcome<unknown>, { readonly status: 'done' }>): JumpResult =>
  outcome.status === 'refused' && [400, 403, 404].includes(outcome.httpStatus) ? missing : { status: 'failed' }

type Range = MessageWindow | MessageIsland

/** The message of a window that a moment leads to, where the window goes back that far and up to the newest. */
function inWindow(window: MessageWindow | undefined, at: number): MessageId | undefined {
  if (window?.status !== 'ready' || window.catchingUp) return undefined
  return reachesBack(window, at) ? (firstFrom(window, at) ?? window.rows.at(-1)?._id) : undefined
}

const rangesOf = ({ windows, islands }: AccountState, channelId: ChannelId): readonly Range[] =>
  [windows[channelId], ...(islands[channelId] ?? [])].filter((range) => range !== undefined)

/** The message of what is here that a moment leads to. Away from the gateway nobody knows what follows the last one. */
function shownAt(state: AccountState, channelId: ChannelId, at: number): MessageId | undefined {
  if (state.connection.status === 'connected') return inWindow(state.windows[channelId], at)
  const reaching = rangesOf(state, channelId).filter((range) => reachesBack(range, at))
  return reaching.flatMap((range) => firstFrom(range, at) ?? [])[0]
}

/** Of a channel that was taken away meanwhile nothing may come back with an answer (convergence, I8). */
function isAllowed(state: AccountState, channelId: ChannelId): boolean {
  const window = state.windows[channelId]
  return window === undefined ? selectChannel(state, channelId) !== undefined : window.status !== 'failed'
}

const lookIn =
  (store: AccountStore) =>
  (channelId: ChannelId, landing: Landing): JumpResult => {
    store.update((draft) => {
      draft.viewed[channelId] = landing.messageId
    })
    return { status: 'there', ...landing }
  }

interface KeptOptions extends Pick<JumpsOptions, 'store' | 'cached'> {
  readonly underway: JumpsUnderway
}

type ShowKept = (
  channelId: ChannelId,
  show: (kept: KeptRanges) => Promise<Landing | undefined>,
) => Promise<JumpResult | undefined>

/** While the gateway is away: from what is kept on this computer, where it is there; undefined where not. */
function showerOfKept({ store, cached, underway }: KeptOptions): ShowKept {
  const look = lookIn(store)
  return async (channelId, show) => {
    const { connection } = store.get()
    if (cached === undefined || connection.status === 'connected' || !isAllowed(store.get(), channelId))
      return undefined
    const own = underway.begin(channelId)
    try {
      const landing = await show(cached)
      if (own.isLeft()) return { status: 'left' }
      return landing && look(channelId, landing)
    } finally {
      own.end()
    }
  }
}

type Ask = () => Promise<Outcome<Found | undefined>>

export function createJumps(options: JumpsOptions): Jumps {
  const { api, store, epochs, pages, changeRanges: change, repair, catchUp, cached } = options
  const underway = createUnderway(store)
  const showKept = showerOfKept({ store, cached, underway })

  function look(channelId: ChannelId, landing: Landing): JumpResult {
    const there = lookIn(store)(channelId, landing)
    const island = selectIsland(store.get(), channelId)
    // Somebody had left it before it was read again.
    if (island !== undefined && isWaiting(island)) void catchUp(channelId)
    return there
  }

  function put(channelId: ChannelId, { rows, reachesStart }: Found, held: readonly MessageRow[]): void {
    const island = atRest({ ...newIsland(rows, reachesStart), held }, {})
    change(channelId, (ranges) => ({ ...ranges, islands: [...ranges.islands, island].slice(-pages.islands) }), rows)
    void repair(channelId)
  }

  async function read(channelId: ChannelId, ask: Ask): Promise<JumpResult> {
    const own = underway.begin(channelId)
    return readUnlessLeft(own, channelId, ask).finally(own.end)
  }

  async function readUnlessLeft(own: Underway, channelId: ChannelId, ask: Ask): Promise<JumpResult> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const epoch = epochs.current()
      const outcome = await ask()
      if (own.isLeft()) return { status: 'left' }
      // What was answered is of a time before the line was cut.
      if (epoch !== epochs.current()) continue
      if (outcome.status !== 'done') return failure(outcome)
      if (outcome.body === undefined || own.isLost() || !isAllowed(store.get(), channelId)) return missing
      put(channelId, outcome.body, own.heard)
      return look(channelId, { messageId: outcome.body.target })
    }
    return { status: 'failed' }
  }

  return {
    jumpTo: async (channelId, messageId) => {
      const isHere = rangesOf(store.get(), channelId).some((range) => holds(range, messageId))
      if (isHere) return look(channelId, { messageId })
      const kept = await showKept(channelId, async ({ showAround }) =>
        (await showAround(channelId, messageId)) ? { messageId } : undefined,
      )
      if (kept !== undefined) return kept
      const query = { channelId, target: messageId, limit: pages.first }
      return read(channelId, () => readAround(api, { ...query, ceiling: ceilingOf(store.get().windows[channelId]) }))
    },
    jumpToDate: async (channelId, at) => {
      const known = shownAt(store.get(), channelId, at)
      if (known !== undefined) return look(channelId, { messageId: known })
      const kept = await showKept(channelId, ({ showFrom }) => showFrom(channelId, at))
      if (kept !== undefined) return kept
      const query = { channelId, second: Math.floor(at / 1000), limit: pages.first }
      return read(channelId, () =>
        readFromSecond(api, { ...query, ceiling: ceilingOf(store.get().windows[channelId]) }),
      )
    },
    hear: underway.hear,
  }
}
