import { castDraft } from 'immer'
import type { AccountStore } from '../store/store.ts'
import type { ServerPlace } from '../store/state.ts'
import type { CachedHome, CachedRange, CacheDisk } from '../sync/cache-disk.ts'
import { emptyWindow } from '../sync/windows.ts'

/** What is kept, and of where somebody was last what is there to be seen first. */
interface Remains {
  readonly home: CachedHome
  readonly place: ServerPlace | undefined
  readonly range: CachedRange | undefined
}

/** As much as a window shows. */
const ROWS = 50

export async function readRemains(disk: CacheDisk): Promise<Remains | undefined> {
  const home = await disk.home()
  if (home === undefined) return undefined
  const { last } = home
  const [place, range] = await Promise.all([
    last === null || last.serverId === null ? undefined : disk.place(last.serverId),
    last === null ? undefined : disk.newest(last.channelId, ROWS),
  ])
  return { home, place, range }
}

function putHome(store: AccountStore, home: CachedHome): void {
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

/** Puts what is kept into a store, wherever the gateway has not told something newer already. */
export function hydrate(store: AccountStore, { home, place, range }: Remains): void {
  const { last } = home
  putHome(store, home)
  if (last === null) return
  store.update((draft) => {
    const { serverId, channelId } = last
    if (serverId !== null && place !== undefined) draft.places[serverId] ??= castDraft(place)
    if (range === undefined || (draft.windows[channelId]?.status ?? 'loading') !== 'loading') return
    const { rows, reachesStart, asOf } = range
    draft.windows[channelId] = castDraft({ ...emptyWindow, status: 'ready', rows, reachesStart, asOf })
  })
}
