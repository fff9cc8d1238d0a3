import { castDraft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import { isReadable, type AccountState, type MessageIsland, type MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { retirePending } from '../apply/retire.ts'
import { learnAuthor } from '../apply/people.ts'
import { mergeRanges, type Ranges } from '../islands.ts'
import { withNewer } from '../rows.ts'

export type ChangeRanges = (
  channelId: ChannelId,
  change: (ranges: Ranges) => Ranges,
  rows?: readonly MessageRow[],
) => void

const isSending = ({ pending, changes }: AccountState, channelId: ChannelId): boolean =>
  pending[channelId] !== undefined || changes[channelId] !== undefined

/**
 * Changes what a channel claims, joins what meets, and learns from the rows that were read. A message that stands in two
 * ranges, of which one is being read again, has the newer body in both (convergence, I4).
 */
export const rangesChanger =
  (store: AccountStore): ChangeRanges =>
  (channelId, change, rows = []) => {
    const { windows, islands: known } = store.get()
    const changed = change({ window: windows[channelId], islands: known[channelId] ?? [] })
    const merged = mergeRanges(changed)
    const present = [merged.window ?? [], merged.islands].flat().flatMap((range) => range.rows)
    const window = merged.window && withNewer(merged.window, [...present, ...rows])
    const islands = merged.islands.map((island) => withNewer(island, [...present, ...rows]))
    // What was held back until now may be what has come from the disk since.
    const shown = isSending(store.get(), channelId) ? [window ?? [], islands].flat().flatMap((range) => range.rows) : []
    store.update((draft) => {
      if (window !== undefined && window !== windows[channelId]) draft.windows[channelId] = castDraft(window)
      if (islands.length > 0) draft.islands[channelId] = castDraft(islands)
      else delete draft.islands[channelId]
      for (const row of rows.filter(isReadable)) learnAuthor(draft, row)
      for (const row of [...rows, ...shown].filter(isReadable)) retirePending(draft, row)
    })
  }

/** Changes the one island it belongs to; undefined: it goes. Where that is gone, nothing. */
export const changeIsland =
  (belongs: (island: MessageIsland) => boolean, change: (island: MessageIsland) => MessageIsland | undefined) =>
  ({ window, islands }: Ranges): Ranges => ({
    window,
    islands: islands.flatMap((island) => (belongs(island) ? (change(island) ?? []) : island)),
  })
