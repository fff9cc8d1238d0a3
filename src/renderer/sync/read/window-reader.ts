import { castDraft } from 'immer'
import { compareMessages } from '#shared/models/message.ts'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow, MessageWindow } from '../../store/state.ts'
import { isReadable } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { learnPerson } from '../apply/people.ts'
import { retirePending } from '../apply/messages.ts'
import type { SyncClock } from '../clock.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { messagePage } from '../http/answers.ts'
import { emptyWindow, withNewest, withOlder, type NewestRange } from '../windows.ts'
import type { Epochs } from './epoch.ts'
import { createOnceAtATime } from './once.ts'

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

const PAGE = 50
const CATCH_UP_PAGE = 100
/** A gap longer than this is not read through: what is older is read when somebody scrolls there. */
const MAX_CATCH_UP_PAGES = 5
const RETRY_DELAY_MS = 2_000

export function createWindowReader({ api, store, clock, epochs }: ReaderOptions): WindowReader {
  const once = createOnceAtATime()

  const windowOf = (channelId: ChannelId): MessageWindow | undefined => store.get().windows[channelId]

  function readPage(channelId: ChannelId, limit: number, before?: MessageId): Promise<Outcome<readonly MessageRow[]>> {
    const cursor = before === undefined ? '' : `&before=${before}`
    return api.get(messagePage, `/channels/${channelId}/messages?limit=${limit}${cursor}`)
  }

  /** Pages from the newest back until the place somebody was at is covered. */
  async function readRange(channelId: ChannelId): Promise<NewestRange | Exclude<Outcome<never>, { status: 'done' }>> {
    const anchor = windowOf(channelId)?.rows[0]
    const limit = anchor === undefined ? PAGE : CATCH_UP_PAGE
    let rows: readonly MessageRow[] = []
    for (let page = 0; page < MAX_CATCH_UP_PAGES; page += 1) {
      const outcome = await readPage(channelId, limit, rows[0]?._id)
      if (outcome.status !== 'done') return outcome
      rows = [...outcome.body, ...rows]
      if (outcome.body.length < limit) return { rows, reachesStart: true }
      const oldest = rows[0]
      if (anchor === undefined || oldest === undefined || compareMessages(oldest, anchor) <= 0) break
    }
    return { rows, reachesStart: false }
  }

  function commit(
    channelId: ChannelId,
    rows: readonly MessageRow[],
    next: (window: MessageWindow) => MessageWindow,
  ): void {
    const window = windowOf(channelId)
    if (window === undefined) return
    store.update((draft) => {
      draft.windows[channelId] = castDraft(next(window))
      for (const row of rows) {
        if (!isReadable(row)) continue
        learnPerson(draft, row.authorId)
        retirePending(draft, row)
      }
    })
  }

  function fail(channelId: ChannelId): void {
    commit(channelId, [], (window) =>
      window.rows.length > 0 ? window : { ...window, status: 'failed', catchingUp: false },
    )
  }

  async function read(channelId: ChannelId): Promise<void> {
    const epoch = epochs.current()
    const range = await readRange(channelId)
    if (windowOf(channelId) === undefined) return
    if ('status' in range) {
      fail(channelId)
      const again = range.status === 'lost' && store.get().connection.status === 'connected'
      if (again) clock.after(RETRY_DELAY_MS, () => void catchUp(channelId))
      return
    }
    const stale = epoch !== epochs.current()
    commit(channelId, range.rows, (window) => ({ ...withNewest(window, range), catchingUp: stale }))
    // Shown at once, believed only when it was read after `ready`: asked again in the epoch that has begun.
    if (stale) await read(channelId)
  }

  function catchUp(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => read(channelId))
  }

  return {
    open: (channelId) => {
      if (windowOf(channelId)?.status === 'ready') return
      store.update((draft) => {
        draft.windows[channelId] = castDraft(emptyWindow)
      })
      void catchUp(channelId)
    },
    catchUp,
    readOlder: async (channelId) => {
      const window = windowOf(channelId)
      const first = window?.rows[0]
      if (window === undefined || first === undefined || window.reachesStart || window.older === 'loading') return
      const epoch = epochs.current()
      commit(channelId, [], (current) => ({ ...current, older: 'loading' }))
      const outcome = await readPage(channelId, PAGE, first._id)
      if (epoch !== epochs.current()) return
      if (outcome.status !== 'done') {
        commit(channelId, [], (current) => ({ ...current, older: 'failed' }))
        return
      }
      const page = { rows: outcome.body, reachesStart: outcome.body.length < PAGE }
      commit(channelId, page.rows, (current) => withOlder(current, page, first._id))
    },
  }
}
