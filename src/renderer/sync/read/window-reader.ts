import { castDraft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { emptyWindow, withNewest, withOlder } from '../windows.ts'
import { windowChanger, type Change } from './change-window.ts'
import type { Epochs } from './epoch.ts'
import { createOnceAtATime } from '../once.ts'
import { PAGE_SIZES, readNewest, readPage, type PageSizes } from './read-range.ts'
import { createRepair } from './repair.ts'

/** Reads the messages of channels into their windows. */
export interface WindowReader {
  /** Shows a channel: reads its newest messages where they are not there yet. */
  readonly open: (channelId: ChannelId) => void
  /** Reads the newest messages again, as far back as the window goes, within reason. */
  readonly catchUp: (channelId: ChannelId) => Promise<void>
  /** Reads again what is doubted in a channel. */
  readonly repair: (channelId: ChannelId) => Promise<void>
  /** One page further back. */
  readonly readOlder: (channelId: ChannelId) => Promise<void>
}

interface ReaderOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly epochs: Epochs
  readonly pages?: PageSizes | undefined
}

const RETRY_DELAY_MS = 2_000

type Unread = Exclude<Outcome<unknown>, { readonly status: 'done' }>

/** Rows stay where nobody knows why there was no answer; what may not be read may not be shown either. */
const failed =
  (outcome: Unread): Change =>
  (window) => {
    const forbidden = outcome.status === 'refused' && (outcome.httpStatus === 403 || outcome.httpStatus === 404)
    if (forbidden) return { ...emptyWindow, status: 'failed', catchingUp: false }
    return window.rows.length > 0 ? window : { ...window, status: 'failed', catchingUp: false }
  }

/**
 * When a read that brought nothing is tried again; undefined where it is not. Rows that stay, with what is new held back
 * behind them, show no failure that somebody could do something about.
 */
function retryDelay(outcome: Unread, window: MessageWindow | undefined): number | undefined {
  if (outcome.status === 'lost') return RETRY_DELAY_MS
  const passing = outcome.httpStatus === 429 || outcome.httpStatus >= 500
  return passing && window?.catchingUp === true ? (outcome.retryAfterMs ?? RETRY_DELAY_MS) : undefined
}

export function createWindowReader({ api, store, clock, epochs, pages = PAGE_SIZES }: ReaderOptions): WindowReader {
  const once = createOnceAtATime()
  const changeWindow = windowChanger(store)
  const repair = createRepair({ api, store, clock, epochs, pages })

  async function read(channelId: ChannelId): Promise<void> {
    const epoch = epochs.current()
    // What events bring from here on is held: it may be newer than the page, which alone is vouched for.
    changeWindow(channelId, (window) => ({ ...window, catchingUp: true }))
    const outcome = await readNewest(api, { channelId, anchor: store.get().windows[channelId]?.rows[0], sizes: pages })
    if (outcome.status !== 'done') {
      changeWindow(channelId, failed(outcome))
      const delay = retryDelay(outcome, store.get().windows[channelId])
      const again = delay !== undefined && store.get().connection.status === 'connected'
      if (again) clock.after(delay, () => void catchUp(channelId))
      return
    }
    const stale = epoch !== epochs.current()
    const range = outcome.body
    changeWindow(channelId, (window) => ({ ...withNewest(window, range), catchingUp: stale }), range.rows)
    // Shown at once, believed only when it was read after `ready`: asked again in the epoch that has begun.
    if (stale) await read(channelId)
    else void repair(channelId)
  }

  function catchUp(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => read(channelId))
  }

  async function readOlder(channelId: ChannelId): Promise<void> {
    const window = store.get().windows[channelId]
    const first = window?.rows[0]
    if (window === undefined || first === undefined || window.reachesStart || window.older === 'loading') return
    const epoch = epochs.current()
    changeWindow(channelId, (current) => ({ ...current, older: 'loading' }))
    const outcome = await readPage(api, { channelId, limit: pages.first, before: first._id })
    if (epoch !== epochs.current()) return
    if (outcome.status !== 'done') {
      changeWindow(channelId, (current) => ({ ...current, older: 'failed' }))
      return
    }
    const page = { rows: outcome.body, reachesStart: outcome.body.length < pages.first }
    changeWindow(channelId, (current) => withOlder(current, page, first._id), page.rows)
    void repair(channelId)
  }

  return {
    repair,
    open: (channelId) => {
      if (store.get().windows[channelId]?.status === 'ready') return
      store.update((draft) => {
        draft.windows[channelId] = castDraft(emptyWindow)
      })
      void catchUp(channelId)
    },
    catchUp,
    readOlder,
  }
}
