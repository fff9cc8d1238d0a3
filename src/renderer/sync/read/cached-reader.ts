import { castDraft } from 'immer'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { AccountStore } from '../../store/store.ts'
import type { CacheDisk } from '../cache-disk.ts'
import { learnPerson } from '../apply/people.ts'
import type { SyncClock } from '../clock.ts'
import { windowChanger } from './change-window.ts'
import { watchShownVersions } from './shown-versions.ts'

/** Shows what is kept on this computer, until the gateway has told how it is now. */
export interface CachedReader {
  /** Where nothing is shown of a server yet. */
  readonly showServer: (serverId: ServerId) => Promise<void>
  /** Where nothing is shown of a channel yet. */
  readonly showNewest: (channelId: ChannelId) => Promise<void>
  /** Goes on further back, from what is shown. */
  readonly showOlder: (channelId: ChannelId) => Promise<void>
  readonly stop: () => void
}

interface CachedReaderOptions {
  readonly disk: CacheDisk
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'after'>
}

/** So many messages are shown at once. */
const ROWS = 50
/** A disk that takes longer than this is not waited for: the gateway may be faster. */
const PATIENCE_MS = 500

export function createCachedReader({ disk, store, clock }: CachedReaderOptions): CachedReader {
  const changeWindow = windowChanger(store)
  const shown = watchShownVersions(store)

  const isAway = (): boolean => ['offline', 'reconnecting'].includes(store.get().connection.status)

  /** What was asked of the disk, or undefined where that takes too long. Where the gateway is away there is nothing else. */
  function soon<Value>(asked: Promise<Value | undefined>): Promise<Value | undefined> {
    if (isAway()) return asked
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const callOff = clock.after(PATIENCE_MS, () => {
      resolve(undefined)
    })
    return Promise.race([asked.finally(callOff), promise])
  }

  return {
    stop: shown.stop,
    showServer: async (serverId) => {
      const place = await soon(disk.place(serverId))
      const before = store.get().places[serverId]
      if (place === undefined || (before !== undefined && before.status !== 'loading')) return
      store.update((draft) => {
        draft.places[serverId] = castDraft(place)
        for (const { userId } of place.members) learnPerson(draft, userId)
      })
    },
    showNewest: async (channelId) => {
      const range = await soon(disk.newest(channelId, ROWS))
      const window = store.get().windows[channelId]
      if (window?.status !== 'loading') return
      if (range === undefined || range.rows.length === 0) {
        // Until the line is there again there is nobody else to ask. What comes then is held back as before.
        if (isAway()) changeWindow(channelId, (current) => ({ ...current, status: 'failed' }))
        return
      }
      if (shown.isBehind(channelId, range.rows)) return
      const { rows, reachesStart, asOf } = range
      changeWindow(channelId, (current) => ({ ...current, status: 'ready', rows, reachesStart, asOf }), rows)
    },
    showOlder: async (channelId) => {
      const window = store.get().windows[channelId]
      const first = window?.rows[0]
      if (window === undefined || first === undefined || window.reachesStart || window.older === 'loading') return
      changeWindow(channelId, (current) => ({ ...current, older: 'loading' }))
      const range = await soon(disk.older({ channelId, before: first, limit: ROWS }))
      changeWindow(
        channelId,
        (current) => {
          if (current.older !== 'loading' || current.rows[0]?._id !== first._id) return current
          if (range === undefined || range.rows.length === 0) return { ...current, older: 'unkept' }
          const { rows, reachesStart, asOf } = range
          return {
            ...current,
            older: 'idle',
            rows: [...rows, ...current.rows],
            reachesStart,
            asOf: current.asOf ?? asOf,
          }
        },
        range?.rows,
      )
    },
  }
}
