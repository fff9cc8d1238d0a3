import type { Message } from '#shared/models/message.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { createKeeper } from '../storage/keep-cache.ts'
import { FIRST_ROWS } from '../storage/read-ahead.ts'
import { openCache, type Cache } from '../storage/open-cache.ts'
import { searchCache, type CacheQuery } from '../storage/search-cache.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from '../sync/clock.ts'
import type { Seat } from '../sync/seat.ts'
import { beginWithRemains } from './begin-with-remains.ts'
import { mayStillSee } from './may-still-see.ts'
import { databaseFactory, nameOfCache } from './names-of-databases.ts'
import { takeAhead } from './remains-ahead.ts'

/**
 * Looks through what is kept on this computer: any part of a text, in upper or lower case, the newest first, part by part.
 * Only what may still be seen is found; what nobody can vouch for while connected is left to the gateway's own search.
 */
export type SearchKept = (query: CacheQuery, signal?: AbortSignal) => AsyncGenerator<readonly Message[], void>

/** What an account has read, kept for its next start. */
export interface AccountCache {
  readonly disk: Cache
  /** Puts what is kept into the store, and from then on keeps what comes. Where nothing can be kept, it is done at once. */
  readonly begin: (then: () => void) => void
  readonly search: SearchKept
  /** What is not written yet is written first, unless all of it is going to be taken away. */
  readonly close: (how?: 'for good') => void
}

interface CacheOptions {
  readonly summary: AccountSummary
  readonly store: AccountStore
  readonly clock: SyncClock
  /** Of several pages of one account one alone writes. */
  readonly seat: Pick<Seat, 'isMine' | 'onMine'>
}

/** Asks the browser to let go of this last where it runs short of room. What it answers changes nothing here. */
function askToStay(): void {
  // The types know no page without it.
  const storage = navigator.storage as StorageManager | undefined
  void storage?.persist().catch(() => false)
}

export function openAccountCache({ summary, store, clock, seat }: CacheOptions): AccountCache {
  const factory = databaseFactory()
  const name = nameOfCache(summary)
  const disk = openCache({ factory, name })
  const keeper = createKeeper({
    store,
    cache: disk,
    clock,
    seat,
    onKeeping: (keeping) => {
      store.update((draft) => {
        draft.cacheKeeping = keeping
      })
    },
  })
  const countsUnread = summary.extensions.includes('unread')
  let stopBeginning = (): void => undefined
  const flush = (): void => void keeper.flush()

  return {
    disk,
    begin: (then) => {
      if (factory === undefined) {
        then()
        return
      }
      askToStay()
      window.addEventListener('pagehide', flush)
      stopBeginning = beginWithRemains(
        { store, clock, keeper, remains: disk.remains(FIRST_ROWS, takeAhead(name)) },
        then,
      )
    },
    search: async function* search(query, signal) {
      await keeper.flush()
      yield* searchCache(disk, query, { maySee: mayStillSee(store.get(), countsUnread), signal })
    },
    close: (how) => {
      stopBeginning()
      if (factory !== undefined) window.removeEventListener('pagehide', flush)
      const end = (): void => {
        keeper.stop()
        disk.close()
      }
      if (how === 'for good') end()
      else void keeper.flush().then(end)
    },
  }
}
