import { castDraft } from 'immer'
import type { ServerId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import { learnPerson } from '../apply/people.ts'
import { forgetServer } from '../apply/places.ts'
import { release, waitingFor } from '../apply/release.ts'
import { idsOf, withTold } from '../newest-record.ts'
import { directList, serverList, unreadList } from '../http/answers.ts'
import { appearedIn, forgetMissing, markListed, withNewest } from './listed-channels.ts'
import { markFromCount, withCounts } from './marks.ts'
import { readOf, type Read } from './read-of.ts'
import type { PlaceReaderOptions } from './server-reader.ts'

/** Reads what stands above any server: the servers, the conversations, what is unread in all of them. */
interface HomeReader {
  readonly readServers: () => Promise<Read>
  readonly readDirects: () => Promise<Read>
  readonly readUnread: () => Promise<Read>
}

/** Servers in any list, and those of which a message was told, whatever list there is. */
const serversKnown = ({ marks, servers, places }: AccountState): readonly string[] => [
  ...new Set<string>([
    ...idsOf(servers),
    ...Object.keys(places),
    ...Object.values(marks).flatMap(({ serverId }) => serverId ?? []),
  ]),
]

/** What is unread anywhere, where the gateway counts it. */
function createUnreadReader({ api, store, countsUnread }: PlaceReaderOptions): HomeReader['readUnread'] {
  return async () => {
    if (!countsUnread) return 'done'
    const before = Object.keys(store.get().marks)
    // Where a server's channels are not listed here, what is counted of them says which may be seen.
    const { places } = store.get()
    const waiting = waitingFor(store.get(), ({ until }, id) => until === 'channels' && places[id] === undefined)
    const outcome = await api.get(unreadList, '/users/@me/unread')
    if (outcome.status !== 'done') return readOf(outcome)
    const { marks } = store.get()
    const seen = new Set<string>(outcome.body.map(({ channelId }) => channelId))
    store.update((draft) => {
      // What is not counted any more cannot be seen any more. A mark that came meanwhile is newer than the answer.
      for (const channelId of before) if (!seen.has(channelId)) delete draft.marks[channelId]
      for (const channel of outcome.body) {
        draft.marks[channel.channelId] = castDraft(withCounts(marks[channel.channelId], markFromCount(channel)))
      }
      for (const one of waiting) release(draft, one, (channelId) => seen.has(channelId))
    })
    return 'done'
  }
}

const tellerOf =
  ({ onAppeared }: Pick<PlaceReaderOptions, 'onAppeared'>) =>
  (appeared: readonly { readonly _id: ServerId }[]): void => {
    if (appeared.length > 0) onAppeared?.(appeared.map(({ _id }) => _id))
  }

export function createHomeReader(options: PlaceReaderOptions): HomeReader {
  const { api, store, countsUnread, onListed, onForgotten } = options
  const tellAppeared = tellerOf(options)

  async function readServers(): Promise<Read> {
    const before = idsOf(store.get().servers)
    const waiting = waitingFor(store.get(), ({ until }) => until === 'servers')
    const outcome = await api.get(serverList, '/users/@me/servers')
    if (outcome.status !== 'done') return readOf(outcome)
    const { servers } = store.get()
    const now = withTold(outcome.body, servers ?? [], before)
    const listed = idsOf(now)
    const gone = serversKnown(store.get()).filter((serverId) => !listed.has(serverId))
    store.update((draft) => {
      // Keys of `places` are server ids by construction.
      for (const serverId of gone) forgetServer(draft, { serverId: serverId as ServerId })
      for (const serverId of [...gone, ...waiting.map((one) => one.serverId)])
        if (!listed.has(serverId)) draft.gone[serverId] ??= 'unsaid'
      for (const { _id } of now) delete draft.gone[_id]
      draft.servers = castDraft(now)
      for (const one of waiting) release(draft, one, () => listed.has(one.serverId))
    })
    onListed?.()
    if (gone.length > 0) onForgotten?.()
    if (servers !== null) tellAppeared(appearedIn(now, servers))
    return 'done'
  }

  async function readDirects(): Promise<Read> {
    const before = idsOf(store.get().directs)
    const outcome = await api.get(directList, '/users/@me/channels')
    if (outcome.status !== 'done') return readOf(outcome)
    const people = outcome.body.flatMap((channel) => channel.recipients)
    const { directs } = store.get()
    const now = withTold(withNewest(outcome.body, directs ?? []), directs ?? [], before)
    store.update((draft) => {
      forgetMissing(draft, directs ?? [], now)
      draft.directs = castDraft(now)
      for (const person of people) if ('username' in person) learnPerson(draft, person)
      if (!countsUnread) markListed(store, draft, outcome.body)
    })
    onListed?.()
    return 'done'
  }

  return { readServers, readDirects, readUnread: createUnreadReader(options) }
}
