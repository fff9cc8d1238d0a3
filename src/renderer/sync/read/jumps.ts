import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { selectChannel } from '../../store/selectors/channels.ts'
import type { AccountState, MessageRow, MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { atRest, holds, newIsland } from '../islands.ts'
import type { MessageSyncEvent } from '../parse-event.ts'
import type { CachedReader } from './cached-reader.ts'
import { rangesChanger } from './change-ranges.ts'
import type { Epochs } from './epoch.ts'
import { readAround, readFromSecond, type Found } from './read-around.ts'
import { ceilingOf, type PageSizes } from './read-range.ts'

/** What became of a jump: there, at which message; no such message for this account; no answer. */
export type JumpResult =
  | { readonly status: 'there'; readonly messageId: MessageId }
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

interface JumpsOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly epochs: Epochs
  readonly pages: PageSizes
  readonly repair: (channelId: ChannelId) => Promise<void>
  /** Missing where nothing is kept. */
  readonly cached?: Pick<CachedReader, 'showAround'> | undefined
}

/** So often a jump is begun anew because the line was cut under it. */
const MOST_TRIES = 4

/** The newest jump of a channel, and what came in since it began. */
interface Underway {
  readonly heard: MessageRow[]
}

const missing: JumpResult = { status: 'missing' }

const failure = (outcome: Exclude<Outcome<unknown>, { readonly status: 'done' }>): JumpResult =>
  outcome.status === 'refused' && [400, 403, 404].includes(outcome.httpStatus) ? missing : { status: 'failed' }

/** The message of a window that a moment leads to, where the window goes back that far. */
function inWindow(window: MessageWindow | undefined, at: number): MessageId | undefined {
  if (window?.status !== 'ready' || window.catchingUp) return undefined
  const first = window.rows[0]
  const reaches = window.reachesStart || (first !== undefined && Date.parse(first.createdAt) < at)
  if (!reaches) return undefined
  return (window.rows.find((row) => Date.parse(row.createdAt) >= at) ?? window.rows.at(-1))?._id
}

/** Of a channel that was taken away meanwhile nothing may come back with an answer (convergence, I8). */
function isAllowed(state: AccountState, channelId: ChannelId): boolean {
  const window = state.windows[channelId]
  return window === undefined ? selectChannel(state, channelId) !== undefined : window.status !== 'failed'
}

const lookIn =
  (store: AccountStore) =>
  (channelId: ChannelId, messageId: MessageId): JumpResult => {
    store.update((draft) => {
      draft.viewed[channelId] = messageId
    })
    return { status: 'there', messageId }
  }

export function createJumps({ api, store, epochs, pages, repair, cached }: JumpsOptions): Jumps {
  const change = rangesChanger(store)
  const underway = new Map<ChannelId, Underway>()

  const look = lookIn(store)
  function put(channelId: ChannelId, { rows, reachesStart }: Found, held: readonly MessageRow[]): void {
    const island = atRest({ ...newIsland(rows, reachesStart), held }, {})
    change(channelId, (ranges) => ({ ...ranges, islands: [...ranges.islands, island].slice(-pages.islands) }), rows)
    void repair(channelId)
  }

  /** While the gateway is away: from what is kept on this computer, where it is there; undefined where not. */
  async function showKept(channelId: ChannelId, messageId: MessageId): Promise<JumpResult | undefined> {
    if (cached === undefined || !isAllowed(store.get(), channelId)) return undefined
    const own: Underway = { heard: [] }
    underway.set(channelId, own)
    const isShown = await cached.showAround(channelId, messageId)
    if (underway.get(channelId) !== own) return { status: 'left' }
    underway.delete(channelId)
    return isShown ? look(channelId, messageId) : undefined
  }

  async function read(channelId: ChannelId, ask: () => Promise<Outcome<Found | undefined>>): Promise<JumpResult> {
    const own: Underway = { heard: [] }
    underway.set(channelId, own)
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const epoch = epochs.current()
      const outcome = await ask()
      if (underway.get(channelId) !== own) return { status: 'left' }
      // What was answered is of a time before the line was cut.
      if (epoch !== epochs.current()) continue
      underway.delete(channelId)
      if (outcome.status !== 'done') return failure(outcome)
      if (outcome.body === undefined || !isAllowed(store.get(), channelId)) return missing
      put(channelId, outcome.body, own.heard)
      return look(channelId, outcome.body.target)
    }
    underway.delete(channelId)
    return { status: 'failed' }
  }

  return {
    jumpTo: async (channelId, messageId) => {
      const { windows, islands } = store.get()
      const ranges = [windows[channelId], ...(islands[channelId] ?? [])]
      if (ranges.some((range) => range !== undefined && holds(range, messageId))) return look(channelId, messageId)
      const isConnected = store.get().connection.status === 'connected'
      const kept = isConnected ? undefined : await showKept(channelId, messageId)
      if (kept !== undefined) return kept
      const query = { channelId, target: messageId, limit: pages.first }
      return read(channelId, () => readAround(api, { ...query, ceiling: ceilingOf(store.get().windows[channelId]) }))
    },
    jumpToDate: async (channelId, at) => {
      const known = inWindow(store.get().windows[channelId], at)
      if (known !== undefined) return look(channelId, known)
      const query = { channelId, second: Math.floor(at / 1000), limit: pages.first }
      return read(channelId, () =>
        readFromSecond(api, { ...query, ceiling: ceilingOf(store.get().windows[channelId]) }),
      )
    },
    hear: (events) => {
      for (const { channelId, row } of events) underway.get(channelId)?.heard.push(row)
    },
  }
}
