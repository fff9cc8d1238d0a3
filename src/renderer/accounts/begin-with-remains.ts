import type { Remains } from '../storage/cache-reader.ts'
import type { Keeper } from '../storage/keep-cache.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from '../sync/clock.ts'
import { hydrate } from './hydrate.ts'

interface Beginning {
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'after'>
  readonly keeper: Pick<Keeper, 'start'>
  readonly remains: Promise<Remains | undefined>
}

/** A disk that takes longer than this keeps nobody from connecting. */
const PATIENCE_MS = 1_000

/** Puts what is kept into the store, goes on with what comes `then`, and keeps what is learnt from there on. The answer calls it off. */
export function beginWithRemains({ store, clock, keeper, remains }: Beginning, then: () => void): () => void {
  let isOver = false
  let hasGone = false
  const go = (): void => {
    if (hasGone || isOver) return
    hasGone = true
    then()
  }
  clock.after(PATIENCE_MS, go)
  void remains.then((found) => {
    if (isOver) return
    if (found !== undefined) hydrate(store, found)
    go()
    void keeper.start()
  })
  return () => {
    isOver = true
  }
}
