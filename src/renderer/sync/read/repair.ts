import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageIsland, MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import type { GatewayApi } from '../gateway-api.ts'
import { createOnceAtATime } from '../once.ts'
import { holds } from '../islands.ts'
import { withRepaired } from '../windows.ts'
import type { ChangeRanges } from './change-ranges.ts'
import type { Epochs } from './epoch.ts'
import { idAfter, readPage, type PageSizes } from './read-range.ts'

interface RepairOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly epochs: Epochs
  readonly pages: PageSizes
  readonly changeRanges: ChangeRanges
}

type Range = Pick<MessageIsland, 'rows' | 'doubted' | 'catchingUp'>

type EachRange = <Each extends Range>(range: Each) => Each

const RETRY_DELAY_MS = 2_000

/** What of the doubted a page did not reach, as it is further back. */
function leftOf(doubted: readonly MessageId[], page: readonly MessageRow[], isLast: boolean): readonly MessageId[] {
  const oldest = page[0]?._id
  return isLast || oldest === undefined ? [] : doubted.filter((id) => id < oldest)
}

/** Reads again the rows of a channel that are doubted (convergence, rules 8 to 10 and 12). */
export function createRepair(options: RepairOptions): (id: ChannelId) => Promise<void> {
  const { api, store, clock, epochs, pages, changeRanges: change } = options
  const once = createOnceAtATime()

  function changeEach(channelId: ChannelId, each: EachRange, rows: readonly MessageRow[] = []): void {
    change(
      channelId,
      ({ window, islands }) => ({ window: window === undefined ? window : each(window), islands: islands.map(each) }),
      rows,
    )
  }

  function setDoubted(channelId: ChannelId, doubtedOf: (range: Range) => readonly MessageId[]): void {
    changeEach(channelId, (range) => (range.catchingUp ? range : { ...range, doubted: doubtedOf(range) }))
  }

  /** Rows to be read again, the oldest first; none while the channel as a whole is being read. */
  function doubtedIn(channelId: ChannelId): readonly MessageId[] {
    const { windows, islands } = store.get()
    const ranges = [windows[channelId], ...(islands[channelId] ?? [])]
    return ranges.flatMap((range) => (range === undefined || range.catchingUp ? [] : range.doubted)).toSorted()
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
    setDoubted(channelId, () => [])
    const outcome = await readPage(api, { channelId, limit: pages.first, before: idAfter(newest) })
    if (epoch !== epochs.current()) return false
    if (outcome.status !== 'done') {
      setDoubted(channelId, (range) => [...range.doubted, ...doubted.filter((id) => holds(range, id))])
      clock.after(RETRY_DELAY_MS, () => void repair(channelId))
      return false
    }
    const page = outcome.body
    const left = leftOf(doubted, page, page.length < pages.first)
    changeEach(channelId, (range) => withRepaired(range, page), page)
    setDoubted(channelId, (range) => [...range.doubted, ...left.filter((id) => holds(range, id))])
    return true
  }

  function repair(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => repairOnce(channelId))
  }

  return repair
}
