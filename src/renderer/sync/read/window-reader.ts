import { castDraft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import { isReadable, type MessageRow, type MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { retirePending } from '../apply/messages.ts'
import { learnAuthor } from '../apply/people.ts'
import type { SyncClock } from '../clock.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { emptyWindow, withNewest, withOlder } from '../windows.ts'
import type { Epochs } from './epoch.ts'
import { createOnceAtATime } from '../once.ts'
import { PAGE, readNewest, readPage } from './read-range.ts'

/** Reads the messages of channels into their windows. */
export interface WindowReader {
  /** Shows a channel: reads its newest messages where they are not there yet. */
  readonly open: (channelId: ChannelId) => void
  /** Reads the newest messages again, as far back as the window goes, within reason. */
  readonly catchUp: (channelId: ChannelId) => Promise<void>
  /** One page further back. */
  readonly readOlder: (channelId: ChannelId) => Promise<void>
}

interface ReaderOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly epochs: Epochs
}

const RETRY_DELAY_MS = 2_000

type Unread = Exclude<Outcome<unknown>, { readonly status: 'done' }>

type Change = (window: MessageWindow) => MessageWindow

type ChangeWindow = (channelId: ChannelId, change: Change, rows?: readonly MessageRow[]) => void

/** Changes a window that is still there, and learns from the rows that were read who wrote them and what arrived. */
const windowChanger =
  (store: AccountStore): ChangeWindow =>
  (channelId, change, rows = []) => {
    const window = store.get().windows[channelId]
    if (window === undefined) return
    store.update((draft) => {
      draft.windows[channelId] = castDraft(change(window))
      for (const row of rows.filter(isReadable)) {
        learnAuthor(draft, row)
        retirePending(draft, row)
      }
    })
  }

const failed: Change = (window) =>
  window.rows.length > 0 ? window : { ...window, status: 'failed', catchingUp: false }

/**
 * When a read that brought nothing is tried again; undefined where it is not. Rows that stay, with what is new held back
 * behind them, show no failure that somebody could do something about.
 */
function retryDelay(outcome: Unread, window: MessageWindow | undefined): number | undefined {
  if (outcome.status === 'lost') return RETRY_DELAY_MS
  const passing = outcome.httpStatus === 429 || outcome.httpStatus >= 500
  return passing && window?.catchingUp === true ? (outcome.retryAfterMs ?? RETRY_DELAY_MS) : undefined
}

export function createWindowReader({ api, store, clock, epochs }: ReaderOptions): WindowReader {
  const once = createOnceAtATime()
  const changeWindow = windowChanger(store)

  async function read(channelId: ChannelId): Promise<void> {
    const epoch = epochs.current()
    // What events bring from here on is held: it may be newer than the page, which alone is vouched for.
    changeWindow(channelId, (window) => ({ ...window, catchingUp: true }))
    const outcome = await readNewest(api, channelId, store.get().windows[channelId]?.rows[0])
    if (outcome.status !== 'done') {
      changeWindow(channelId, failed)
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
    const outcome = await readPage(api, { channelId, limit: PAGE, before: first._id })
    if (epoch !== epochs.current()) return
    if (outcome.status !== 'done') {
      changeWindow(channelId, (current) => ({ ...current, older: 'failed' }))
      return
    }
    const page = { rows: outcome.body, reachesStart: outcome.body.length < PAGE }
    changeWindow(channelId, (current) => withOlder(current, page, first._id), page.rows)
  }

  return {
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
