import type { ChannelId } from '#shared/models/ids.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { AccountState } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { isTooLong, trimRanges } from '../islands.ts'
import type { ChangeRanges } from './change-ranges.ts'
import type { PageSizes } from './read-range.ts'

interface TrimmerOptions {
  readonly store: Pick<AccountStore, 'get'>
  readonly pages: PageSizes
  readonly changeRanges: ChangeRanges
}

/** A window grows by half before it is cut: each row that comes in costs little then. */
const SLACK = 1.5

/** What is shown would move under somebody who reads further back in it. Keys of `windows` are channel ids. */
const isRead = (state: AccountState, channelId: string): boolean =>
  state.viewed[channelId] !== undefined && selectIsland(state, channelId as ChannelId) === undefined

const longIn = (state: AccountState, most: number): readonly ChannelId[] =>
  Object.entries(state.windows).flatMap(([channelId, window]) =>
    isTooLong(window, most) && !isRead(state, channelId) ? [channelId as ChannelId] : [],
  )

/** Of windows that have grown by what came in, the newest rows stay (convergence, rule 14). */
export function createWindowTrimmer({ store, pages, changeRanges }: TrimmerOptions): () => void {
  return () => {
    for (const channelId of longIn(store.get(), pages.kept * SLACK)) {
      changeRanges(channelId, (ranges) => trimRanges(ranges, { most: pages.kept, keep: 'newer' }))
    }
  }
}
