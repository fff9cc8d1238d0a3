import { castDraft } from 'immer'
import type { ChannelId, MessageId, ServerId } from '#shared/models/ids.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import { isReadable, type AccountState, type MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { CachedRange, CacheDisk } from '../cache-disk.ts'
import { recallAuthor, recallPerson } from '../apply/people.ts'
import type { SyncClock } from '../clock.ts'
import { createCachedIslands, type CachedIslands } from './cached-islands.ts'
import { rangesChanger } from './change-ranges.ts'
import { windowChanger, type Change } from './change-window.ts'
import { createForesight, type Foresight } from './foresight.ts'
import { PAGE_SIZES, type PageSizes } from './read-range.ts'
import { watchShownVersions } from './shown-versions.ts'

/** Shows what is kept on this computer, until the gateway has told how it is now. */
export interface CachedReader {
  /** Where nothing is shown of a server yet. */
  readonly showServer: (serverId: ServerId) => Promise<void>
  readonly foresee: Foresight['foresee']
  readonly onceForeseen: Foresight['onceForeseen']
  /** Where nothing is shown of a channel yet. At once where it was foreseen. */
  readonly showNewest: (channelId: ChannelId) => Promise<void>
  /** Goes on further back, from what is shown. */
  readonly showOlder: (channelId: ChannelId) => Promise<void>
  /** Goes on further on, where a range further back is shown. */
  readonly showNewer: (channelId: ChannelId) => Promise<void>
  /** Shows a message with what stands around it; false where it is not kept, or the gateway is there to be asked. */
  readonly showAround: CachedIslands['showAround']
  readonly showFrom: CachedIslands['showFrom']
  readonly stop: () => void
}

interface CachedReaderOptions {
  readonly disk: CacheDisk
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'after'>
  /** How much is shown at once. */
  readonly pages?: PageSizes | undefined
}

/** A disk that takes longer than this is not waited for: the gateway may be faster. */
const PATIENCE_MS = 500

interface Patience {
  readonly isAway: () => boolean
  /** What was asked of the disk, or undefined where that takes too long. Where the gateway is away there is nothing else. */
  readonly soon: <Value>(asked: Promise<Value | undefined>) => Promise<Value | undefined>
}

function patienceOf({ store, clock }: Pick<CachedReaderOptions, 'store' | 'clock'>): Patience {
  const isAway = (): boolean => ['offline', 'reconnecting'].includes(store.get().connection.status)
  return {
    isAway,
    soon: (asked) => {
      if (isAway()) return asked
      const { promise, resolve } = Promise.withResolvers<undefined>()
      const callOff = clock.after(PATIENCE_MS, () => {
        resolve(undefined)
      })
      return Promise.race([asked.finally(callOff), promise])
    },
  }
}

/** Whether it was said, or read, that a server is not there for this account any more: what is kept of it is out of date. */
const isServerGone = ({ servers, gone }: AccountState, serverId: ServerId): boolean =>
  gone[serverId] !== undefined || servers?.some(({ _id }) => _id === serverId) === false

function isChannelGone(state: AccountState, channelId: ChannelId, rows: readonly MessageRow[]): boolean {
  const serverId = rows.find(isReadable)?.serverId
  return state.gone[channelId] !== undefined || (serverId !== undefined && isServerGone(state, serverId))
}

/** What is kept before the first row, where that is still the first; where nothing is, that is said. */
const withKeptOlder =
  (first: MessageId, range: CachedRange | undefined): Change =>
  (current) => {
    if (current.older !== 'loading' || current.rows[0]?._id !== first) return current
    if (range === undefined || range.rows.length === 0) return { ...current, older: 'unkept' }
    const { rows, reachesStart, asOf } = range
    return { ...current, older: 'idle', rows: [...rows, ...current.rows], reachesStart, asOf: current.asOf ?? asOf }
  }

export function createCachedReader(options: CachedReaderOptions): CachedReader {
  const { disk, store, clock, pages = PAGE_SIZES } = options
  const limit = pages.first
  const changeWindow = windowChanger(store, rangesChanger(store, recallAuthor))
  const shown = watchShownVersions(store)
  const foresight = createForesight({ store, clock, read: (channelId) => disk.newest(channelId, limit) })
  const { isAway, soon } = patienceOf({ store, clock })
  const islands = createCachedIslands({ disk, store, pages, shown, isAway })

  function putNewest(channelId: ChannelId, range: CachedRange | undefined): void {
    const window = store.get().windows[channelId]
    if (window?.status !== 'loading') return
    if (range === undefined || range.rows.length === 0) {
      // Until the line is there again there is nobody else to ask. What comes then is held back as before.
      if (isAway()) changeWindow(channelId, (current) => ({ ...current, status: 'failed' }))
      return
    }
    if (shown.isBehind(channelId, range.rows) || isChannelGone(store.get(), channelId, range.rows)) return
    const { rows, reachesStart, asOf } = range
    changeWindow(channelId, (current) => ({ ...current, status: 'ready', rows, reachesStart, asOf }), rows)
  }

  /** Goes on further back in the newest messages. */
  async function showOlder(channelId: ChannelId): Promise<void> {
    const window = store.get().windows[channelId]
    const first = window?.rows[0]
    if (window === undefined || first === undefined || window.reachesStart || window.older === 'loading') return
    changeWindow(channelId, (current) => ({ ...current, older: 'loading' }))
    const range = await soon(disk.older({ channelId, before: first, limit }))
    // Whatever is loading by now was asked of the gateway.
    if (store.get().connection.status === 'connected') return
    changeWindow(channelId, withKeptOlder(first._id, range), range?.rows)
  }

  return {
    stop: shown.stop,
    showServer: async (serverId) => {
      const place = await soon(disk.place(serverId))
      const before = store.get().places[serverId]
      if (place === undefined || isServerGone(store.get(), serverId)) return
      if (before !== undefined && before.status !== 'loading') return
      store.update((draft) => {
        draft.places[serverId] = castDraft(place)
        for (const { userId } of place.members) recallPerson(draft, userId)
      })
    },
    foresee: foresight.foresee,
    onceForeseen: foresight.onceForeseen,
    showNewest: async (channelId) => {
      const foreseen = foresight.take(channelId)
      putNewest(channelId, foreseen?.answer ?? (await soon(foreseen?.asked ?? disk.newest(channelId, limit))))
    },
    showAround: islands.showAround,
    showFrom: islands.showFrom,
    showNewer: (channelId) => islands.showMore(channelId, 'newer'),
    showOlder: (channelId) =>
      selectIsland(store.get(), channelId) === undefined ? showOlder(channelId) : islands.showMore(channelId, 'older'),
  }
}
