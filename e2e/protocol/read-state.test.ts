import { describe, expect, test } from 'vitest'
import { unreadList, type UnreadChannel } from '#shared/protocol/http/channels.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]

/** `author` writes in `general`, or where it says: `alice in random`. */
async function send(home: TestGateway, author: string, content: string): Promise<string> {
  const [person = '', channel = 'general'] = author.split(' in ')
  const response = await home.call(person, 'POST', `/channels/${home.channel(channel)}/messages`, { content })
  return ((await response.json()) as { _id: string })._id
}

function ack(home: TestGateway, reader: string, lastMessageId: unknown): Promise<Response> {
  const [person = '', channel = 'general'] = reader.split(' in ')
  return home.call(person, 'POST', `/channels/${home.channel(channel)}/ack`, { lastMessageId })
}

async function unreadOf(home: TestGateway, person: string, channel = 'general'): Promise<UnreadChannel | undefined> {
  const rows = unreadList.parse(await (await home.call(person, 'GET', '/users/@me/unread')).json())
  return rows.find((row) => row.channelId === home.channel(channel))
}

const markOf = async (home: TestGateway, person: string, channel = 'general'): Promise<string | null | undefined> =>
  (await unreadOf(home, person, channel))?.lastReadMessageId

describe('[READ1] the mark', () => {
  test('moves forward and never back, each person’s own', async () => {
    await using home = await startTestGateway()
    const ids = [await send(home, 'alice', 'one'), await send(home, 'alice', 'two'), await send(home, 'alice', 'three')]
    for (const index of [0, 2, 1, 0]) {
      const response = await ack(home, 'bob', ids[index])
      expect([response.status, await response.text()]).toEqual([204, ''])
    }
    expect([await markOf(home, 'bob'), await markOf(home, 'alice')]).toEqual([ids[2], null])
  })

  test('moves to the newest of many acknowledgements at once', async () => {
    await using home = await startTestGateway()
    const ids = []
    for (let index = 0; index < 10; index += 1) ids.push(await send(home, 'alice', `${index}`))
    await Promise.all(ids.toReversed().map((id) => ack(home, 'bob', id)))
    expect(await markOf(home, 'bob')).toBe(ids.at(-1))
  })

  test('does not move to a message that is not in the channel, and nobody is told off for it', async () => {
    await using home = await startTestGateway()
    const here = await send(home, 'alice', 'here')
    const elsewhere = await send(home, 'alice in random', 'elsewhere')
    await ack(home, 'bob', here)
    for (const id of [elsewhere, 'f'.repeat(24)]) expect((await ack(home, 'bob', id)).status).toBe(204)
    expect(await markOf(home, 'bob')).toBe(here)
  })

  test('may stand on a retracted message', async () => {
    await using home = await startTestGateway()
    const id = await send(home, 'alice', 'gone')
    await home.call('alice', 'DELETE', `/channels/${home.channel('general')}/messages/${id}`)
    await ack(home, 'bob', id)
    expect(await markOf(home, 'bob')).toBe(id)
  })

  test('is told by an id, under either path', async () => {
    await using home = await startTestGateway()
    const id = await send(home, 'alice', 'one')
    expect(await answerOf(await ack(home, 'bob', ''))).toMatchObject([400, { message: 'lastMessageId is required' }])
    expect(await answerOf(await ack(home, 'bob', 'zzz'))).toEqual([400, { message: 'Invalid data format provided.' }])
    expect((await ack(home, 'bob', undefined)).status).toBe(400)
    const mount = `/servers/${home.ids.servers.get('home') ?? ''}/channels/${home.channel('general')}`
    expect((await home.call('bob', 'POST', `${mount}/ack`, { lastMessageId: id.toUpperCase() })).status).toBe(204)
    expect(await markOf(home, 'bob')).toBe(id)
  })

  test('is there after a restart', async () => {
    using directory = createTemporaryDirectory()
    let id = ''
    {
      await using home = await startTestGateway({ dataDirectory: directory.path })
      id = await send(home, 'alice', 'one')
      await ack(home, 'bob', id)
    }
    await using home = await startTestGateway({ dataDirectory: directory.path })
    expect(await markOf(home, 'bob')).toBe(id)
  })
})

test('[READ2] the mark is moved only by who can view the channel, and told before any fault of the body', async () => {
  await using home = await startTestGateway()
  const id = await send(home, 'alice in secret', 'hush')
  for (const lastMessageId of [id, 'zzz', undefined]) {
    expect((await ack(home, 'bob in secret', lastMessageId)).status).toBe(403)
    expect((await ack(home, 'carol', lastMessageId)).status).toBe(403)
  }
  expect((await home.call('bob', 'POST', `/channels/${'a'.repeat(24)}/ack`, { lastMessageId: id })).status).toBe(404)
})

test('[READ4] under a server membership comes first, then the body, then the channel', async () => {
  await using home = await startTestGateway()
  const mount = `/servers/${home.ids.servers.get('home') ?? ''}/channels`
  const attempt = async (person: string, channel: string, body: unknown): Promise<unknown[]> =>
    answerOf(await home.call(person, 'POST', `${mount}/${channel}/ack`, body))
  const [secret, nowhere] = [home.channel('secret'), 'a'.repeat(24)]
  expect(await attempt('carol', secret, {})).toEqual([403, { message: 'You are not a member of this server.' }])
  for (const channel of [secret, nowhere]) expect((await attempt('bob', channel, { lastMessageId: '' }))[0]).toBe(400)
  const body = { lastMessageId: 'zzz' }
  expect(await attempt('bob', nowhere, body)).toEqual([404, { message: 'Channel not found' }])
  expect(await attempt('bob', home.channel('boxes'), body)).toEqual([404, { message: 'Channel not found.' }])
  expect(await attempt('bob', home.channel('alice&bob'), body)).toEqual([404, { message: 'Channel not found.' }])
  expect(await attempt('bob', secret, body)).toEqual([
    403,
    { message: 'You do not have the required permission: VIEW_CHANNEL' },
  ])
  expect(await attempt('alice', secret, body)).toEqual([400, { message: 'Invalid data format provided.' }])
})

describe('[READ3] counts', () => {
  test('are of every channel that can be viewed, and of no other', async () => {
    await using home = await startTestGateway()
    const rows = unreadList.parse(await (await home.call('bob', 'GET', '/users/@me/unread')).json())
    const channels = ['general', 'random', 'alice&bob'].map(home.channel)
    expect(new Set(rows.map((row) => row.channelId))).toEqual(new Set(channels))
    expect(rows.find((row) => row.channelId === home.channel('general'))).toEqual({
      channelId: home.channel('general'),
      serverId: home.ids.servers.get('home'),
      lastMessageId: null,
      lastReadMessageId: null,
      unread: 0,
      mentions: 0,
    })
    expect(rows.find((row) => row.channelId === home.channel('alice&bob'))).not.toHaveProperty('serverId')
  })

  test('are of what others said after the mark and did not take back', async () => {
    await using home = await startTestGateway()
    const first = await send(home, 'alice', 'one')
    await send(home, 'bob', 'my own')
    const third = await send(home, 'alice', 'three')
    const gone = await send(home, 'alice', 'gone')
    await home.call('alice', 'DELETE', `/channels/${home.channel('general')}/messages/${gone}`)
    expect(await unreadOf(home, 'bob')).toMatchObject({ unread: 2, mentions: 0, lastMessageId: gone })
    await ack(home, 'bob', first)
    expect(await unreadOf(home, 'bob')).toMatchObject({ unread: 1, lastReadMessageId: first })
    await ack(home, 'bob', third)
    expect(await unreadOf(home, 'bob')).toMatchObject({ unread: 0 })
    expect(await unreadOf(home, 'alice')).toMatchObject({ unread: 1 })
  })

  test('tell how much of it calls the reader: by name, or everybody, and as it stands after edits', async () => {
    await using home = await startTestGateway()
    const named = await send(home, 'alice', `<@${home.idOf('bob')}>`)
    await send(home, 'alice', '@everyone')
    const here = await send(home, 'alice', `@here <@${home.idOf('bob')}>`)
    await send(home, 'alice', 'nobody')
    expect(await unreadOf(home, 'bob')).toMatchObject({ unread: 4, mentions: 3 })
    await home.call('alice', 'PATCH', `/channels/${home.channel('general')}/messages/${named}`, { content: 'nobody' })
    await home.call('alice', 'DELETE', `/channels/${home.channel('general')}/messages/${here}`)
    expect(await unreadOf(home, 'bob')).toMatchObject({ unread: 3, mentions: 1 })
    await send(home, 'alice in alice&bob', '@everyone')
    expect(await unreadOf(home, 'bob', 'alice&bob')).toMatchObject({ unread: 1, mentions: 0 })
  })

  test('stop at a hundred, which are the newest', async () => {
    await using home = await startTestGateway()
    await send(home, 'alice', `<@${home.idOf('bob')}>`)
    for (let index = 0; index < 104; index += 1) await send(home, 'alice', `${index}`)
    expect(await unreadOf(home, 'bob')).toMatchObject({ unread: 100, mentions: 0 })
  })
})
