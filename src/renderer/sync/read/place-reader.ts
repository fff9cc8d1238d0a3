import { castDraft } from 'immer'
import type { ServerId } from '#shared/models/ids.ts'
import { learnPerson } from '../apply/people.ts'
import { forgetServer } from '../apply/places.ts'
import { directList, serverList, unreadList } from '../http/answers.ts'
import { forgetMissing, markListed } from './listed-channels.ts'
import { markFromCount, withCounts } from './marks.ts'
import { createOnceAtATime } from '../once.ts'
import { createServerReader, type PlaceReaderOptions } from './server-reader.ts'

/** Reads what is not messages: servers and what is in them, direct messages, unread counts. */
export interface PlaceReader {
  /** Three requests, however many servers there are. */
  readonly readHome: () => Promise<void>
  readonly readServers: () => Promise<void>
  readonly readDirects: () => Promise<void>
  readonly readUnread: () => Promise<void>
  readonly readServer: (serverId: ServerId) => Promise<void>
  readonly readMembers: (serverId: ServerId) => Promise<void>
}

interface Listed {
  readonly _id: string
}

const idsOf = (list: readonly Listed[] | null): ReadonlySet<string> => new Set(list?.map(({ _id }) => _id))

/** A list as it was answered, and what has come here since it was asked for: the answer may be older than that. */
function withNewer<Item extends Listed>(
  answered: readonly Item[],
  known: readonly Item[] | null,
  before: ReadonlySet<string>,
): readonly Item[] {
  const listed = idsOf(answered)
  return [...answered, ...(known ?? []).filter(({ _id }) => !before.has(_id) && !listed.has(_id))]
}

export function createPlaceReader(options: PlaceReaderOptions): PlaceReader {
  const { api, store, countsUnread } = options
  const once = createOnceAtATime()
  const server = createServerReader(options)

  async function readServers(): Promise<void> {
    const before = idsOf(store.get().servers)
    const outcome = await api.get(serverList, '/users/@me/servers')
    if (outcome.status !== 'done') return
    const { servers, places } = store.get()
    const now = withNewer(outcome.body, servers, before)
    const listed = idsOf(now)
    const known = [...idsOf(servers), ...Object.keys(places)]
    store.update((draft) => {
      // Keys of `places` are server ids by construction.
      for (const serverId of known) if (!listed.has(serverId)) forgetServer(draft, { serverId: serverId as ServerId })
      draft.servers = castDraft(now)
    })
  }

  async function readDirects(): Promise<void> {
    const before = idsOf(store.get().directs)
    const outcome = await api.get(directList, '/users/@me/channels')
    if (outcome.status !== 'done') return
    const people = outcome.body.flatMap((channel) => channel.recipients)
    const { directs } = store.get()
    const now = withNewer(outcome.body, directs, before)
    store.update((draft) => {
      forgetMissing(draft, directs ?? [], now)
      draft.directs = castDraft(now)
      for (const person of people) if ('username' in person) learnPerson(draft, person)
      if (!countsUnread) markListed(store, draft, outcome.body)
    })
  }

  async function readUnread(): Promise<void> {
    if (!countsUnread) return
    const outcome = await api.get(unreadList, '/users/@me/unread')
    if (outcome.status !== 'done') return
    const { marks } = store.get()
    store.update((draft) => {
      for (const channel of outcome.body) {
        draft.marks[channel.channelId] = castDraft(withCounts(marks[channel.channelId], markFromCount(channel)))
      }
    })
  }

  const reader: PlaceReader = {
    readServers: () => once.run('servers', readServers),
    readDirects: () => once.run('directs', readDirects),
    readUnread: () => once.run('unread', readUnread),
    readServer: (serverId) => once.run(`server ${serverId}`, () => server.read(serverId)),
    readMembers: (serverId) => once.run(`members ${serverId}`, () => server.readMembers(serverId)),
    readHome: async () => {
      await Promise.all([reader.readServers(), reader.readDirects(), reader.readUnread()])
    },
  }
  return reader
}
