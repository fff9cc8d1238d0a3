import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { AccountState, MessageIsland, MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import { createAgainLater } from '../again-later.ts'
import type { GatewayApi } from '../gateway-api.ts'
import { createOnceAtATime } from '../once.ts'
import { holds } from '../islands.ts'
import { withRepaired } from '../windows.ts'
import type { ChangeRanges } from './change-ranges.ts'
import type { Epochs } from './epoch.ts'
import { readOf } from './read-of.ts'
import { idAfter, readPage, type PageSizes } from './read-range.ts'

export interface Repair {
  /** Reads again what is doubted in a channel. */
  readonly repair: (channelId: ChannelId) => Promise<void>
  /** The same in every channel, but where it got no answer a moment ago and waits for its next turn. */
  readonly repairDoubted: () => void
}

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

/** What of the doubted a page did not reach, as it is further back. */
function leftOf(doubted: readonly MessageId[], page: readonly MessageRow[], isLast: boolean): readonly MessageId[] {
  const oldest = page[0]?._id
  return isLast || oldest === undefined ? [] : doubted.filter((id) => id < oldest)
}

/** Keys of `windows` and `islands` are channel ids by construction. */
function doubtedChannels({ windows, islands }: AccountState): readonly ChannelId[] {
  const known = [
    ...Object.entries(windows),
    ...Object.entries(islands).flatMap(([id, list]) => list.map((island) => [id, island] as const)),
  ]
  return known.flatMap(([id, { doubted }]) => (doubted.length > 0 ? [id as ChannelId] : []))
}

/** Reads again the rows of a channel that are doubted (convergence, rules 8 to 10 and 12). */
export function createRepair(options: RepairOptions): Repair {
  const { api, store, epochs, pages, changeRanges: change } = options
  const once = createOnceAtATime()
  const later = createAgainLater(options)

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
    const answer = readOf(outcome)
    if (answer !== 'done') {
      setDoubted(channelId, (range) => [...range.doubted, ...doubted.filter((id) => holds(range, id))])
      later.plan(channelId, answer.againMs, () => void repair(channelId))
      return false
    }
    // Asked again it would be refused again. Should it be there for this account once more, all of it is read anew.
    if (outcome.status !== 'done') return true
    const page = outcome.body
    const left = leftOf(doubted, page, page.length < pages.first)
    changeEach(channelId, (range) => withRepaired(range, page), page)
    setDoubted(channelId, (range) => [...range.doubted, ...left.filter((id) => holds(range, id))])
    return true
  }

  function repair(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => {
      later.callOff(channelId)
      return repairOnce(channelId)
    })
  }

  return {
    repair,
    repairDoubted: () => {
      const due = doubtedChannels(store.get()).filter((channelId) => !later.isPlanned(channelId))
      for (const channelId of due) void repair(channelId)
    },
  }
}
