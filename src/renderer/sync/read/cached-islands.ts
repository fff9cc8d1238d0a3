import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { MessageIsland } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { recallAuthor } from '../apply/people.ts'
import type { CachedRange, CacheDisk } from '../cache-disk.ts'
import { newIsland, withPage, withSide, type Side } from '../islands.ts'
import { changeIsland, rangesChanger } from './change-ranges.ts'
import { landingIn, type Landing } from './landing.ts'
import type { PageSizes } from './read-range.ts'
import type { ShownVersions } from './shown-versions.ts'

/** Ranges further back as they are kept on this computer, while the gateway is away. */
export interface CachedIslands {
  /** Shows a message with what stands around it; false where it is not kept, or the gateway is there to be asked. */
  readonly showAround: (channelId: ChannelId, messageId: MessageId) => Promise<boolean>
  /** Shows where a moment leads to in what is kept; undefined where nothing is, or the gateway is there to be asked. */
  readonly showFrom: (channelId: ChannelId, at: number) => Promise<Landing | undefined>
  /** Goes on at one end of the range that is shown. */
  readonly showMore: (channelId: ChannelId, side: Side) => Promise<void>
}

interface CachedIslandsOptions {
  readonly disk: Pick<CacheDisk, 'around' | 'from' | 'older' | 'newer'>
  readonly store: AccountStore
  readonly pages: PageSizes
  readonly shown: Pick<ShownVersions, 'hasOlder'>
  /** There is nobody else to ask. */
  readonly isAway: () => boolean
}

/** What is kept beside it goes on; where nothing is, that is said. */
function continued(island: MessageIsland, side: Side, range: CachedRange | undefined): MessageIsland {
  if (range === undefined || range.rows.length === 0) return { ...island, ...withSide(side, 'unkept') }
  const asOf = Math.min(island.asOf ?? range.asOf, range.asOf)
  return { ...withPage(island, range), ...withSide(side, 'idle'), asOf }
}

export function createCachedIslands({ disk, store, pages, shown, isAway }: CachedIslandsOptions): CachedIslands {
  const change = rangesChanger(store, recallAuthor)
  const { first: limit, islands: most } = pages
  const isConnected = (): boolean => store.get().connection.status === 'connected'

  function read(channelId: ChannelId, { rows }: MessageIsland, side: Side): Promise<CachedRange | undefined> {
    const [before, after] = [rows[0], rows.at(-1)]
    if (before === undefined || after === undefined) return Promise.resolve(undefined)
    return side === 'older' ? disk.older({ channelId, before, limit }) : disk.newer({ channelId, after, limit })
  }

  /** False where it may not be shown. */
  function show(channelId: ChannelId, { rows, reachesStart, asOf }: CachedRange): boolean {
    if (isConnected() || shown.hasOlder(channelId, rows)) return false
    const island = { ...newIsland(rows, reachesStart), catchingUp: true, asOf }
    change(channelId, (ranges) => ({ ...ranges, islands: [...ranges.islands, island].slice(-most) }), rows)
    return true
  }

  return {
    showAround: async (channelId, messageId) => {
      const range = await disk.around({ channelId, messageId, limit })
      return range !== undefined && show(channelId, range)
    },
    showFrom: async (channelId, at) => {
      const range = await disk.from({ channelId, at, limit })
      const landing = range && landingIn(range, at)
      // While the app still connects the gateway may know better than what is only near.
      if (range === undefined || landing === undefined || (landing.isNearest === true && !isAway())) return undefined
      return show(channelId, range) ? landing : undefined
    },
    showMore: async (channelId, side) => {
      const island = selectIsland(store.get(), channelId)
      if (island === undefined || island[side] === 'loading' || (side === 'older' && island.reachesStart)) return
      const end = side === 'older' ? island.rows[0] : island.rows.at(-1)
      const belongs = (each: MessageIsland): boolean =>
        (side === 'older' ? each.rows[0] : each.rows.at(-1))?._id === end?._id
      change(
        channelId,
        changeIsland(belongs, (current) => ({ ...current, ...withSide(side, 'loading') })),
      )
      const range = await read(channelId, island, side)
      const isStill = (current: MessageIsland): boolean => current[side] === 'loading' && !isConnected()
      const rows = range === undefined || shown.hasOlder(channelId, range.rows) ? undefined : range
      change(
        channelId,
        changeIsland(belongs, (current) => (isStill(current) ? continued(current, side, rows) : current)),
        isConnected() ? [] : rows?.rows,
      )
    },
  }
}
