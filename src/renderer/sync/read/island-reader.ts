import type { ChannelId } from '#shared/models/ids.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { MessageIsland, MessageRow } from '../../store/state.ts'
import type { Outcome } from '../gateway-api.ts'
import { atRest, withPage, withSide, type Side } from '../islands.ts'
import { createIslandCatchUp, type IslandReaderOptions } from './catch-up-island.ts'
import { changeIsland } from './change-ranges.ts'
import { readAfter, secondOf } from './read-after.ts'
import { ceilingOf, readPage } from './read-range.ts'
import { trimmer } from './trim.ts'

/** Reads on in the range further back that is shown. */
export interface IslandReader {
  readonly readOlder: (channelId: ChannelId) => Promise<void>
  readonly readNewer: (channelId: ChannelId) => Promise<void>
  /** Reads the range again, after something may have been missed. */
  readonly catchUp: (channelId: ChannelId) => Promise<void>
}

const endOf = ({ rows }: MessageIsland, side: Side): MessageRow | undefined =>
  side === 'older' ? rows[0] : rows.at(-1)

/** Nothing is there to be read on, or it is being read already. */
const isDone = (island: MessageIsland, side: Side): boolean =>
  island[side] === 'loading' || (side === 'older' && island.reachesStart)

export function createIslandReader(options: IslandReaderOptions): IslandReader {
  const { api, store, epochs, pages, repair, changeRanges: change } = options
  const trim = trimmer(options)

  async function readSide(channelId: ChannelId, { rows }: MessageIsland, side: Side): Promise<Outcome<Page>> {
    const limit = pages.first
    const [first, last, early] = [rows[0], rows.at(-1), rows.at(-limit) ?? rows[0]]
    if (first === undefined || last === undefined || early === undefined) return { status: 'lost' }
    if (side === 'older') {
      const outcome = await readPage(api, { channelId, limit, before: first._id })
      if (outcome.status !== 'done') return outcome
      return { status: 'done', body: { rows: outcome.body, reachesStart: outcome.body.length < limit } }
    }
    const ceiling = ceilingOf(store.get().windows[channelId])
    const guess = (secondOf(last._id) - secondOf(early._id)) / 2
    const outcome = await readAfter(api, { channelId, floor: last._id, ceiling, guess, limit })
    return outcome.status === 'done' ? { status: 'done', body: { rows: outcome.body, reachesStart: false } } : outcome
  }

  async function readOn(channelId: ChannelId, side: Side): Promise<void> {
    const island = selectIsland(store.get(), channelId)
    const end = island === undefined ? undefined : endOf(island, side)
    if (island === undefined || end === undefined || isDone(island, side)) return
    const epoch = epochs.current()
    const viewed = store.get().viewed[channelId]
    const changeIt = (each: (current: MessageIsland) => MessageIsland, rows: readonly MessageRow[] = []): void => {
      change(
        channelId,
        changeIsland((candidate) => endOf(candidate, side)?._id === end._id, each),
        rows,
      )
    }
    changeIt((current) => ({ ...current, ...withSide(side, 'loading') }))
    const outcome = await readSide(channelId, island, side)
    if (epoch !== epochs.current()) return
    if (outcome.status !== 'done') {
      changeIt((current) => atRest(current, withSide(side, 'failed')))
      return
    }
    const page = outcome.body
    changeIt((current) => atRest(withPage(current, page), withSide(side, 'idle')), page.rows)
    trim(channelId, { keep: side, end: end._id, viewed })
    void repair(channelId)
  }

  return {
    readOlder: (channelId) => readOn(channelId, 'older'),
    readNewer: (channelId) => readOn(channelId, 'newer'),
    catchUp: createIslandCatchUp(options),
  }
}

interface Page {
  readonly rows: readonly MessageRow[]
  readonly reachesStart: boolean
}
