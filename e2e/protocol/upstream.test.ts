import { describe, expect, test } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import { connectSocket, readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const FAILED = { message: 'Failed to create message' }

async function listed(home: TestGateway, channel = 'general'): Promise<Message[]> {
  const response = await home.call('alice', 'GET', `/channels/${home.channel(channel)}/messages?limit=100`)
  return ((await response.json()) as Message[]).toReversed()
}

const contents = (messages: readonly unknown[]): unknown[] => messages.map((message) => (message as Message).content)
/** An object this many levels deep. */
const nested = (levels: number): object =>
  Array.from({ length: levels - 1 }).reduce<object>((inner) => ({ inner }), { deepest: true })

const send = (client: SocketClient, command: unknown): void => {
  client.socket.emit('message/create', command)
}

test('[UP1] thirty messages in a row are stored and heard in the order of sending', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const texts = Array.from({ length: 30 }, (_, index) => `line ${index}`)
  for (const content of texts) send(bob, { channelId: home.channel('general'), content })
  await bob.settled()
  await alice.settled()
  expect(contents(await listed(home))).toEqual(texts)
  for (const socket of [alice, bob]) expect(contents(socket.all('MESSAGE_CREATE'))).toEqual(texts)
})

test('[UP1] a socket that sends a great deal at once does not make another wait for all of it', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const count = 400
  for (let index = 0; index < count; index += 1) send(bob, { channelId: home.channel('general'), content: `${index}` })
  // By now all of it has arrived, and waits.
  await alice.wait('MESSAGE_CREATE', (message: Message) => message.content === '50')
  send(alice, { channelId: home.channel('general'), content: 'me too' })
  for (const last of ['me too', `${count - 1}`]) {
    await alice.wait('MESSAGE_CREATE', (message: Message) => message.content === last)
  }
  expect(contents(alice.all('MESSAGE_CREATE')).indexOf('me too')).toBeLessThan(count - 100)
})

test('[UP1] a message that fails in between holds up none of the others', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const channelId = home.channel('general')
  for (const content of ['one', '', 'two', '@everyone', 'three']) send(bob, { channelId, content })
  await bob.wait('MESSAGE_CREATE', (message: Message) => message.content === 'three')
  expect(contents(await listed(home))).toEqual(['one', 'two', 'three'])
  expect(bob.all('error')).toEqual([FAILED, FAILED])
})

test('[UP2] what is sent before ready is kept and in order', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = connectSocket(home.url, { auth: { token: await home.tokenOf('bob') } })
  const texts = ['one', 'two', 'three']
  for (const content of texts) send(bob, { channelId: home.channel('general'), content })
  await alice.wait('MESSAGE_CREATE', (message: Message) => message.content === 'three')
  expect(contents(alice.all('MESSAGE_CREATE'))).toEqual(texts)
  await bob.settled()
  const events = bob.heard.map((entry) => entry.event)
  expect(events.indexOf('ready')).toBeLessThan(events.indexOf('MESSAGE_CREATE'))
})

test('[UP3] the author is whoever holds the socket, and forged fields are passed over', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const old = '2001-01-01T00:00:00.000Z'
  send(bob, {
    channelId: home.channel('general'),
    content: 'forged',
    plainText: ' spoken ',
    type: 'app/x-card',
    payload: { a: 1, overrides: { username: 'alice' } },
    authorId: home.idOf('alice'),
    _id: 'f'.repeat(24),
    serverId: 'f'.repeat(24),
    createdAt: old,
    updatedAt: old,
    editedAt: old,
    retractedAt: old,
    rev: 99,
    mentions: [home.idOf('alice')],
    reactions: [{ emoji: 'x', userIds: [home.idOf('alice')] }],
  })
  const heard = (await bob.wait('MESSAGE_CREATE')) as Message
  expect(heard).toMatchObject({
    content: 'forged',
    plainText: 'spoken',
    type: 'app/x-card',
    payload: { a: 1 },
    authorId: { _id: home.idOf('bob'), username: 'bob' },
    serverId: home.ids.servers.get('home'),
    mentions: [],
    reactions: [],
    rev: 1,
  })
  expect([heard._id === 'f'.repeat(24), heard.createdAt === old, heard.editedAt, heard.retractedAt]).toEqual([
    false,
    false,
    undefined,
    undefined,
  ])
  expect(await listed(home)).toEqual([heard])
})

describe('[UP4] every failure', () => {
  test('is one error to that socket alone, stores nothing and ends nothing', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('bob')
    using bob = await readySocket(home.url, token)
    using bobToo = await readySocket(home.url, token)
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    const channelId = home.channel('general')
    const elsewhere = await home.call('alice', 'POST', `/channels/${home.channel('random')}/messages`, { content: 'x' })
    const { _id } = (await elsewhere.json()) as Message
    const commands = [
      null,
      'text',
      5,
      [],
      {},
      { content: 'no channel' },
      { channelId },
      { channelId: 'zzz', content: 'x' },
      { channelId: 5, content: 'x' },
      { channelId: 'a'.repeat(24), content: 'unknown' },
      { channelId: home.channel('secret'), content: 'hidden' },
      { channelId: home.channel('boxes'), content: 'elsewhere' },
      { channelId, content: '' },
      { channelId, content: '  ' },
      { channelId, content: null },
      { channelId, content: 5 },
      { channelId: home.channel('alice&bob'), content: 5 },
      { channelId, content: {} },
      { channelId, content: '@here' },
      { channelId, content: 'x'.repeat(16_001) },
      { channelId, content: 'x', payload: 'text' },
      { channelId, content: 'x', payload: nested(32) },
      { channelId, content: 'x', referencedMessageId: 'zzz' },
      { channelId, content: 'x', referencedMessageId: _id },
      { channelId, content: 'x', attachments: {} },
      { channelId, attachments: [{ filename: 'a', contentType: 'b', key: 'c', size: 1 }] },
      { channelId, type: 'message/voice', payload: { voice: {} } },
      Uint8Array.of(1, 2, 3),
    ]
    for (const command of commands) send(bob, command)
    bob.socket.emit('message/create')
    bob.socket.emit('message/create', { channelId, content: 'the end', payload: nested(31) })
    await bob.wait('MESSAGE_CREATE', (message: Message) => message.content === 'the end')
    expect(bob.all('error')).toEqual([...commands, undefined].map(() => FAILED))
    expect(contents(bob.all('MESSAGE_CREATE'))).toEqual(['x', 'the end'])
    expect([contents(await listed(home)), await listed(home, 'alice&bob')]).toEqual([['the end'], []])
    await Promise.all([bobToo.settled(), alice.settled()])
    for (const other of [bobToo, alice]) expect(other.all('error')).toHaveLength(1)
  })
})

test('[UP5] the alias of the transcript and a direct message work as over REST', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  send(bob, { channelId: home.channel('alice&bob').toUpperCase(), content: 'psst', 'plain-text': ' said ' })
  const heard = await bob.wait('MESSAGE_CREATE')
  expect(heard).toMatchObject({ content: 'psst', plainText: 'said', channelId: home.channel('alice&bob') })
  expect(heard).not.toHaveProperty('serverId')
})

test('[UP6] a flood is answered with errors once the bucket is empty, and others are served meanwhile', async () => {
  await using home = await startTestGateway({ clock: { now: () => 1_800_000_000_000, after: () => () => undefined } })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  for (let count = 0; count < 1_010; count += 1) send(bob, { channelId: 'nowhere' })
  send(bob, { channelId: home.channel('general'), content: 'too much' })
  await expect.poll(() => bob.all('error').length).toBe(1_011)
  send(alice, { channelId: home.channel('general'), content: 'calm' })
  await alice.wait('MESSAGE_CREATE')
  expect(contents(await listed(home))).toEqual(['calm'])
})

test('[UP7] other events are passed over, and an acknowledgement is never called', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const called: unknown[] = []
  for (const event of [
    'typing',
    'ack',
    'join',
    'subscribe',
    'PRESENCE_UPDATE',
    'MESSAGE_CREATE',
    'message/delete',
    'toString',
  ]) {
    bob.socket.emit(event, { channelId: home.channel('general'), content: 'x' }, () => called.push(event))
  }
  bob.socket.emit('message/create', { channelId: home.channel('general'), content: 'real' }, () =>
    called.push('created'),
  )
  bob.socket.emit('message/create', {}, () => called.push('failed'))
  await bob.wait('error')
  await bob.settled()
  expect([called, bob.all('error').length, contents(await listed(home))]).toEqual([[], 2, ['real']])
})
