import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { capabilities } from '#shared/protocol/http/capabilities.ts'
import { connectSocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { request } from './web-client.ts'

const ALL = ['read-sync', 'user-update', 'typing']

/** A socket of somebody that asks for extensions, past `ready`. */
async function asking(home: TestGateway, person: string, asks: object = { extensions: ALL }): Promise<SocketClient> {
  const client = connectSocket(home.url, { auth: { token: await home.tokenOf(person), ...asks } })
  await client.wait('ready')
  return client
}

async function send(home: TestGateway, person: string, channel = 'general'): Promise<string> {
  const response = await home.call(person, 'POST', `/channels/${home.channel(channel)}/messages`, { content: 'hi' })
  return ((await response.json()) as { _id: string })._id
}

/** `person` reads in `general`, or where it says: `bob in random`. */
function ack(home: TestGateway, reader: string, lastMessageId: string): Promise<Response> {
  const [person = '', channel = 'general'] = reader.split(' in ')
  return home.call(person, 'POST', `/channels/${home.channel(channel)}/ack`, { lastMessageId })
}

const type = (client: SocketClient, channelId: unknown): void => {
  client.socket.emit('typing', { channelId })
}

test('[EXT1] what a gateway offers is what it says, and no more', async () => {
  await using home = await startTestGateway()
  const answer = capabilities.parse(await (await fetch(`${home.url}/api/capabilities`)).json())
  expect(answer.extensions).toEqual([
    'rev',
    'nonce',
    'previews',
    'refresh-retry',
    'unread',
    'read-sync',
    'user-update',
    'typing',
  ])
})

describe('[EXT2] who did not ask', () => {
  test.each([
    ['nothing', {}],
    ['null', { extensions: null }],
    ['an empty list', { extensions: [] }],
    ['a text', { extensions: 'typing' }],
    ['an object', { extensions: { typing: true, length: 1, 0: 'typing' } }],
    [
      'other names',
      { extensions: ['Typing', 'typing ', 'presence', '__proto__', null, 5, ['typing'], { typing: 'typing' }] },
    ],
  ])('with %s hears nothing of any extension', async (_what, asks) => {
    await using home = await startTestGateway()
    using alice = await asking(home, 'alice', { extensions: ['typing'] })
    using bob = await asking(home, 'bob', asks)
    using witness = await asking(home, 'bob')
    type(alice, home.channel('general'))
    await ack(home, 'bob', await send(home, 'alice'))
    await Promise.all([witness.wait('TYPING_START'), witness.wait('READ_STATE_UPDATE')])
    await bob.settled()
    expect(bob.heard.map(({ event }) => event)).not.toContain('TYPING_START')
    expect(bob.heard.map(({ event }) => event)).not.toContain('READ_STATE_UPDATE')
  })

  test('for all of them hears what it asked for, and of the others nothing', async () => {
    await using home = await startTestGateway()
    using alice = await asking(home, 'alice', { extensions: ['typing'] })
    using reads = await asking(home, 'bob', { extensions: ['read-sync', 'no such thing'] })
    using types = await asking(home, 'bob', { extensions: ['typing'] })
    type(alice, home.channel('general'))
    await ack(home, 'bob', await send(home, 'alice'))
    await Promise.all([reads.wait('READ_STATE_UPDATE'), types.wait('TYPING_START')])
    await Promise.all([reads.settled(), types.settled()])
    expect([reads.all('TYPING_START'), types.all('READ_STATE_UPDATE')]).toEqual([[], []])
  })
})

test('[EXT3] a mark that moves is told to the own sockets, once, and a mark that does not is not', async () => {
  await using home = await startTestGateway()
  using bob = await asking(home, 'bob')
  using bobToo = await asking(home, 'bob')
  using alice = await asking(home, 'alice')
  const [one, two] = [await send(home, 'alice'), await send(home, 'alice')]
  const elsewhere = await send(home, 'alice', 'random')
  for (const id of [one, two, two, one, elsewhere, 'f'.repeat(24)]) await ack(home, 'bob', id)
  const direct = await send(home, 'alice', 'alice&bob')
  await ack(home, 'bob in alice&bob', direct)
  await Promise.all([bob.settled(), bobToo.settled(), alice.settled()])
  const general = home.channel('general')
  const moves = [
    { channelId: general, lastReadMessageId: one },
    { channelId: general, lastReadMessageId: two },
    { channelId: home.channel('alice&bob'), lastReadMessageId: direct },
  ]
  expect([bob.all('READ_STATE_UPDATE'), bobToo.all('READ_STATE_UPDATE')]).toEqual([moves, moves])
  expect(alice.all('READ_STATE_UPDATE')).toEqual([])
})

const [friendsHome, ...others] = twoFriends.servers

/** Two friends, and channels where one of them may not write, may not look, and where nobody writes. */
const quietPlaces: WorldSpec = {
  ...twoFriends,
  servers: [
    {
      ...friendsHome,
      channels: [
        ...friendsHome.channels,
        { ref: 'news', name: 'news', writeRoles: [] },
        { ref: 'web', name: 'web', url: 'https://pages.test/' },
      ],
    },
    ...others,
  ],
}

describe('[EXT4] typing', () => {
  test('is told to everybody who hears the channel but the one who types, on all of their sockets', async () => {
    await using home = await startTestGateway()
    using alice = await asking(home, 'alice')
    using aliceToo = await asking(home, 'alice')
    using bob = await asking(home, 'bob')
    using bobToo = await asking(home, 'bob')
    using carol = await asking(home, 'carol')
    type(alice, home.channel('general').toUpperCase())
    const told = [{ channelId: home.channel('general'), userId: home.idOf('alice') }]
    await Promise.all([bob.wait('TYPING_START'), bobToo.wait('TYPING_START')])
    for (const client of [alice, aliceToo, bob, bobToo, carol]) await client.settled()
    expect([bob.all('TYPING_START'), bobToo.all('TYPING_START')]).toEqual([told, told])
    for (const client of [alice, aliceToo, carol]) expect(client.all('TYPING_START')).toEqual([])
    expect(await home.gateway.parts.database.reader.selectFrom('message').selectAll().execute()).toEqual([])
  })

  test('in a direct message is told to the other one', async () => {
    await using home = await startTestGateway()
    using alice = await asking(home, 'alice')
    using bob = await asking(home, 'bob')
    using carol = await asking(home, 'carol')
    type(bob, home.channel('alice&bob'))
    expect(await alice.wait('TYPING_START')).toEqual({
      channelId: home.channel('alice&bob'),
      userId: home.idOf('bob'),
    })
    await Promise.all([bob.settled(), carol.settled()])
    expect([bob.all('TYPING_START'), carol.all('TYPING_START')]).toEqual([[], []])
  })

  test('where one may not write, cannot look, or is not at all, is passed over', async () => {
    await using home = await startTestGateway({ world: quietPlaces })
    using alice = await asking(home, 'alice')
    using bob = await asking(home, 'bob')
    using carol = await asking(home, 'carol')
    for (const channel of ['news', 'secret', 'web', 'boxes']) type(bob, home.channel(channel))
    for (const odd of ['a'.repeat(24), 'zzz', '', null, 5, {}, [home.channel('general')]]) type(bob, odd)
    bob.socket.emit('typing')
    bob.socket.emit('typing', null)
    bob.socket.emit('typing', home.channel('general'), () => expect.unreachable('an acknowledgement'))
    type(alice, home.channel('web'))
    type(carol, home.channel('general'))
    type(carol, home.channel('alice&bob'))
    await Promise.all([bob.settled(), carol.settled()])
    await alice.settled()
    for (const client of [alice, bob, carol]) expect(client.all('TYPING_START')).toEqual([])
    // One `error` is the answer to `settled` itself.
    expect([bob.all('error').length, carol.all('error').length]).toEqual([1, 1])
  })

  test('is told once in three seconds for each person and channel, from however many sockets it comes', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    using alice = await asking(home, 'alice')
    using bob = await asking(home, 'bob')
    using bobToo = await asking(home, 'bob')
    const count = async (): Promise<number> => {
      await Promise.all([bob.settled(), bobToo.settled()])
      await alice.settled()
      return alice.all('TYPING_START').length
    }
    for (const client of [bob, bobToo, bob, bob]) type(client, home.channel('general'))
    expect(await count()).toBe(1)
    type(bob, home.channel('random'))
    expect(await count()).toBe(2)
    clock.advance(2_999)
    type(bobToo, home.channel('general'))
    expect(await count()).toBe(2)
    clock.advance(1)
    type(bobToo, home.channel('general'))
    expect(await count()).toBe(3)
  })

  test('comes before the message that was typed, also before `ready`', async () => {
    await using home = await startTestGateway()
    using alice = await asking(home, 'alice')
    using bob = connectSocket(home.url, { auth: { token: await home.tokenOf('bob'), extensions: ['typing'] } })
    type(bob, home.channel('general'))
    bob.socket.emit('message/create', { channelId: home.channel('general'), content: 'done' })
    await alice.wait('MESSAGE_CREATE')
    const events = alice.heard.map(({ event }) => event)
    expect(events.indexOf('TYPING_START')).toBeGreaterThan(-1)
    expect(events.indexOf('TYPING_START')).toBeLessThan(events.indexOf('MESSAGE_CREATE'))
  })
})

test('[EXT5] typing from a socket that did not ask is one of the unknown events', async () => {
  await using home = await startTestGateway()
  using alice = await asking(home, 'alice')
  using bob = await asking(home, 'bob', { extensions: ['read-sync'] })
  type(bob, home.channel('general'))
  type(bob, 'zzz')
  await bob.settled()
  await alice.settled()
  expect([alice.all('TYPING_START'), bob.all('error').length]).toEqual([[], 1])
})

test('[EXT6] a new name is told once to everybody who shares a place with its bearer, and to nobody else', async () => {
  const people = [...quietPlaces.people, { ref: 'dave', username: 'dave' }]
  const directs = [...(quietPlaces.directs ?? []), ['dave', 'bob']] as const
  await using home = await startTestGateway({ world: { ...quietPlaces, people, directs } })
  using bob = await asking(home, 'bob')
  using alice = await asking(home, 'alice')
  using aliceToo = await asking(home, 'alice')
  using dave = await asking(home, 'dave')
  using carol = await asking(home, 'carol')
  const rename = (username: string): Promise<Response> => home.call('bob', 'PATCH', '/users/@me', { username })
  expect((await rename('robert')).status).toBe(200)
  expect((await rename('robert')).status).toBe(200)
  expect((await rename('x')).status).toBe(400)
  const profile: unknown = await (await home.call('carol', 'GET', `/users/${home.idOf('bob')}`)).json()
  expect(profile).toMatchObject({ username: 'robert' })
  for (const client of [bob, alice, aliceToo, dave, carol]) await client.settled()
  for (const client of [bob, alice, aliceToo, dave]) expect(client.all('USER_UPDATE')).toEqual([profile])
  expect(carol.all('USER_UPDATE')).toEqual([])
})

test('[EXT6] a new picture is told like a new name', async () => {
  await using home = await startTestGateway({ world: quietPlaces })
  using alice = await asking(home, 'alice')
  const { headers, body } = formOf([{ field: 'avatar', filename: 'me.png', type: 'image/png' }])
  const authorization = `Bearer ${await home.tokenOf('bob')}`
  const sending = { method: 'PATCH', headers: { ...headers, authorization }, raw: body }
  const { status } = await request(`${home.url}/api/users/@me`, sending)
  expect(status).toBe(200)
  const profile: unknown = await (await home.call('carol', 'GET', `/users/${home.idOf('bob')}`)).json()
  expect(profile).toHaveProperty('avatarUrl')
  expect(await alice.wait('USER_UPDATE')).toEqual(profile)
})

test('[UP6] typing takes from the same bucket as everything a socket sends', async () => {
  await using home = await startTestGateway({ clock: createHandDrivenClock(Date.now()) })
  using alice = await asking(home, 'alice')
  using bob = await asking(home, 'bob')
  for (let count = 0; count < 999; count += 1) type(bob, 'zzz')
  const say = (content: string): void => {
    bob.socket.emit('message/create', { channelId: home.channel('general'), content })
  }
  say('the last one')
  say('one too many')
  await bob.wait('error')
  await alice.wait('MESSAGE_CREATE', (message: { content: string }) => message.content === 'the last one')
  type(bob, home.channel('general'))
  await bob.settled()
  await alice.settled()
  expect([alice.all('MESSAGE_CREATE').length, alice.all('TYPING_START')]).toEqual([1, []])
})
