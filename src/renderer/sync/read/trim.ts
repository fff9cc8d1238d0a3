import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { holds, trimRanges, type Ranges, type Side } from '../islands.ts'
import type { ChangeRanges } from './change-ranges.ts'
import type { PageSizes } from './read-range.ts'

interface TrimOptions {
  readonly store: AccountStore
  readonly pages: PageSizes
  readonly changeRanges: ChangeRanges
}

interface Reach {
  /** The end that was read on. */
  readonly keep: Side
  /** Where it was before that. */
  readonly end: MessageId
  /** What was looked at when it was asked for. */
  readonly viewed: MessageId | undefined
}

const rangesIn = ({ window, islands }: Ranges): readonly Pick<Ranges['islands'][number], 'rows'>[] =>
  [window ?? [], islands].flat()

const isShown = (ranges: Ranges, viewed: MessageId | undefined): boolean =>
  viewed === undefined || rangesIn(ranges).some((range) => holds(range, viewed))

/** Whether nobody has gone elsewhere since. */
const isStillThere = ({ openChannel, viewed }: AccountState, channelId: ChannelId, before: Reach['viewed']): boolean =>
  openChannel === channelId && viewed[channelId] === before

/**
 * After reading on: nobody holds all of a long channel. Where somebody reads on goes with them when the other end is cut
 * off; where they are elsewhere by now, they stay there.
 */
export function trimmer({ store, pages, changeRanges }: TrimOptions): (channelId: ChannelId, reach: Reach) => void {
  const most = pages.kept
  return (channelId, { keep, end, viewed }) => {
    const { windows, islands } = store.get()
    const ranges = rangesIn({ window: windows[channelId], islands: islands[channelId] ?? [] })
    if (ranges.every(({ rows }) => rows.length <= most)) return
    if (isStillThere(store.get(), channelId, viewed)) {
      store.update((draft) => {
        draft.viewed[channelId] = end
      })
    }
    changeRanges(channelId, (current) => {
      const trimmed = trimRanges(current, { most, keep })
      return isShown(trimmed, store.get().viewed[channelId]) ? trimmed : current
    })
  }
}
