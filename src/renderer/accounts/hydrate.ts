import { castDraft } from 'immer'
import type { AccountState } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { Remains } from '../storage/cache-reader.ts'
import type { CachedHome } from '../sync/cache-disk.ts'
import { emptyWindow } from '../sync/windows.ts'

/** What nobody reads again: it helps however late it comes. */
function putNames(store: AccountStore, home: CachedHome): void {
  store.update((draft) => {
    draft.lastPlace ??= home.last
    // Only the gateway knows when an account was made.
    if (home.me !== undefined && Date.parse(draft.me.createdAt) === 0) {
      draft.me = home.me
      draft.people[home.me._id] = home.me
    }
    for (const person of home.people) draft.people[person._id] ??= person
  })
}

function putLists(store: AccountStore, home: CachedHome): void {
  store.update((draft) => {
    draft.servers ??= castDraft(home.servers)
    draft.directs ??= castDraft(home.directs)
    draft.asOf ??= home.asOf
    draft.marks = { ...castDraft(home.marks), ...draft.marks }
  })
}

/** From `ready` on everything is read anew: what came from the disk after that nobody would read again. */
const hasBeenTold = ({ connection, asOf }: AccountState): boolean => connection.status === 'connected' || asOf !== null

/** Puts what is kept into a store, wherever the gateway has not told something newer already. */
export function hydrate(store: AccountStore, { home, place, range }: Remains): void {
  const { last } = home
  putNames(store, home)
  if (hasBeenTold(store.get())) return
  putLists(store, home)
  if (last === null) return
  store.update((draft) => {
    const { serverId, channelId } = last
    if (serverId !== null && place !== undefined) draft.places[serverId] ??= castDraft(place)
    if (range === undefined || (draft.windows[channelId]?.status ?? 'loading') !== 'loading') return
    const { rows, reachesStart, asOf } = range
    draft.windows[channelId] = castDraft({ ...emptyWindow, status: 'ready', rows, reachesStart, asOf })
  })
}
