import { describe, expect, test } from 'vitest'
import { createAllocator } from '#gateway/features/messages/allocator.ts'
import { createMessagesService } from '#gateway/features/messages/service.ts'
import { createFileAddress } from '#gateway/wire/file-address.ts'
import { channelId, userId } from '#shared/models/ids.ts'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const AT = '2027-01-01T00:00:00.000Z'
const STICKER = 'c'.repeat(24)
const NOT_YOURS = [400, { message: 'An attachment must be a file you uploaded to this channel' }]

const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]
const routeOf = (home: TestGateway, channel = 'general'): string => `/channels/${home.channel(channel)}/messages`
const fileOf = (key: string): object => ({ filename: 'a.png', contentType: 'image/png', key, size: 3 })

/** Sends as `author` says: `alice in random`; the answer as it came. */
async function attempt(home: TestGateway, author: string, body: object): Promise<unknown[]> {
  const [person = '', channel] = author.split(' in ')
  return answerOf(await home.call(person, 'POST', routeOf(home, channel), body))
}

async function send(home: TestGateway, author: string, body: object): Promise<Message> {
  const [status, message] = await attempt(home, author, body)
  expect([status, message]).toEqual([201, expect.anything()])
  return messageSchema.parse(message)
}

async function listed(home: TestGateway, channel = 'general'): Promise<unknown> {
  return (await home.call('alice', 'GET', routeOf(home, channel))).json()
}

/** As if this person had uploaded a file to a channel, `general` unless it says otherwise. */
async function upload(home: TestGateway, person: string, key: string): Promise<void> {
  const [uploader = '', channel = 'general'] = person.split(' in ')
  const row = {
    key,
    uploaderId: home.idOf(uploader),
    filename: 'a.png',
    contentType: 'image/png',
    size: 3,
    createdAt: AT,
  }
  const channelOfFile = channel === 'nowhere' ? null : home.channel(channel)
  await home.gateway.parts.database.write(async (writer) => ({
    result: await writer
      .insertInto('file')
      .values({ ...row, channelId: channelOfFile })
      .execute(),
  }))
}

interface Shelf {
  readonly server?: string
  readonly person?: string
}

/** As if a server or a person had this sticker. */
async function stick(home: TestGateway, { server, person }: Shelf): Promise<void> {
  const row = {
    id: STICKER,
    serverId: server === undefined ? null : (home.ids.servers.get(server) ?? null),
    userId: person === undefined ? null : home.idOf(person),
    name: 'wave',
    description: null,
    format: 'png',
    contentType: 'image/png',
    key: 'wave.png',
    size: 7,
    createdBy: home.idOf('alice'),
    createdAt: AT,
    updatedAt: AT,
  }
  await home.gateway.parts.database.write(async (writer) => ({
    result: await writer.insertInto('sticker').values(row).execute(),
  }))
}

const allow = async (home: TestGateway, permissions: string): Promise<void> =>
  home.gateway.parts.database.write<undefined>(async (writer) => {
    await writer.updateTable('role').set({ permissions }).execute()
    return { result: undefined }
  })

describe('[MSG15] a file of a message', () => {
  test('is one its author uploaded there, comes back with its address, and goes when it is retracted', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    await upload(home, 'bob', 'one.png')
    const extra = { url: 'https://forged.test/', _id: 'x', more: 1 }
    const sent = await send(home, 'bob', { attachments: [{ ...fileOf('one.png'), ...extra, contentType: '' }] })
    expect(sent).not.toHaveProperty('content')
    expect([sent.attachments, sent.context]).toEqual([
      [{ ...fileOf('one.png'), contentType: 'application/octet-stream', url: `${home.url}/static/one.png` }],
      'attachments: a.png',
    ])
    expect(await alice.wait('MESSAGE_CREATE')).toEqual(sent)
    expect(await listed(home)).toEqual([sent])
    await home.call('bob', 'DELETE', `${routeOf(home)}/${sent._id}`)
    expect(await listed(home)).toMatchObject([{ attachments: [] }])
  })

  test('is not another’s, not from elsewhere, not for no channel, and not made up', async () => {
    await using home = await startTestGateway()
    for (const [person, key] of [
      ['alice', 'hers.png'],
      ['bob in random', 'elsewhere.png'],
      ['bob in nowhere', 'avatar.png'],
      ['bob', 'his.png'],
    ] as const) {
      await upload(home, person, key)
    }
    for (const key of ['hers.png', 'elsewhere.png', 'avatar.png', 'unknown.png', 'ftp://files.test/a', 'https://']) {
      const attachments = [fileOf('his.png'), fileOf(key)]
      expect(await attempt(home, 'bob', { content: 'x', attachments })).toEqual(NOT_YOURS)
    }
    expect(await listed(home)).toEqual([])
  })

  test('that is an address elsewhere stays a plain link', async () => {
    await using home = await startTestGateway()
    const { attachments } = await send(home, 'bob', { attachments: [fileOf('https://files.test/a.png')] })
    expect(attachments).toEqual([{ ...fileOf('https://files.test/a.png'), url: 'https://files.test/a.png' }])
  })

  test('needs ATTACH_FILES, a recording too, and nothing else does', async () => {
    await using home = await startTestGateway()
    await upload(home, 'bob', 'his.png')
    await upload(home, 'bob in alice&bob', 'direct.png')
    await allow(home, '["SEND_MESSAGES"]')
    const refused = [403, { message: 'You do not have the required permission: ATTACH_FILES' }]
    const voice = { key: 'his.png', contentType: 'audio/webm', size: 3 }
    expect(await attempt(home, 'bob', { attachments: [fileOf('his.png')] })).toEqual(refused)
    expect(await attempt(home, 'bob', { attachments: [fileOf('https://files.test/a')] })).toEqual(refused)
    expect(await attempt(home, 'bob', { type: 'message/voice', payload: { voice } })).toEqual(refused)
    await send(home, 'bob', { content: 'words', attachments: [] })
    await send(home, 'bob', {
      type: 'app/x-forward-card',
      attachments: [fileOf('x')],
      payload: { forwardedMessage: {} },
    })
    await send(home, 'bob in alice&bob', { attachments: [fileOf('direct.png')] })
  })

  test('is one of fifty at most, with a name, a key and a whole number of bytes', async () => {
    await using home = await startTestGateway()
    await upload(home, 'bob', 'his.png')
    const file = fileOf('his.png')
    const complaint = async (attachments: unknown): Promise<unknown> => {
      const [status, body] = await attempt(home, 'bob', { attachments })
      return [status, (body as { errors?: unknown[] }).errors?.[0]]
    }
    expect(await complaint(Array.from({ length: 51 }, () => file))).toEqual([
      400,
      { path: 'attachments', message: 'A message has at most 50 attachments' },
    ])
    expect(await complaint([{ ...file, filename: '' }])).toEqual([
      400,
      { path: 'attachments.0.filename', message: 'Invalid data format provided.' },
    ])
    expect(await complaint([file, { ...file, key: '' }])).toEqual([
      400,
      { path: 'attachments.1.key', message: 'Attachment key cannot be empty' },
    ])
    for (const size of [1.5, -1, '3', null]) {
      expect(await complaint([{ ...file, size }])).toMatchObject([400, { path: 'attachments.0.size' }])
    }
    const most = await send(home, 'bob', { attachments: Array.from({ length: 50 }, () => file) })
    expect(most.attachments).toHaveLength(50)
  })
})

describe('[MSG19] a forwarded card', () => {
  const body = {
    type: 'app/x-forward-card',
    content: 'dropped',
    payload: {
      clientNonce: 'n',
      forwardedFromLabel: '#general',
      forwardedMessage: { content: 'original', author: { username: 'zoe' }, attachments: [{ filename: 'f.txt' }] },
    },
  }

  test('has no words and files of its own, says what it forwards, and keeps its nonce out of sight', async () => {
    await using home = await startTestGateway()
    const sent = await send(home, 'bob', body)
    expect(sent).toMatchObject({ content: '', attachments: [] })
    expect(sent.payload).toEqual({
      forwardedFromLabel: '#general',
      forwardedMessage: {
        type: 'message/default',
        content: 'original',
        author: { username: 'zoe' },
        attachments: [{ filename: 'f.txt', contentType: 'application/octet-stream', size: 0 }],
      },
    })
    expect(sent.context).toBe('forwarded_from: #general\nforwarded_author: zoe\noriginal\nforwarded_attachments: f.txt')
    expect(await send(home, 'bob', body)).toEqual(sent)
    expect(await listed(home)).toEqual([sent])
  })

  test('of nothing is refused', async () => {
    await using home = await startTestGateway()
    for (const payload of [undefined, {}, { forwardedMessage: 'x' }, { forwardedMessage: [] }]) {
      expect((await attempt(home, 'bob', { ...body, payload }))[0]).toBe(400)
    }
  })
})

describe('[MSG20] a sticker', () => {
  const type = 'message/sticker'
  const payload = { stickerId: STICKER, clientNonce: 'n' }
  const shown = (home: TestGateway, owner: object): object => ({
    _id: STICKER,
    ...owner,
    name: 'wave',
    format: 'png',
    contentType: 'image/png',
    key: 'wave.png',
    size: 7,
    url: `${home.url}/static/wave.png`,
  })

  test('of the server goes into its channels, and stays as it was sent', async () => {
    await using home = await startTestGateway()
    await stick(home, { server: 'home' })
    const sent = await send(home, 'bob', { type, payload, attachments: [fileOf('ignored')] })
    expect(sent).toMatchObject({ content: '', context: 'sticker: wave', attachments: [] })
    const owner = { scope: 'server', serverId: home.ids.servers.get('home') }
    expect(sent.payload).toEqual({ ...payload, sticker: shown(home, owner) })
    const { database } = home.gateway.parts
    await database.write(async (writer) => ({ result: await writer.deleteFrom('sticker').execute() }))
    expect(await listed(home)).toEqual([sent])
    expect(await send(home, 'bob', { type, payload })).toEqual(sent)
  })

  test('of one’s own goes anywhere, by default into direct messages', async () => {
    await using home = await startTestGateway()
    await stick(home, { person: 'bob' })
    const owner = { scope: 'user', ownerId: home.idOf('bob') }
    for (const [author, asked] of [
      ['bob in alice&bob', payload],
      ['bob', { ...payload, stickerScope: 'user' }],
      ['bob in random', { ...payload, stickerSource: 'user' }],
    ] as const) {
      const sent = await send(home, author, { type, payload: asked, content: 'look' })
      expect([sent.payload, sent.content]).toEqual([{ ...asked, sticker: shown(home, owner) }, 'look'])
    }
  })

  test('that is not there for its author is refused', async () => {
    await using home = await startTestGateway()
    await stick(home, { person: 'alice' })
    const refusal = async (author: string, asked: object): Promise<unknown> => {
      const [status, body] = await attempt(home, author, { type, payload: asked })
      return [status, (body as { message: string }).message]
    }
    const notFound = [404, 'Sticker not found']
    expect(await refusal('bob', { stickerId: STICKER })).toEqual(notFound)
    expect(await refusal('bob', { stickerId: STICKER, stickerScope: 'user' })).toEqual(notFound)
    expect(await refusal('alice', { stickerId: STICKER })).toEqual(notFound)
    expect(await refusal('alice', { stickerId: 'a'.repeat(24), stickerScope: 'user' })).toEqual(notFound)
    expect(await refusal('bob in alice&bob', { stickerId: STICKER, stickerScope: 'server' })).toEqual([
      400,
      'Server stickers are only available in server channels',
    ])
    expect(await refusal('bob', { stickerId: ' ' })).toEqual([400, 'stickerId is required for sticker messages'])
    expect(await refusal('bob', {})).toEqual([400, 'stickerId is required for sticker messages'])
    expect(await refusal('bob', { stickerId: 'zzz' })).toEqual([400, 'Invalid data format provided.'])
  })

  test('of another server is not there', async () => {
    await using home = await startTestGateway()
    await stick(home, { server: 'attic' })
    expect((await attempt(home, 'bob', { type, payload }))[0]).toBe(404)
  })
})

describe('[MSG21] a voice message', () => {
  const type = 'message/voice'
  const voice = { key: ' v.webm ', contentType: 'audio/webm', size: 3, durationMs: 61_500 }

  test('plays its author’s recording and is read by its transcript, or its length', async () => {
    await using home = await startTestGateway()
    await upload(home, 'bob', 'v.webm')
    const payload = { clientNonce: 'n', voice }
    const sent = await send(home, 'bob', { type, content: 'dropped', payload, 'plain-text': ' hello ' })
    expect(sent).toMatchObject({ content: '', attachments: [], plainText: 'hello', context: 'voice: hello' })
    expect(sent.payload).toEqual({
      clientNonce: 'n',
      voice: { ...voice, key: 'v.webm', url: `${home.url}/static/v.webm` },
    })
    expect((await send(home, 'bob', { type, payload: { voice } })).context).toBe('voice: 01:01')
  })

  test('of another’s recording, or of an address elsewhere, is refused', async () => {
    await using home = await startTestGateway()
    await upload(home, 'alice', 'v.webm')
    for (const key of ['v.webm', 'https://files.test/v.webm']) {
      expect(await attempt(home, 'bob', { type, payload: { voice: { ...voice, key } } })).toEqual(NOT_YOURS)
    }
  })

  test('that does not say enough of it is refused as every message of nothing', async () => {
    await using home = await startTestGateway()
    const message = 'A message must have either content or at least one attachment.'
    for (const wrong of [{ key: ' ' }, { contentType: '' }, { size: 0 }, { size: 1.5 }, { durationMs: 0 }]) {
      expect(await attempt(home, 'bob', { type, payload: { voice: { ...voice, ...wrong } } })).toEqual([
        400,
        { message, errors: [{ path: '', message }] },
      ])
    }
  })
})

test('[UP5] every type is sent over the socket as over REST', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  await upload(home, 'bob', 'his.webm')
  await stick(home, { server: 'home' })
  const bodies = [
    { attachments: [fileOf('his.webm')] },
    { type: 'message/voice', payload: { voice: { key: 'his.webm', contentType: 'audio/webm', size: 3 } } },
    { type: 'message/sticker', payload: { stickerId: STICKER } },
    { type: 'app/x-forward-card', payload: { forwardedMessage: { content: 'x' } } },
  ]
  const refused = [
    { attachments: [fileOf('unknown')] },
    { type: 'message/voice', payload: { voice: { key: 'his.webm' } } },
    { type: 'message/sticker', payload: { stickerId: 'zzz' } },
    { type: 'app/x-forward-card', payload: {} },
  ]
  for (const body of [...bodies, ...refused]) {
    bob.socket.emit('message/create', { channelId: home.channel('general'), ...body })
  }
  await expect.poll(() => bob.all('error').length).toBe(refused.length)
  const heard = bob.all('MESSAGE_CREATE')
  expect(await listed(home)).toEqual(heard.toReversed())
  for (const [index, body] of bodies.entries()) {
    const times = { _id: expect.anything(), createdAt: expect.anything(), updatedAt: expect.anything() } as object
    expect(heard[index]).toEqual({ ...(await send(home, 'bob', body)), ...times })
  }
})

describe('[MSG22] a webhook', () => {
  test('writes without being a member, under the name it chose, and calls by name only', async () => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const { clock, database, realtime } = home.gateway.parts
    const messages = createMessagesService({
      clock,
      database,
      publish: realtime.publish,
      allocator: await createAllocator(database.reader, clock),
      fileAddress: createFileAddress({ staticBase: () => home.url }),
    })
    const by = { kind: 'webhook', user: userId.parse(home.idOf('carol')), webhook: 'b'.repeat(24) } as const
    const write = (channel: string, body: object): Promise<Message> =>
      messages.create({ channel: channelId.parse(channel) }, by, () => body)

    const overrides = { username: 'News', avatarUrl: 'https://pictures.test/n.png' }
    const content = `@everyone <@${home.idOf('bob')}>`
    const sent = await write(home.channel('general'), { content, payload: { overrides, webhookName: 'Feed' } })
    expect(sent).toMatchObject({
      authorId: { _id: home.idOf('carol'), ...overrides },
      mentions: [home.idOf('bob')],
      payload: { overrides, webhookName: 'Feed' },
    })
    expect(await bob.wait('MESSAGE_CREATE')).toEqual(sent)
    await write(home.channel('general'), { content: '@everyone', payload: { overrides: {} } })
    const unread = await (await home.call('bob', 'GET', '/users/@me/unread')).json()
    expect(unread).toContainEqual(
      expect.objectContaining({ channelId: home.channel('general'), unread: 2, mentions: 1 }),
    )
    await expect(write('f'.repeat(24), { content: 'x' })).rejects.toThrow('Channel not found')
    await expect(write(home.channel('general'), { content: ' ' })).rejects.toThrow('A message must have')
  })

  test('is nobody’s to play', async () => {
    await using home = await startTestGateway()
    const overrides = { username: 'Boss', avatarUrl: 'https://pictures.test/b.png' }
    const { authorId, payload } = await send(home, 'bob', { content: 'x', payload: { overrides, webhookName: 'Feed' } })
    expect([authorId?.username, authorId?.avatarUrl, payload]).toEqual(['bob', undefined, undefined])
  })
})
