import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import { release, waitingFor } from '../apply/release.ts'
import { channelList } from '../http/answers.ts'
import { forgetMissing, markListed } from './listed-channels.ts'
import { mayNotBeSeen, readOf, type Read } from './read-of.ts'
import type { PlaceReaderOptions } from './server-reader.ts'

/** Channels of a server that are known by their marks alone. Keys of the record are channel ids by construction. */
const markedIn = ({ marks }: AccountState, serverId: ServerId): readonly { readonly _id: ChannelId }[] =>
  Object.entries(marks).flatMap(([id, mark]) => (mark.serverId === serverId ? { _id: id as ChannelId } : []))

type ReadMarks = (serverId: ServerId) => Promise<Read>

/** Where the gateway counts nothing: reads of a server that nobody looks at which channels may be seen, and what is new in them. */
export function createMarksReader({ api, store }: PlaceReaderOptions): ReadMarks {
  return async (serverId) => {
    const waiting = waitingFor(store.get(), (_withheld, id) => id === serverId)
    const outcome = await api.get(channelList, `/servers/${serverId}/channels`)
    if (outcome.status !== 'done' && !mayNotBeSeen(outcome)) return readOf(outcome)
    const channels = outcome.status === 'done' ? outcome.body : []
    const listed = new Set<string>(channels.map(({ _id }) => _id))
    store.update((draft) => {
      forgetMissing(draft, markedIn(store.get(), serverId), channels)
      markListed(store, draft, channels)
      for (const one of waiting) release(draft, one, (channelId) => listed.has(channelId))
    })
    return 'done'
  }
}
