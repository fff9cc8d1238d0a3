import { expect, test, vi } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk, ownSeat, type HeldDisk } from '../fixtures/held-disk.ts'
import { createHeldGateway, settled, type HeldGateway } from '../fixtures/held-gateway.ts'
import { createHeldSocket, type HeldSocket } from '../fixtures/held-socket.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleMark,
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePlace,
  exampleServer,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  userIdOf,
} from '../fixtures/records.ts'
import { selectUnread } from '../store/selectors/unread.ts'
import { initialState, type AccountState } from '../store/state.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { backOff } from './attempts.ts'
import { createSync, type Sync } from './sync.ts'

interface Client {
  readonly sync: Sync
  readonly store: AccountStore
  readonly socket: HeldSocket
  readonly gateway: HeldGateway
  readonly clock: HeldClock
  readonly disk: HeldDisk
  readonly unreadable: string[]
  readonly say: (name: string, payload?: unknown) => void
}

const general = channelIdOf(1)
const LINE = `GET /channels/${general}/messages`

function start(state: AccountState = initialState(exampleMe), extensions: readonly string[] = ['nonce']): Client {
  const store = createAccountStore(state)
  const socket = createHeldSocket()
  const gateway = createHeldGateway()
  const clock = createHeldClock()
  const unreadable: string[] = []
  const disk = createHeldDisk()
  let nonces = 0
  const sync = createSync({
    store,
    request: gateway.request,
    upload: gateway.upload,
    openSocket: socket.open,
    kept: disk,
    seat: ownSeat,
    undoMs: () => 0,
    renewToken: () => Promise.resolve(true),
    extensions,
    clock,
    random: () => 1,
    newNonce: () => `nonce-${(nonces += 1)}`,
    onUnreadable: (name) => unreadable.push(name),
  })
  sync.start()
  const say = (name: string, payload?: unknown): void => {
    socket.say(name, payload)
    clock.runSoon()
  }
  return { sync, store, socket, gateway, clock, disk, unreadable, say }
}

const live = exampleState({
  openChannel: general,
  windows: { [general]: exampleWindow(exampleMessages(1, 2), { reachesStart: true }) },
  marks: { [general]: exampleMark() },
})

test('it is connected when the gateway says ready, and then reads what it shows', async () => {
  const { store, say, gateway } = start()
  expect(store.get().connection).toEqual({ status: 'connecting' })
  say('PRESENCE_INITIAL_STATE', [userIdOf(2)])
  say('ready')
  expect(store.get().connection).toEqual({ status: 'connected' })
  expect(store.get().online).toEqual({ [userIdOf(2)]: true })
  await settled()
  expect(gateway.untaken()).toEqual(['GET /users/@me/servers', 'GET /users/@me/channels'])
})

test('a burst of events is one change of the store', () => {
  const { store, socket, clock, say } = start(live)
  say('ready')
  const listener = vi.fn<() => void>()
  store.subscribe(listener)
  for (const message of exampleMessages(3, 102)) socket.say('MESSAGE_CREATE', message)
  clock.runSoon()
  expect(listener).toHaveBeenCalledOnce()
  expect(store.get().marks[general]?.tail).toHaveLength(100)
})

test('an event nobody can read is told of, and does not stop those around it', () => {
  const { store, socket, clock, unreadable } = start(live)
  socket.say('MESSAGE_CREATE', exampleMessage(3))
  socket.say('POLL_CREATE', {})
  socket.say('PRESENCE_UPDATE', 'nonsense')
  socket.say('MESSAGE_CREATE', exampleMessage(4))
  clock.runSoon()
  expect(unreadable).toEqual(['POLL_CREATE', 'PRESENCE_UPDATE'])
  expect(store.get().windows[general]?.rows).toEqual(exampleMessages(1, 4))
})

test('[I8] an event that says that rights changed is answered by a read in the same turn', () => {
  const { gateway, say } = start(live)
  say('PERMISSIONS_UPDATE', { serverId: serverIdOf(1) })
  expect(gateway.untaken()).toContain(`GET /servers/${serverIdOf(1)}/channels`)
})

test('[I8] a channel of which nothing tells where it belongs is read again when its server was left', async () => {
  const { sync, store, say, gateway } = start()
  say('ready')
  sync.openChannel(general)
  ;(await gateway.take(LINE)).answer([])
  await settled()
  say('SERVER_KICK', { serverId: serverIdOf(1) })
  // A socket that is still in the room, as on some gateways.
  say('MESSAGE_CREATE', exampleMessage(1))
  expect(store.get().windows[general]?.rows).toEqual([])
  ;(await gateway.take(LINE)).answer({ message: 'no' }, { status: 403 })
  await settled()
  say('MESSAGE_CREATE', exampleMessage(2))
  expect(store.get().windows[general]).toMatchObject({ status: 'failed', rows: [], held: [] })
})

test('[F01] across a cut: what came before it is shown, what comes after it waits for the missed ones', async () => {
  const { store, socket, say, clock, gateway } = start(live)
  say('ready')
  ;(await gateway.take(LINE)).answer(exampleMessages(1, 2).toReversed())
  await settled()
  // It arrived before the line was cut, and its turn had not come yet.
  socket.say('MESSAGE_CREATE', exampleMessage(3))
  socket.drop('transport close')
  expect(store.get().windows[general]?.rows).toEqual(exampleMessages(1, 3))
  expect(store.get()).toMatchObject({ online: null, asOf: clock.now(), connection: { status: 'reconnecting' } })

  clock.pass(400)
  say('ready')
  say('MESSAGE_CREATE', exampleMessage(9))
  expect(store.get().windows[general]?.rows).toEqual(exampleMessages(1, 3))
  ;(await gateway.take(LINE)).answer(exampleMessages(1, 8).toReversed())
  await settled()
  expect(store.get().windows[general]).toEqual(exampleWindow(exampleMessages(1, 9), { reachesStart: true }))
})

test('[T2] [rule 5] a page that was asked for before `ready` is shown, and nothing follows it until it is read again', async () => {
  const { sync, store, say, gateway } = start()
  sync.openChannel(general)
  const early = await gateway.take(LINE)
  say('ready')
  early.answer(exampleMessages(1, 2).toReversed())
  await settled()
  say('MESSAGE_CREATE', exampleMessage(9))
  expect(store.get().windows[general]?.rows).toEqual(exampleMessages(1, 2))
})

test('[rule 3] a page that was asked for before a cut is not believed', async () => {
  const { sync, store, say, socket, clock, gateway } = start(exampleState())
  say('ready')
  sync.openChannel(general)
  const early = await gateway.take(LINE)
  socket.drop('transport close')
  clock.pass(400)
  say('ready')
  early.answer(exampleMessages(1, 2).toReversed())
  const late = await gateway.take(LINE)
  expect(store.get().windows[general]?.catchingUp).toBe(true)
  late.answer(exampleMessages(1, 5).toReversed())
  await settled()
  expect(store.get().windows[general]?.rows).toEqual(exampleMessages(1, 5))
})

test('a file that was going up as the line was cut goes up again once it is back, and its message with it', async () => {
  const { sync, store, say, socket, clock, gateway } = start(live)
  say('ready')
  sync.uploads.add(general, [new File(['abc'], 'a.txt')])
  sync.outbox.send({ channelId: general, content: 'look', files: store.get().draftFiles[general] ?? [] })
  sync.uploads.take(general)
  const early = await gateway.takeUpload()
  early.progress(1)
  socket.drop('transport close')
  clock.pass(400)
  say('ready')
  const late = await gateway.takeUpload()
  late.answer({ filename: 'a.txt', contentType: '', key: 'a.key', size: 3 }, { status: 201 })
  expect((await gateway.take(`POST /channels/${general}`)).body).toMatchObject({ attachments: [{ key: 'a.key' }] })
})

test('[F32] after ten cuts one event is one row and one unread', () => {
  const { store, socket, say, clock } = start(live)
  for (let cut = 0; cut < 10; cut += 1) {
    say('ready')
    socket.drop('transport close')
    clock.pass(400)
  }
  say('ready')
  say('MESSAGE_CREATE', exampleMessage(3))
  expect(store.get().marks[general]?.tail).toHaveLength(1)
  expect(store.get().windows[general]?.held).toHaveLength(1)
})

test('a server is read when it is first opened, again when that failed, and not for looking at it', async () => {
  const { sync, store, gateway, say } = start(exampleState({ places: {} }))
  say('ready')
  const line = `GET /servers/${serverIdOf(1)}/channels`
  sync.openServer(serverIdOf(1))
  sync.openServer(serverIdOf(1))
  for (const name of ['categories', 'roles', 'members'])
    (await gateway.take(`GET /servers/${serverIdOf(1)}/${name}`)).lose()
  ;(await gateway.take(line)).lose()
  await settled()
  expect(store.get().places[serverIdOf(1)]?.status).toBe('failed')
  expect(gateway.untaken()).not.toContain(line)
  sync.openServer(serverIdOf(1))
  expect(await gateway.take(line)).toBeDefined()
})

test('opening a channel is told once; opening none forgets nothing', async () => {
  const { sync, store, gateway, say } = start(exampleState())
  say('ready')
  sync.openChannel(general)
  sync.openChannel(general)
  ;(await gateway.take(LINE)).answer([])
  await settled()
  sync.openChannel(null)
  expect(store.get()).toMatchObject({ openChannel: null, windows: { [general]: { status: 'ready' } } })
  expect(gateway.untaken()).not.toContain(`${LINE}?limit=50`)
})

test('stopped, it closes its socket and leaves no timer', async () => {
  const { sync, socket, clock, gateway, say } = start(live)
  say('ready')
  sync.acknowledge(general, messageIdOf(2))
  ;(await gateway.take(LINE)).lose()
  await settled()
  sync.stop()
  expect(socket.asked.at(-1)).toBe('close')
  expect(clock.timers()).toEqual([])
})

test('[F06] stopped, it sends nothing any more: the next one who signs in here may be somebody else', async () => {
  const { sync, clock, gateway, say } = start(exampleState())
  const post = `POST /channels/${general}/messages`
  say('ready')
  await settled()
  sync.outbox.send({ channelId: general, content: 'first' })
  sync.outbox.send({ channelId: general, content: 'second' })
  const first = await gateway.take(post)
  sync.stop()
  first.answer(exampleMessage(1, { authorId: exampleMe, payload: { clientNonce: 'nonce-1' } }))
  await settled()
  clock.pass(600_000)
  await settled()
  expect(gateway.untaken()).not.toContain(post)
})

test('[F06] a message that was put off goes out no more once it is stopped', async () => {
  const { sync, clock, gateway, say } = start(exampleState())
  const post = `POST /channels/${general}/messages`
  say('ready')
  await settled()
  sync.outbox.send({ channelId: general, content: 'mine' })
  ;(await gateway.take(post)).lose()
  await settled()
  sync.stop()
  clock.pass(600_000)
  await settled()
  expect(gateway.untaken()).not.toContain(post)
})

test('J40: after a reconnect a visited server is read again when somebody goes there, and not before', async () => {
  const places = { [serverIdOf(1)]: examplePlace(), [serverIdOf(2)]: examplePlace() }
  const { sync, say, gateway, store } = start(exampleState({ places }))
  sync.openServer(serverIdOf(1))
  say('ready')
  await settled()
  const ofServers = (): readonly string[] => gateway.untaken().filter((line) => line.startsWith('GET /servers'))
  expect(ofServers().every((line) => line.includes(serverIdOf(1)))).toBe(true)
  expect(store.get().places[serverIdOf(2)]?.stale).toBe(true)
  sync.openServer(serverIdOf(2))
  for (const name of ['channels', 'categories', 'roles', 'members']) {
    ;(await gateway.take(`GET /servers/${serverIdOf(2)}/${name}`)).answer([])
  }
  await settled()
  expect(store.get().places[serverIdOf(2)]).toEqual(examplePlace({ channels: [] }))
})

const held = exampleState({
  servers: [exampleServer(1)],
  places: { [serverIdOf(1)]: examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] }) },
  marks: { [general]: exampleMark(), [channelIdOf(2)]: exampleMark() },
})
const news = (number: number, channel: number, over: Partial<Message> = {}): Message =>
  exampleMessage(number, { channelId: channelIdOf(channel), ...over })
const lastIn = ({ store }: Client, channel: number): string | undefined =>
  store.get().places[serverIdOf(1)]?.channels.find(({ _id }) => _id === channelIdOf(channel))?.lastMessage?._id
const unreadIn = ({ store }: Client, channel: number): number => selectUnread(store.get(), channelIdOf(channel)).unread

async function answerServer({ gateway }: Client, channels: readonly unknown[], server = 1): Promise<void> {
  const path = `GET /servers/${serverIdOf(server)}`
  ;(await gateway.take(`${path}/channels`)).answer(channels)
  for (const what of ['categories', 'roles', 'members']) (await gateway.take(`${path}/${what}`)).answer([])
  await settled()
}

test('[I8] [T12] after a change of permissions lists and counts take nothing new until it was read what may be seen', async () => {
  const client = start(held)
  const { say, store } = client
  say('PERMISSIONS_UPDATE', { serverId: serverIdOf(1) })
  say('MESSAGE_CREATE', news(4, 1))
  say('MESSAGE_CREATE', news(5, 2))
  say('MESSAGE_UPDATE', news(4, 1, { content: 'changed', rev: 2 }))
  expect([lastIn(client, 1), lastIn(client, 2), unreadIn(client, 1), unreadIn(client, 2)]).toEqual([
    undefined,
    undefined,
    0,
    0,
  ])
  await answerServer(client, [exampleChannel(1)])
  expect([lastIn(client, 1), unreadIn(client, 1)]).toEqual([messageIdOf(4), 1])
  expect(store.get().places[serverIdOf(1)]?.channels[0]?.lastMessage?.content).toBe('changed')
  expect(Object.keys(store.get().marks)).toEqual([general])
  expect(store.get().withheld).toEqual({})
  // It goes on coming where rooms are stale: it is over with that channel, and nothing is asked.
  say('MESSAGE_CREATE', news(6, 2))
  await settled()
  expect(Object.keys(store.get().marks)).toEqual([general])
  expect(client.gateway.untaken()).toEqual([])
})

test('[I8] an answer that was asked for before permissions changed again lets nothing go', async () => {
  const client = start(held)
  const { say } = client
  say('PERMISSIONS_UPDATE', { serverId: serverIdOf(1) })
  await settled()
  say('PERMISSIONS_UPDATE', { serverId: serverIdOf(1) })
  say('MESSAGE_CREATE', news(5, 2))
  await answerServer(client, [exampleChannel(1), exampleChannel(2)])
  expect([lastIn(client, 2), unreadIn(client, 2)]).toEqual([undefined, 0])
  await answerServer(client, [exampleChannel(1)])
  expect(lastIn(client, 2)).toBeUndefined()
  expect(client.store.get().withheld).toEqual({})
})

test('[I8] what a kicked account goes on hearing of a server is nowhere, and is asked about now and then at most', async () => {
  const { say, store, gateway } = start(held)
  say('SERVER_KICK', { serverId: serverIdOf(1) })
  say('MESSAGE_CREATE', news(4, 1))
  say('MESSAGE_CREATE', news(5, 1))
  ;(await gateway.take('GET /users/@me/servers')).answer([])
  ;(await gateway.take('GET /users/@me/servers')).answer([])
  await settled()
  say('MESSAGE_CREATE', news(6, 1))
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect([store.get().marks, store.get().withheld]).toEqual([{}, {}])
})

test('[I8] a deleted channel comes back by no late message', () => {
  const { say, store } = start(held)
  say('CHANNEL_DELETE', { channelId: general, serverId: serverIdOf(1) })
  say('MESSAGE_CREATE', news(4, 1))
  expect(Object.keys(store.get().marks)).toEqual([channelIdOf(2)])
})

test('[rule 18] a message for a channel that nobody listed is shown once the list that has it is read', async () => {
  const client = start(held)
  client.say('MESSAGE_CREATE', news(4, 3))
  expect(unreadIn(client, 3)).toBe(0)
  await answerServer(
    client,
    [1, 2, 3].map((number) => exampleChannel(number)),
  )
  expect([lastIn(client, 3), unreadIn(client, 3)]).toEqual([messageIdOf(4), 1])
})

test('[rule 18] a message of a server that nobody listed waits for the list of servers', async () => {
  const client = start(held)
  client.say('MESSAGE_CREATE', news(4, 9, { serverId: serverIdOf(2) }))
  expect(client.store.get().marks[channelIdOf(9)]).toBeUndefined()
  ;(await client.gateway.take('GET /users/@me/servers')).answer([exampleServer(1), exampleServer(2)])
  await settled()
  expect(unreadIn(client, 9)).toBe(1)
})

test.each([['plain'], ['extended']])(
  '[I8] where nobody looked into a server it is read again, too, what may be seen of it (%s)',
  async (profile) => {
    const client = start({ ...held, places: {} }, profile === 'plain' ? [] : ['unread'])
    const { say, gateway } = client
    say('PERMISSIONS_UPDATE', { serverId: serverIdOf(1) })
    say('MESSAGE_CREATE', news(4, 1))
    say('MESSAGE_CREATE', news(5, 2))
    expect([unreadIn(client, 1), unreadIn(client, 2)]).toEqual([0, 0])
    if (profile === 'plain') {
      ;(await gateway.take(`GET /servers/${serverIdOf(1)}/channels`)).answer([exampleChannel(1)])
    } else {
      const counted = { serverId: serverIdOf(1), lastMessageId: messageIdOf(3), lastReadMessageId: messageIdOf(3) }
      const answer = [{ ...counted, channelId: general, unread: 0, mentions: 0 }]
      ;(await gateway.take('GET /users/@me/unread')).answer(answer)
    }
    await settled()
    expect([unreadIn(client, 1), unreadIn(client, 2)]).toEqual([1, 0])
    expect(Object.keys(client.store.get().marks)).toEqual([general])
  },
)

test('[rule 22] somebody who sends in another page does not wait for this one’s next try', () => {
  const { store, socket, clock, disk } = start()
  for (let failure = 0; failure < 6; failure += 1) {
    socket.drop('transport error')
    clock.pass(backOff(failure + 1, 1))
  }
  socket.drop('transport error')
  expect(store.get().connection.status).toBe('offline')
  clock.pass(1_000)
  const connects = (): number => socket.asked.filter((one) => one === 'connect').length
  const before = connects()
  disk.say({ kind: 'draft', channelId: general })
  expect(connects()).toBe(before)
  disk.say({ kind: 'items' })
  expect(connects()).toBe(before + 1)
})
