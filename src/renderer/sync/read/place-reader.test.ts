import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../../fixtures/held-clock.ts'
import { createHeldGateway, settled, type HeldGateway } from '../../fixtures/held-gateway.ts'
import {
  categoryIdOf,
  channelIdOf,
  exampleCategory,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMember,
  examplePending,
  examplePerson,
  examplePlace,
  exampleRole,
  exampleServer,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { AccountState } from '../../store/state.ts'
import { createAccountStore, type AccountStore } from '../../store/store.ts'
import { applyCategory, applyCategoryDelete, applyServer, forgetServer } from '../apply/places.ts'
import { createGatewayApi } from '../gateway-api.ts'
import { createEpochs } from './epoch.ts'
import { createPlaceReader, type PlaceReader } from './place-reader.ts'

interface Reading {
  readonly places: PlaceReader
  readonly store: AccountStore
  readonly gateway: HeldGateway
  readonly clock: HeldClock
}

function open(over: Partial<AccountState> = {}, countsUnread = true): Reading {
  const store = createAccountStore(exampleState({ servers: null, directs: null, places: {}, ...over }))
  const gateway = createHeldGateway()
  const clock = createHeldClock()
  const places = createPlaceReader({
    api: createGatewayApi(gateway.request, clock),
    store,
    clock,
    countsUnread,
    epochs: createEpochs(),
  })
  return { places, store, gateway, clock }
}

const lastMessage = { _id: messageIdOf(5), authorId: userIdOf(2), content: 'x', createdAt: timeOf(5) }
const first = serverIdOf(1)

test('home is three requests, however many servers there are', async () => {
  const { places, gateway } = open()
  void places.readHome()
  await settled()
  expect(gateway.untaken()).toEqual(['GET /users/@me/servers', 'GET /users/@me/channels', 'GET /users/@me/unread'])
})

test('a gateway that does not count is not asked for counts', async () => {
  const { places, gateway } = open({}, false)
  void places.readHome()
  await settled()
  expect(gateway.untaken()).not.toContain('GET /users/@me/unread')
})

test('a list that cannot be read leaves what is known', async () => {
  const known = { servers: [exampleServer(1)], directs: [exampleDirect(2)], marks: { x: exampleMark() } }
  const { places, gateway, store } = open(known)
  const before = store.get()
  const home = places.readHome()
  ;(await gateway.take('GET /users/@me/servers')).lose()
  ;(await gateway.take('GET /users/@me/channels')).answer({ message: 'no' }, { status: 500 })
  ;(await gateway.take('GET /users/@me/unread')).answer('what?')
  await home
  expect(store.get()).toBe(before)
})

test('[I8] a server that is gone from the list is forgotten with all that was in it', async () => {
  const { places, gateway, store } = open({
    servers: [exampleServer(1), exampleServer(2)],
    places: { [first]: examplePlace() },
    windows: { [channelIdOf(1)]: exampleWindow([]) },
    marks: { [channelIdOf(1)]: exampleMark() },
  })
  const reading = places.readServers()
  ;(await gateway.take('GET /users/@me/servers')).answer([exampleServer(2)])
  await reading
  const { servers, places: left, windows, marks } = store.get()
  expect({ servers, left, windows, marks }).toEqual({ servers: [exampleServer(2)], left: {}, windows: {}, marks: {} })
})

test('[I8] a server somebody went to before it was in the list again is read once more: what was told meanwhile was dropped', async () => {
  const channelId = channelIdOf(1)
  const { places, gateway, store } = open({
    servers: [exampleServer(2)],
    gone: { [first]: 'removed' },
    places: { [first]: examplePlace() },
    openChannel: channelId,
    windows: { [channelId]: exampleWindow([]) },
  })
  void places.readServers()
  ;(await gateway.take('GET /users/@me/servers')).answer([exampleServer(1), exampleServer(2)])
  await gateway.take(`GET /servers/${first}/channels`)
  expect(store.get().windows[channelId]?.catchingUp).toBe(true)
})

test('what was opened while a list was being read is no part of that list, and stays', async () => {
  const { places, gateway, store } = open({ servers: [exampleServer(1)], directs: [exampleDirect(2)] })
  const reading = [places.readServers(), places.readDirects()]
  const servers = await gateway.take('GET /users/@me/servers')
  const directs = await gateway.take('GET /users/@me/channels')
  store.update((draft) => {
    draft.servers = [exampleServer(1), exampleServer(2)]
    draft.directs = castDraft([exampleDirect(2), exampleDirect(3)])
    draft.pending[channelIdOf(103)] = castDraft([examplePending('on its way')])
  })
  servers.answer([exampleServer(1)])
  directs.answer([exampleDirect(2)])
  await Promise.all(reading)
  const state = store.get()
  expect(state.servers?.map(({ _id }) => _id)).toEqual([serverIdOf(1), serverIdOf(2)])
  expect(state.directs?.map(({ _id }) => _id)).toEqual([channelIdOf(102), channelIdOf(103)])
  expect(state.pending[channelIdOf(103)]).toHaveLength(1)
})

test('conversations bring their people; one that is gone takes everything along but what was written for it', async () => {
  const gone = channelIdOf(103)
  const { places, gateway, store } = open({
    directs: [exampleDirect(2), exampleDirect(3)],
    windows: { [gone]: exampleWindow([]), [channelIdOf(102)]: exampleWindow([]) },
    marks: { [gone]: exampleMark({ serverId: null }) },
    pending: { [gone]: [examplePending('a')] },
  })
  const reading = places.readDirects()
  ;(await gateway.take('GET /users/@me/channels')).answer([exampleDirect(2), exampleDirect(4)])
  await reading
  const state = store.get()
  expect(state.directs).toEqual([exampleDirect(2), exampleDirect(4)])
  expect(Object.keys(state.windows)).toEqual([channelIdOf(102)])
  expect(state.marks).toEqual({})
  expect(state.pending).toEqual({ [gone]: [examplePending('a')] })
  expect(state.people[userIdOf(4)]).toEqual(examplePerson(4))
})

test('counts become marks; what came in meanwhile stays unread, what was read here stays read', async () => {
  const tail = [6, 9].map((number) => ({ _id: messageIdOf(number), mention: false }))
  const { places, gateway, store } = open({
    marks: {
      [channelIdOf(1)]: exampleMark({ tail }),
      [channelIdOf(2)]: exampleMark({ lastReadMessageId: messageIdOf(8) }),
    },
  })
  const reading = places.readUnread()
  const counted = { serverId: first, lastMessageId: messageIdOf(7), lastReadMessageId: messageIdOf(1), unread: 4 }
  ;(await gateway.take('GET /users/@me/unread')).answer([
    { ...counted, channelId: channelIdOf(1), mentions: 2 },
    { ...counted, channelId: channelIdOf(2), mentions: 0 },
  ])
  await reading
  expect(store.get().marks).toEqual({
    [channelIdOf(1)]: exampleMark({
      lastReadMessageId: messageIdOf(1),
      counted: { through: messageIdOf(7), unread: 4, mentions: 2 },
      tail: tail.slice(1),
    }),
    [channelIdOf(2)]: exampleMark({
      lastReadMessageId: messageIdOf(8),
      counted: { through: messageIdOf(7), unread: 4, mentions: 0 },
    }),
  })
})

test('a count that cannot be read costs itself, not the others', async () => {
  const { places, gateway, store } = open()
  const reading = places.readUnread()
  const good = { channelId: channelIdOf(1), lastMessageId: null, lastReadMessageId: null, unread: 1, mentions: 0 }
  ;(await gateway.take('GET /users/@me/unread')).answer([{ ...good, unread: 'many' }, good, null])
  await reading
  expect(Object.keys(store.get().marks)).toEqual([channelIdOf(1)])
})

async function answerServer(
  gateway: HeldGateway,
  lists: { channels?: unknown; categories?: unknown; roles?: unknown; members?: unknown },
): Promise<void> {
  for (const [name, list] of Object.entries(lists)) {
    const request = await gateway.take(`GET /servers/${first}/${name}`)
    if (list === undefined) request.lose()
    else request.answer(list)
  }
}

const whole = {
  channels: [exampleChannel(1, { lastMessage }), exampleChannel(2)],
  categories: [exampleCategory(1)],
  roles: [exampleRole(1)],
  members: [exampleMember(3)],
}

test('a server is read as one: channels, categories, roles, members, and who they are', async () => {
  const { places, gateway, store } = open()
  const reading = places.readServer(first)
  expect(store.get().places[first]?.status).toBe('loading')
  await answerServer(gateway, whole)
  await reading
  expect(store.get().places[first]).toEqual(examplePlace(whole))
  expect(store.get().people[userIdOf(3)]?.username).toBe('user-3')
  expect(store.get().marks).toEqual({})
})

test('where nobody counts, the lists say what is new', async () => {
  const { places, gateway, store } = open({}, false)
  const reading = places.readServer(first)
  await answerServer(gateway, whole)
  await reading
  expect(store.get().marks[channelIdOf(1)]?.counted).toMatchObject({ through: messageIdOf(5), unread: 1, mentions: 0 })
  expect(store.get().marks[channelIdOf(2)]?.counted.unread).toBe(0)
})

test('a server without its channels cannot be shown; one that was, stays as it was', async () => {
  const { places, gateway, store } = open({ places: { [first]: examplePlace() } })
  const again = places.readServer(first)
  await answerServer(gateway, { ...whole, channels: undefined })
  await again
  expect(store.get().places[first]).toEqual(examplePlace({ stale: true }))

  const fresh = open()
  const reading = fresh.places.readServer(first)
  await answerServer(fresh.gateway, { ...whole, channels: undefined })
  await reading
  expect(fresh.store.get().places[first]?.status).toBe('failed')
})

test('of what is beside the channels, what cannot be read stays as it was', async () => {
  const before = examplePlace({ roles: [exampleRole(2)], members: [exampleMember(9)] })
  const { places, gateway, store } = open({ places: { [first]: before } })
  const reading = places.readServer(first)
  await answerServer(gateway, { ...whole, roles: undefined, members: undefined })
  await reading
  expect(store.get().places[first]).toEqual(examplePlace({ ...whole, roles: before.roles, members: before.members }))
})

test('[T12] a channel that may not be seen any more takes its messages and its marks along', async () => {
  const { places, gateway, store } = open({
    places: { [first]: examplePlace({ channels: [exampleChannel(1), exampleChannel(7)] }) },
    windows: { [channelIdOf(1)]: exampleWindow([]), [channelIdOf(7)]: exampleWindow([]) },
    marks: { [channelIdOf(7)]: exampleMark() },
  })
  const reading = places.readServer(first)
  await answerServer(gateway, whole)
  await reading
  expect(Object.keys(store.get().windows)).toEqual([channelIdOf(1)])
  expect(store.get().marks).toEqual({})
})

test('[I8] a server that was left while it was read does not come back with the answer', async () => {
  const { places, gateway, store } = open({ servers: [exampleServer(1)] })
  const reading = places.readServer(first)
  await settled()
  store.update((draft) => {
    forgetServer(draft, { serverId: first })
  })
  await answerServer(gateway, whole)
  await reading
  expect(store.get().places).toEqual({})
})

test('members are read alone, into a server that is there', async () => {
  const { places, gateway, store } = open({ places: { [first]: examplePlace() } })
  const line = `GET /servers/${first}/members`
  const reading = places.readMembers(first)
  ;(await gateway.take(line)).answer([exampleMember(4)])
  await reading
  expect(store.get().places[first]).toEqual(examplePlace({ members: [exampleMember(4)] }))
  const elsewhere = places.readMembers(serverIdOf(2))
  ;(await gateway.take(`GET /servers/${serverIdOf(2)}/members`)).answer([exampleMember(4)])
  await elsewhere
  expect(Object.keys(store.get().places)).toEqual([first])
})

test('however often it is asked for meanwhile, what the gateway puts off is asked for again once, when it says', async () => {
  const { places, gateway, clock } = open()
  const line = 'GET /users/@me/servers'
  const putOff = async (headers: Record<string, string>): Promise<void> => {
    const reading = places.readServers()
    ;(await gateway.take(line)).answer({ message: 'later' }, { status: 429, headers })
    await reading
  }
  for (let hint = 0; hint < 60; hint += 1) await putOff({ 'retry-after': '200' })
  expect(clock.timers()).toEqual([200_000])
  await putOff({})
  expect(clock.timers()).toEqual([2_000])
  const reading = places.readServers()
  ;(await gateway.take(line)).answer([])
  await reading
  expect(clock.timers()).toEqual([])
})

test('asked for while it is read, a list is read once more, not once for each time', async () => {
  const { places, gateway } = open()
  const all = [places.readServers(), places.readServers(), places.readServers()]
  ;(await gateway.take('GET /users/@me/servers')).answer([])
  ;(await gateway.take('GET /users/@me/servers')).answer([])
  await Promise.all(all)
  expect(gateway.untaken()).toEqual([])
})

test('[rule 17] a list that is older than a message that came meanwhile does not take it back', async () => {
  const told = { ...lastMessage, type: 'message/default' }
  const channel = exampleChannel(1, { lastMessage: told })
  const { places, gateway, store } = open({ places: { [first]: examplePlace({ channels: [channel] }) } })
  const reading = places.readServer(first)
  const path = `GET /servers/${first}`
  const channels = await gateway.take(`${path}/channels`)
  channels.answer([{ ...channel, lastMessage: { ...told, _id: messageIdOf(4) } }])
  for (const rest of ['categories', 'roles', 'members']) (await gateway.take(`${path}/${rest}`)).answer([])
  await reading
  expect(store.get().places[first]?.channels[0]?.lastMessage?._id).toBe(messageIdOf(5))
})

test('[I9] a channel that is in the list again is counted again: with an older list it was forgotten', async () => {
  const { places, gateway } = open({ places: { [first]: examplePlace({ channels: [exampleChannel(2)] }) } })
  const reading = places.readServer(first)
  const path = `GET /servers/${first}`
  ;(await gateway.take(`${path}/channels`)).answer([exampleChannel(1), exampleChannel(2)])
  for (const rest of ['categories', 'roles', 'members']) (await gateway.take(`${path}/${rest}`)).answer([])
  await reading
  expect(gateway.untaken()).toEqual(['GET /users/@me/unread'])
})

test('[rule 17] nor does it take back the name a channel got meanwhile', async () => {
  const renamed = exampleChannel(1, { name: 'new', updatedAt: timeOf(9) })
  const { places, gateway, store } = open({ places: { [first]: examplePlace({ channels: [renamed] }) } })
  const reading = places.readServer(first)
  const path = `GET /servers/${first}`
  const old = exampleChannel(1, { name: 'old', updatedAt: timeOf(8), permissions: ['VIEW_CHANNEL'] })
  ;(await gateway.take(`${path}/channels`)).answer([old])
  for (const rest of ['categories', 'roles', 'members']) (await gateway.take(`${path}/${rest}`)).answer([])
  await reading
  expect(store.get().places[first]?.channels[0]).toMatchObject({ name: 'new', permissions: ['VIEW_CHANNEL'] })
})

test('[rule 17] a name a server got while the list of servers was read stays, and the list is read once more', async () => {
  const { places, gateway, store } = open({ servers: [exampleServer(1, { name: 'old' })] })
  const reading = places.readServers()
  const list = await gateway.take('GET /users/@me/servers')
  const renamed = exampleServer(1, { name: 'new', updatedAt: timeOf(9) })
  store.update((draft) => {
    applyServer(draft, renamed)
  })
  places.doubtServers()
  list.answer([exampleServer(1, { name: 'old' })])
  const again = await gateway.take('GET /users/@me/servers')
  expect(store.get().servers).toEqual([renamed])
  again.answer([renamed])
  await reading
  expect(store.get().servers).toEqual([renamed])
})

const answerCategories = async (gateway: HeldGateway, categories: readonly unknown[]): Promise<void> => {
  const path = `GET /servers/${first}`
  ;(await gateway.take(`${path}/categories`)).answer(categories)
  for (const rest of ['channels', 'roles', 'members']) (await gateway.take(`${path}/${rest}`)).answer([])
}

test.each([
  ['for the first time', {}],
  ['again', { [first]: examplePlace({ categories: [exampleCategory(1)] }) }],
])('[rule 17] a category that is deleted while its server is read %s does not come back', async (_when, known) => {
  const { places, gateway, store } = open({ places: known })
  const reading = places.readServer(first)
  await settled()
  store.update((draft) => {
    applyCategoryDelete(draft, { categoryId: categoryIdOf(1) })
  })
  await answerCategories(gateway, [exampleCategory(1), exampleCategory(2)])
  await reading
  expect(store.get().places[first]?.categories).toEqual([exampleCategory(2)])
})

test('[rule 17] what is told of categories while a server is read outlasts an older answer', async () => {
  const { places, gateway, store } = open()
  const reading = places.readServer(first)
  const renamed = exampleCategory(1, { name: 'new', updatedAt: timeOf(9) })
  store.update((draft) => {
    for (const told of [renamed, exampleCategory(2)]) applyCategory(draft, told)
  })
  await answerCategories(gateway, [exampleCategory(1, { name: 'old' })])
  await reading
  expect(store.get().places[first]?.categories).toEqual([renamed, exampleCategory(2)])
})
