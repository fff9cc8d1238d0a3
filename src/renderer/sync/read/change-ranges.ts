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

const rowsOf = ({ window, islands }: Ranges): readonly MessageRow[] =>
  [window ?? [], islands].flat().flatMap(({ rows }) => rows)

/** Of each channel: a page that was asked for before these were given up may be answered after it. */
const MOST_GIVEN_UP = 300

/** The last rows that were given up. What was shown in one body is not shown in an older one again (convergence, I4). */
function createGivenUp(): {
  readonly of: (channelId: ChannelId) => readonly MessageRow[]
  readonly note: (channelId: ChannelId, before: readonly MessageRow[], after: readonly MessageRow[]) => void
} {
  const givenUp = new Map<ChannelId, readonly MessageRow[]>()
  return {
    of: (channelId) => givenUp.get(channelId) ?? [],
    note: (channelId, before, after) => {
      const present = new Set(after.map(({ _id }) => _id))
      const gone = before.filter(({ _id }) => !present.has(_id))
      if (gone.length === 0) return
      givenUp.set(channelId, [...gone, ...(givenUp.get(channelId) ?? [])].slice(0, MOST_GIVEN_UP))
    },
  }
}

/**
 * Changes what a channel claims, joins what meets, and learns from the rows that were read. A message that stands in two
 * ranges, of which one is being read again, has the newer body in both (convergence, I4).
 */
export function rangesChanger(store: AccountStore, learn = learnAuthor): ChangeRanges {
  const givenUp = createGivenUp()
  return (channelId, change, rows = []) => {
    const { windows, islands: held } = store.get()
    const before = { window: windows[channelId], islands: held[channelId] ?? [] }
    const merged = mergeRanges(change(before))
    const further = merged.islands.flatMap((island) => island.rows)
    const known = [...further, ...rows, ...givenUp.of(channelId)]
    const window = merged.window && withNewer(merged.window, known)
    const islands = merged.islands.map((island) => withNewer(island, [...(window?.rows ?? []), ...known]))
    const after = rowsOf({ window, islands })
    givenUp.note(channelId, rowsOf(before), after)
    // What was held back until now may be what has come from the disk since.
    const shown = isSending(store.get(), channelId) ? after : []
    store.update((draft) => {
      if (window !== undefined && window !== windows[channelId]) draft.windows[channelId] = castDraft(window)
      if (islands.length > 0) draft.islands[channelId] = castDraft(islands)
      else delete draft.islands[channelId]
      for (const row of rows.filter(isReadable)) learn(draft, row)
      for (const row of [...rows, ...shown].filter(isReadable)) retirePending(draft, row)
    })
  }
}

/** Changes the one island it belongs to; undefined: it goes. Where that is gone, nothing. */
export const changeIsland =
  (belongs: (island: MessageIsland) => boolean, change: (island: MessageIsland) => MessageIsland | undefined) =>
  ({ window, islands }: Ranges): Ranges => ({
    window,
    islands: islands.flatMap((island) => (belongs(island) ? (change(island) ?? []) : island)),
  })
