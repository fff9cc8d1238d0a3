import { castDraft, type Draft } from 'immer'
import type { ServerChannelListItem, DirectChannelListItem } from '#shared/models/channel.ts'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { Member } from '#shared/models/member.ts'
import { unreadList, type UnreadChannel } from '#shared/protocol/http/channels.ts'
import type { AccountState, ReadMark, ServerPlace } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { forgetChannel } from '../apply/places.ts'
import { learnPerson } from '../apply/people.ts'
import type { GatewayApi } from '../gateway-api.ts'
import { categoryList, channelList, directList, memberList, roleList, serverList } from '../http/answers.ts'
import { createOnceAtATime } from './once.ts'

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

interface ReaderOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  /** Whether the gateway counts unread messages itself. */
  readonly countsUnread: boolean
}

type State = Draft<AccountState>
type ListItem = ServerChannelListItem | DirectChannelListItem

/** Where the gateway does not count, the newest message says at least that there is something. */
function markFromList(state: AccountState, channel: ListItem): ReadMark {
  const { lastMessage, lastReadMessageId } = channel
  const isNew = lastMessage !== null && lastMessage._id !== lastReadMessageId && lastMessage.authorId !== state.me._id
  const calls = isNew && lastMessage.content.includes(`<@${state.me._id}>`)
  return {
    serverId: 'serverId' in channel ? channel.serverId : null,
    lastReadMessageId,
    counted: { through: lastMessage?._id ?? null, unread: isNew ? 1 : 0, mentions: calls ? 1 : 0 },
    tail: [],
  }
}

/** Lays fresh counts over a mark: what came in after they were made stays, and the mark never moves back. */
function withCounts(known: ReadMark | undefined, fresh: ReadMark): ReadMark {
  if (known === undefined) return fresh
  const through = fresh.counted.through ?? ''
  const lastRead = known.lastReadMessageId ?? ''
  return {
    ...fresh,
    lastReadMessageId: lastRead > (fresh.lastReadMessageId ?? '') ? known.lastReadMessageId : fresh.lastReadMessageId,
    tail: known.tail.filter((entry) => entry._id > through),
  }
}

function markFromCount(channel: UnreadChannel): ReadMark {
  const { serverId, lastReadMessageId, lastMessageId, unread, mentions } = channel
  return {
    serverId: serverId ?? null,
    lastReadMessageId,
    counted: { through: lastMessageId, unread, mentions },
    tail: [],
  }
}

function learnMembers(draft: State, members: readonly Member[]): void {
  for (const member of members) learnPerson(draft, member.userId)
}

/** What is gone from a list is gone from everywhere: window, marks, what was about to be sent there. */
function forgetMissing(
  draft: State,
  before: readonly { readonly _id: ChannelId }[],
  now: readonly { readonly _id: ChannelId }[],
): void {
  const present = new Set(now.map((channel) => channel._id))
  for (const channel of before) if (!present.has(channel._id)) forgetChannel(draft, channel._id)
}

export function createPlaceReader({ api, store, countsUnread }: ReaderOptions): PlaceReader {
  const once = createOnceAtATime()

  function markListed(draft: State, channels: readonly ListItem[]): void {
    if (countsUnread) return
    for (const channel of channels) {
      const mark = withCounts(store.get().marks[channel._id], markFromList(store.get(), channel))
      draft.marks[channel._id] = castDraft(mark)
    }
  }

  async function readServers(): Promise<void> {
    const outcome = await api.get(serverList, '/users/@me/servers')
    if (outcome.status !== 'done') return
    store.update((draft) => {
      draft.servers = outcome.body
    })
  }

  async function readDirects(): Promise<void> {
    const outcome = await api.get(directList, '/users/@me/channels')
    if (outcome.status !== 'done') return
    store.update((draft) => {
      forgetMissing(draft, draft.directs ?? [], outcome.body)
      draft.directs = castDraft(outcome.body)
      for (const channel of outcome.body) {
        for (const recipient of channel.recipients) if ('username' in recipient) learnPerson(draft, recipient)
      }
      markListed(draft, outcome.body)
    })
  }

  async function readUnread(): Promise<void> {
    if (!countsUnread) return
    const outcome = await api.get(unreadList, '/users/@me/unread')
    if (outcome.status !== 'done') return
    store.update((draft) => {
      for (const channel of outcome.body) {
        const known = store.get().marks[channel.channelId]
        draft.marks[channel.channelId] = castDraft(withCounts(known, markFromCount(channel)))
      }
    })
  }

  function setPlace(serverId: ServerId, change: (place: ServerPlace) => ServerPlace): void {
    const empty: ServerPlace = { status: 'loading', channels: [], categories: [], roles: [], members: [] }
    store.update((draft) => {
      draft.places[serverId] = castDraft(change(store.get().places[serverId] ?? empty))
    })
  }

  async function readServer(serverId: ServerId): Promise<void> {
    setPlace(serverId, (place) => (place.status === 'failed' ? { ...place, status: 'loading' } : place))
    const [channels, categories, roles, members] = await Promise.all([
      api.get(channelList, `/servers/${serverId}/channels`),
      api.get(categoryList, `/servers/${serverId}/categories`),
      api.get(roleList, `/servers/${serverId}/roles`),
      api.get(memberList, `/servers/${serverId}/members`),
    ])
    if (channels.status !== 'done') {
      setPlace(serverId, (place) => (place.status === 'ready' ? place : { ...place, status: 'failed' }))
      return
    }
    store.update((draft) => {
      const before = store.get().places[serverId]
      forgetMissing(draft, before?.channels ?? [], channels.body)
      const place: ServerPlace = {
        status: 'ready',
        channels: channels.body,
        categories: categories.status === 'done' ? categories.body : (before?.categories ?? []),
        roles: roles.status === 'done' ? roles.body : (before?.roles ?? []),
        members: members.status === 'done' ? members.body : (before?.members ?? []),
      }
      draft.places[serverId] = castDraft(place)
      learnMembers(draft, place.members)
      markListed(draft, channels.body)
    })
  }

  async function readMembers(serverId: ServerId): Promise<void> {
    const outcome = await api.get(memberList, `/servers/${serverId}/members`)
    if (outcome.status !== 'done' || store.get().places[serverId] === undefined) return
    setPlace(serverId, (place) => ({ ...place, members: outcome.body }))
    store.update((draft) => {
      learnMembers(draft, outcome.body)
    })
  }

  return {
    readHome: async () => {
      await Promise.all([
        once.run('servers', readServers),
        once.run('directs', readDirects),
        once.run('unread', readUnread),
      ])
    },
    readServers: () => once.run('servers', readServers),
    readDirects: () => once.run('directs', readDirects),
    readUnread: () => once.run('unread', readUnread),
    readServer: (serverId) => once.run(`server ${serverId}`, () => readServer(serverId)),
    readMembers: (serverId) => once.run(`members ${serverId}`, () => readMembers(serverId)),
  }
}
