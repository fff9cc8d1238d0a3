import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import type { GatewayApi } from '../gateway-api.ts'
import { createOnceAtATime } from '../once.ts'
import { withRepaired } from '../windows.ts'
import { windowChanger } from './change-window.ts'
import type { Epochs } from './epoch.ts'
import { idAfter, readPage, type PageSizes } from './read-range.ts'

interface RepairOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly epochs: Epochs
  readonly pages: PageSizes
}

const RETRY_DELAY_MS = 2_000

/** What of the doubted a page did not reach, as it is further back. */
function leftOf(doubted: readonly MessageId[], page: readonly MessageRow[], isLast: boolean): readonly MessageId[] {
  const oldest = page[0]?._id
  return isLast || oldest === undefined ? [] : doubted.filter((id) => id < oldest)
}

/** Reads again the rows of a channel that are doubted (convergence, rules 8 to 10 and 12). */
export function createRepair({ api, store, clock, epochs, pages }: RepairOptions): (id: ChannelId) => Promise<void> {
  const once = createOnceAtATime()
  const changeWindow = windowChanger(store)

  /** Rows to be read again, the oldest first; none while the channel as a whole is being read. */
  function doubtedIn(channelId: ChannelId): readonly MessageId[] {
    const window = store.get().windows[channelId]
    return window === undefined || window.catchingUp ? [] : window.doubted.toSorted()
  }

  async function repairOnce(channelId: ChannelId): Promise<void> {
    for (let doubted = doubtedIn(channelId); doubted.length > 0; doubted = doubtedIn(channelId)) {
      const newest = doubted.at(-1)
      if (newest === undefined || !(await repairUpTo(channelId, doubted, newest))) return
    }
  }

  /** One page that ends with the newest of them; false where there was no answer to go on from. */
  async function repairUpTo(channelId: ChannelId, doubted: readonly MessageId[], newest: MessageId): Promise<boolean> {
    const epoch = epochs.current()
    // Taken off now: what is doubted from here on may be newer than the answer (convergence, rule 12).
    changeWindow(channelId, (current) => ({ ...current, doubted: [] }))
    const outcome = await readPage(api, { channelId, limit: pages.first, before: idAfter(newest) })
    if (epoch !== epochs.current()) return false
    if (outcome.status !== 'done') {
      changeWindow(channelId, (current) => ({ ...current, doubted: [...current.doubted, ...doubted] }))
      clock.after(RETRY_DELAY_MS, () => void repair(channelId))
      return false
    }
    const page = outcome.body
    const left = leftOf(doubted, page, page.length < pages.first)
    changeWindow(channelId, (current) => ({ ...withRepaired(current, page), doubted: [...current.doubted, ...left] }))
    return true
  }

  function repair(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => repairOnce(channelId))
  }

  return repair
}
