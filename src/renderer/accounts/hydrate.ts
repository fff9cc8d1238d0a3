import { castDraft } from 'immer'
import type { AccountStore } from '../store/store.ts'
import type { CachedHome } from '../sync/cache-disk.ts'

/** Puts what is kept into a store, wherever the gateway has not told something newer already. */
export function hydrate(store: AccountStore, home: CachedHome): void {
  store.update((draft) => {
    const isFirst = draft.servers === null
    draft.servers ??= castDraft(home.servers)
    draft.directs ??= castDraft(home.directs)
    draft.asOf ??= home.asOf
    draft.lastPlace ??= home.last
    // Only the gateway knows when an account was made.
    if (home.me !== undefined && Date.parse(draft.me.createdAt) === 0) {
      draft.me = home.me
      draft.people[home.me._id] = home.me
    }
    for (const person of home.people) draft.people[person._id] ??= person
    if (isFirst) draft.marks = { ...castDraft(home.marks), ...draft.marks }
  })
}
