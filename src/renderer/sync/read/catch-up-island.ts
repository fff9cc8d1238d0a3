import type { ChannelId } from '#shared/models/ids.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { MessageIsland } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import { createAgainLater } from '../again-later.ts'
import type { GatewayApi } from '../gateway-api.ts'
import { atRest, cutAround, holds, isWaiting, newIsland } from '../islands.ts'
import { createOnceAtATime } from '../once.ts'
import type { NewestRange } from '../windows.ts'
import { changeIsland, type ChangeRanges } from './change-ranges.ts'
import type { Epochs } from './epoch.ts'
import { idAfter, readBack, type PageSizes } from './read-range.ts'
import { readOf } from './read-of.ts'

export interface IslandReaderOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly epochs: Epochs
  readonly pages: PageSizes
  readonly changeRanges: ChangeRanges
  readonly repair: (channelId: ChannelId) => Promise<void>
}

/** Reads the range further back that is shown again, after something may have been missed. */
export function createIslandCatchUp(options: IslandReaderOptions): (channelId: ChannelId) => Promise<void> {
  const { api, store, epochs, pages, repair, changeRanges: change } = options
  const once = createOnceAtATime()
  const later = createAgainLater(options)

  /** Of a range that nobody looks at any more nobody reads again what was missed: what comes would be held without end. */
  function dropLeft(channelId: ChannelId): void {
    const viewed = selectIsland(store.get(), channelId)
    const isLeft = (island: MessageIsland): boolean => isWaiting(island) && island !== viewed
    if (store.get().islands[channelId]?.some(isLeft) !== true) return
    change(
      channelId,
      changeIsland(isLeft, () => undefined),
    )
  }

  /** What is further from where somebody looks than one page is given up. */
  async function readAgain(channelId: ChannelId): Promise<void> {
    later.callOff(channelId)
    dropLeft(channelId)
    const viewed = store.get().viewed[channelId]
    const island = selectIsland(store.get(), channelId)
    const kept = viewed === undefined ? [] : cutAround(island?.rows ?? [], viewed, pages.catchUp)
    const [anchor, last] = [kept[0], kept.at(-1)]
    if (viewed === undefined || last === undefined) return
    const belongs = (candidate: MessageIsland): boolean => holds(candidate, viewed)
    const epoch = epochs.current()
    change(
      channelId,
      changeIsland(belongs, (current) => ({ ...current, catchingUp: true })),
    )
    const query = { channelId, before: idAfter(last._id), anchor, limit: pages.catchUp, most: pages.most }
    const outcome = await readBack(api, query)
    if (epoch !== epochs.current()) return
    if (outcome.status === 'done') {
      change(channelId, changeIsland(belongs, reread(outcome.body)), outcome.body.rows)
      void repair(channelId)
      return
    }
    const answer = readOf(outcome)
    if (answer !== 'done') later.plan(channelId, answer.againMs, () => void catchUp(channelId))
    // What may not be read may not be shown either.
    else
      change(
        channelId,
        changeIsland(belongs, () => undefined),
      )
  }

  function catchUp(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => readAgain(channelId))
  }

  return catchUp
}

const reread =
  ({ rows, reachesStart }: NewestRange) =>
  ({ held }: MessageIsland): MessageIsland | undefined =>
    rows.length === 0 ? undefined : atRest({ ...newIsland(rows, reachesStart), held }, {})
