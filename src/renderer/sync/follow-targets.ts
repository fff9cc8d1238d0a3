import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState, PendingChange } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'

/** Those that are meant for a message that is itself not known to be stored. */
const waitingIn = ({ changes }: AccountState): ReadonlyMap<string, ChannelId> =>
  new Map(
    Object.values(changes)
      .flat()
      .flatMap(({ nonce, channelId, target }: PendingChange) => ('nonce' in target ? [[nonce, channelId]] : [])),
  )

/** Says of each channel when a message that a change waited for was found, by whatever told of it. */
export function followTargets(store: AccountStore, onFound: (channelId: ChannelId) => void): () => void {
  let seen = store.get().changes
  let waiting = waitingIn(store.get())
  return store.subscribe((state) => {
    if (state.changes === seen) return
    seen = state.changes
    const before = waiting
    waiting = waitingIn(state)
    const all = Object.values(state.changes).flat()
    const found = all.filter(({ nonce }) => before.has(nonce) && !waiting.has(nonce))
    for (const channelId of new Set(found.map((change) => change.channelId))) onFound(channelId)
  })
}
