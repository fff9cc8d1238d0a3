import { describe, expect, test } from 'vitest'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const RETRACTED = '此消息已撤回'

const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]
const routeOf = (home: TestGateway, channel = 'general'): string => `/channels/${home.channel(channel)}/messages`

/** `author` writes in `general`, or where it says: `alice in random`. */
async function send(home: TestGateway, author: string, body: object): Promise<Message> {
  const [person = '', channel] = author.split(' in ')
  const response = await home.call(person, 'POST', routeOf(home, channel), body)
  return messageSchema.parse(await response.json())
}

async function page(home: TestGateway, reader: string, query = ''): Promise<Message[]> {
  const [person = '', channel] = reader.split(' in ')
  const rows = (await (await home.call(person, 'GET', routeOf(home, channel) + query)).json()) as unknown[]
  return rows.map((row) => messageSchema.parse(row))
}

const messagesHeard = (socket: SocketClient): unknown[] =>
  socket.heard.filter((entry) => entry.event.startsWith('MESSAGE')).map((entry) => entry.payload)

test('[MSG1] a message reaches everybody who can view its channel, once, as the answer gives it', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using bobToo = await readySocket(home.url, await home.tokenOf('bob'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))

  const response = await home.call('alice', 'POST', routeOf(home), { content: ' hi ' })
  const message: unknown = await response.json()

  expect([response.status, message]).toEqual([
    201,
    {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      channelId: home.channel('general'),
      serverId: home.ids.servers.get('home'),
      authorId: {
        _id: home.idOf('alice'),
        username: 'alice',
        discriminator: expect.stringMatching(/^\d{4}$/) as string,
        isBot: false,
      },
      type: 'message/default',
      content: ' hi ',
      context: 'hi',
      attachments: [],
      mentions: [],
      reactions: [],
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
      rev: 1,
    },
  ])
  await Promise.all([alice.settled(), bob.settled(), bobToo.settled(), carol.settled()])
  for (const socket of [alice, bob, bobToo]) expect(messagesHeard(socket)).toEqual([message])
  expect(messagesHeard(carol)).toEqual([])
  expect(await (await home.call('bob', 'GET', routeOf(home))).json()).toEqual([message])
  const underServer = `/servers/${home.ids.servers.get('home') ?? ''}${routeOf(home)}`
  expect(await (await home.call('bob', 'GET', underServer)).json()).toEqual([message])
})

test('[MSG1] the text is kept letter by letter', async () => {
  await using home = await startTestGateway()
  const texts = [
    '猫 🐈‍⬛ é',
    ' \t line\r\nbreak \n',
    'quotes \' " ` \\ %_',
    '\u202eecila\u2067',
    'nul \u0000 inside',
    '<b>&lt;</b>',
  ]
  for (const content of texts) await send(home, 'alice', { content })
  expect((await page(home, 'bob')).map((row) => row.content).toReversed()).toEqual(texts)
})

test('[MSG1] half a character is stored as what it is sent as', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const answer = await send(home, 'alice', { content: 'half \ud83d of one' })
  const heard = messageSchema.parse(await bob.wait('MESSAGE_CREATE'))
  const [stored] = await page(home, 'bob')
  expect([answer.content, heard.content]).toEqual([stored?.content, stored?.content])
})

test('[MSG2] with the clock set back an hour the list still is in the order of writing', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ clock })
  await send(home, 'alice', { content: 'one' })
  clock.advance(-3_600_000)
  await send(home, 'bob', { content: 'two' })
  clock.advance(1)
  await send(home, 'alice', { content: 'three' })
  const rows = (await page(home, 'bob')).toReversed()
  expect(rows.map((row) => row.content)).toEqual(['one', 'two', 'three'])
  expect(rows.map((row) => row.createdAt).toSorted()).toEqual(rows.map((row) => row.createdAt))
})

test('[MSG2] everybody hears messages in the order in which they are listed', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => send(home, index % 2 ? 'alice' : 'bob', { content: `${index}` })),
  )
  await Promise.all([alice.settled(), bob.settled()])
  const listed = (await page(home, 'bob')).toReversed().map((row) => row._id)
  for (const socket of [alice, bob]) {
    expect(socket.all('MESSAGE_CREATE').map((heard) => (heard as Message)._id)).toEqual(listed)
  }
})

test('[MSG3] a message of nothing is refused with the protocol’s words, and nothing is stored or heard', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const empty = 'A message must have either content or at least one attachment.'
  for (const body of [{}, { content: '' }, { content: ' \n ' }, { attachments: [] }, { type: 'app/x-card' }]) {
    expect(await answerOf(await home.call('alice', 'POST', routeOf(home), body))).toEqual([
      400,
      { message: empty, errors: [{ path: '', message: empty }] },
    ])
  }
  for (const body of [{ content: 5 }, { content: null }, [], { content: 'hi', payload: 'text' }]) {
    expect((await home.call('alice', 'POST', routeOf(home), body)).status).toBe(400)
  }
  await bob.settled()
  expect([messagesHeard(bob), await page(home, 'bob')]).toEqual([[], []])
})

test('[MSG4] what is too long is refused whole', async () => {
  await using home = await startTestGateway()
  const tooLong = [400, { message: 'The message is too long: 16,000 bytes of text, 64 KiB of payload' }]
  const longest = { content: 'x'.repeat(16_000) }
  const { _id } = await send(home, 'alice', longest)
  for (const body of [{ content: 'é'.repeat(8_001) }, { content: 'x', payload: { a: 'x'.repeat(65_536) } }]) {
    expect(await answerOf(await home.call('alice', 'POST', routeOf(home), body))).toEqual(tooLong)
  }
  const edit = await home.call('alice', 'PATCH', `${routeOf(home)}/${_id}`, { content: 'x'.repeat(16_001) })
  expect(await answerOf(edit)).toEqual(tooLong)
  expect((await page(home, 'bob')).map((row) => row.content)).toEqual([longest.content])
})

test('[MSG5] what a client claims about a message is passed over, and its payload comes back as it was', async () => {
  await using home = await startTestGateway()
  const old = '2001-01-01T00:00:00.000Z'
  const payload = { clientNonce: 'n', nested: { list: [1, 'two', null, { three: true }] }, title: 'T' }
  const sent = await send(home, 'bob', {
    content: 'mine',
    payload: {
      ...payload,
      overrides: { username: 'alice' },
      webhookName: 'x',
      embeds: [{ title: 'x' }],
      sticker: {},
      voice: {},
    },
    _id: 'f'.repeat(24),
    authorId: home.idOf('alice'),
    createdAt: old,
    updatedAt: old,
    editedAt: old,
    retractedAt: old,
    rev: 99,
    serverId: 'f'.repeat(24),
    mentions: [home.idOf('alice')],
    reactions: [{ emoji: 'x', userIds: [home.idOf('alice')] }],
  })
  expect(sent).toMatchObject({ payload, authorId: { username: 'bob' }, mentions: [], reactions: [], rev: 1 })
  expect(sent._id).not.toBe('f'.repeat(24))
  expect(sent.createdAt > old).toBe(true)
  expect([sent.editedAt, sent.retractedAt, sent.serverId]).toEqual([undefined, undefined, home.ids.servers.get('home')])
  expect(Object.keys(sent.payload ?? {})).toEqual(['clientNonce', 'nested', 'title'])
})

describe('[MSG6] the same nonce', () => {
  test('twenty times at once is one message and one event', async () => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const body = { content: 'once', payload: { clientNonce: 'the-nonce' } }
    const answers = await Promise.all(Array.from({ length: 20 }, () => home.call('alice', 'POST', routeOf(home), body)))
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
    expect(new Set(bodies.map((each) => (each as Message)._id)).size).toBe(1)
    await bob.settled()
    expect(messagesHeard(bob)).toEqual([bodies[0]])
    expect(await page(home, 'bob')).toHaveLength(1)
  })

  test('is one message over REST and the socket together', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    const body = { content: 'once', payload: { clientNonce: 'the-nonce' } }
    alice.socket.emit('message/create', { channelId: home.channel('general'), ...body })
    const heard = await alice.wait('MESSAGE_CREATE')
    alice.socket.emit('message/create', { channelId: home.channel('general'), ...body })
    expect(await (await home.call('alice', 'POST', routeOf(home), body)).json()).toEqual(heard)
    await alice.settled()
    expect(alice.all('MESSAGE_CREATE')).toHaveLength(1)
  })

  test('gives back what became of the message: edited, or retracted', async () => {
    await using home = await startTestGateway()
    const body = { content: 'once', payload: { clientNonce: 'the-nonce' } }
    const { _id } = await send(home, 'alice', body)
    await home.call('alice', 'PATCH', `${routeOf(home)}/${_id}`, { content: 'edited' })
    expect(await send(home, 'alice', body)).toMatchObject({ _id, content: 'edited', rev: 2 })
    await home.call('alice', 'DELETE', `${routeOf(home)}/${_id}`)
    expect(await send(home, 'alice', body)).toMatchObject({ _id, content: RETRACTED, payload: {}, rev: 3 })
    expect(await page(home, 'alice')).toHaveLength(1)
  })

  test('of another person, in another channel, or a day later is another message', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock, environment: { JWT_EXPIRES_IN: '7d' } })
    const body = { content: 'once', payload: { clientNonce: 'the-nonce' } }
    const sent = [
      await send(home, 'alice', body),
      await send(home, 'bob', body),
      await send(home, 'alice in random', body),
    ]
    clock.advance(24 * 3_600_000)
    expect((await send(home, 'alice', body))._id).toBe(sent[0]?._id)
    clock.advance(1)
    sent.push(await send(home, 'alice', body))
    expect((await send(home, 'alice', body))._id).toBe(sent[3]?._id)
    expect(new Set(sent.map((each) => each._id)).size).toBe(4)
  })

  test('that is none, or too long, is no key', async () => {
    await using home = await startTestGateway()
    for (const clientNonce of ['', 5, null, 'n'.repeat(129)]) {
      const body = { content: 'again', payload: { clientNonce } }
      expect((await send(home, 'alice', body))._id).not.toBe((await send(home, 'alice', body))._id)
    }
  })
})

test('[MSG7] a reply names a message of the same channel', async () => {
  await using home = await startTestGateway()
  const target = await send(home, 'alice', { content: 'first' })
  const elsewhere = await send(home, 'alice in random', { content: 'elsewhere' })
  expect(await send(home, 'bob', { content: 're', referencedMessageId: target._id })).toMatchObject({
    referencedMessageId: target._id,
  })
  expect(await send(home, 'bob', { content: 're', referencedMessageId: '' })).not.toHaveProperty('referencedMessageId')
  const reply = async (referencedMessageId: unknown): Promise<unknown[]> =>
    answerOf(await home.call('bob', 'POST', routeOf(home), { content: 're', referencedMessageId }))
  expect(await reply(elsewhere._id)).toEqual([403, { message: 'Referenced message must be in the same channel' }])
  expect(await reply('a'.repeat(24))).toEqual([404, { message: 'Referenced message not found' }])
  expect(await reply('zzz')).toEqual([400, { message: 'Invalid data format provided.' }])
  expect((await reply(null))[0]).toBe(400)
})

test('[MSG8] members are mentioned, each once; strangers, and anybody in a direct message, are not', async () => {
  await using home = await startTestGateway()
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map(home.idOf)
  const content = `<@${bob}> <@${carol}> <@${alice}> <@${bob?.toUpperCase()}> <@!${alice}> <@${'a'.repeat(24)}>`
  expect((await send(home, 'alice', { content })).mentions).toEqual([bob, alice])
  expect((await send(home, 'alice in alice&bob', { content })).mentions).toEqual([])
})

test('[MSG8] calling everybody needs MENTION_EVERYONE, in a server', async () => {
  await using home = await startTestGateway()
  const refused = [403, { message: 'You do not have permission to use @everyone or @here in this channel.' }]
  for (const content of ['oh @everyone', '@here!']) {
    expect(await answerOf(await home.call('bob', 'POST', routeOf(home), { content }))).toEqual(refused)
    expect((await send(home, 'alice', { content })).mentions).toEqual([])
    expect((await home.call('bob', 'POST', routeOf(home, 'alice&bob'), { content })).status).toBe(201)
  }
  const { _id } = await send(home, 'bob', { content: 'harmless' })
  expect(await answerOf(await home.call('bob', 'PATCH', `${routeOf(home)}/${_id}`, { content: '@here' }))).toEqual(
    refused,
  )
})

describe('[MSG9] an edit', () => {
  test('changes text and mentions, says when, and reaches everybody as it is answered', async () => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const sent = await send(home, 'alice', { content: 'helo', payload: { clientNonce: 'n' } })
    const edited: unknown = await (
      await home.call('alice', 'PATCH', `${routeOf(home)}/${sent._id}`, { content: `hello <@${home.idOf('bob')}>` })
    ).json()
    expect(edited).toEqual({
      ...sent,
      content: `hello <@${home.idOf('bob')}>`,
      context: `hello <@${home.idOf('bob')}>`,
      mentions: [home.idOf('bob')],
      editedAt: (edited as Message).updatedAt,
      updatedAt: expect.any(String) as string,
      rev: 2,
    })
    expect(await bob.wait('MESSAGE_UPDATE')).toEqual(edited)
    expect(await page(home, 'bob')).toEqual([edited])
  })

  test('is the author’s, or in a server of whoever manages messages', async () => {
    await using home = await startTestGateway()
    const [alices, bobs] = [await send(home, 'alice', { content: 'a' }), await send(home, 'bob', { content: 'b' })]
    expect(await answerOf(await home.call('bob', 'PATCH', `${routeOf(home)}/${alices._id}`, { content: 'x' }))).toEqual(
      [403, { message: 'You do not have permission to manage this message.' }],
    )
    expect((await home.call('alice', 'PATCH', `${routeOf(home)}/${bobs._id}`, { content: 'x' })).status).toBe(200)
  })

  test('needs words, and a message that is there', async () => {
    await using home = await startTestGateway()
    const { _id } = await send(home, 'alice', { content: 'a' })
    const edit = async (id: string, body: unknown): Promise<unknown[]> =>
      answerOf(await home.call('alice', 'PATCH', `${routeOf(home)}/${id}`, body))
    expect(await edit(_id, { content: '  ' })).toMatchObject([400, { message: 'Content is required' }])
    expect((await edit(_id, {}))[0]).toBe(400)
    expect(await edit('a'.repeat(24), { content: 'x' })).toEqual([404, { message: 'Message not found' }])
  })

  test('of a retracted message is refused', async () => {
    await using home = await startTestGateway()
    const { _id } = await send(home, 'alice', { content: 'a' })
    await home.call('alice', 'DELETE', `${routeOf(home)}/${_id}`)
    expect(await answerOf(await home.call('alice', 'PATCH', `${routeOf(home)}/${_id}`, { content: 'x' }))).toEqual([
      400,
      { message: 'Message has been retracted' },
    ])
  })
})

describe('[MSG10] a retraction', () => {
  test('takes back everything that was said, in every form, and keeps it in the store', async () => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const body = { content: `hush <@${home.idOf('bob')}>`, plainText: 'hush spoken', payload: { title: 'hush' } }
    const sent = await send(home, 'alice', body)
    const response = await home.call('alice', 'DELETE', `${routeOf(home)}/${sent._id}`)
    const retracted = (await response.json()) as Message
    expect([response.status, retracted]).toEqual([
      200,
      {
        ...sent,
        plainText: undefined,
        content: RETRACTED,
        context: RETRACTED,
        payload: {},
        mentions: [],
        editedAt: retracted.updatedAt,
        retractedAt: retracted.updatedAt,
        updatedAt: expect.any(String) as string,
        rev: 2,
      },
    ])
    expect(await bob.wait('MESSAGE_UPDATE')).toEqual(retracted)
    const reads = [
      '/users/@me/channels',
      '/users/@me/unread',
      routeOf(home),
      `/servers/${home.ids.servers.get('home') ?? ''}/channels`,
    ]
    for (const route of reads) expect(await (await home.call('bob', 'GET', route)).text()).not.toContain('hush')
    const reply = await send(home, 'bob', { content: 're', referencedMessageId: sent._id })
    expect(JSON.stringify(reply)).not.toContain('hush')
    const stored = home.gateway.parts.database.reader.selectFrom('message').select('content').where('id', '=', sent._id)
    expect(await stored.executeTakeFirst()).toMatchObject({ content: body.content })
  })

  test('twice changes nothing and is heard once', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const { _id } = await send(home, 'alice', { content: 'a' })
    const retract = async (): Promise<unknown[]> =>
      answerOf(await home.call('alice', 'DELETE', `${routeOf(home)}/${_id}`))
    const first = await retract()
    clock.advance(60_000)
    expect(await retract()).toEqual(first)
    await bob.settled()
    expect(bob.all('MESSAGE_UPDATE')).toEqual([first[1]])
  })

  test('is the author’s, or of whoever manages messages', async () => {
    await using home = await startTestGateway()
    const [alices, bobs] = [await send(home, 'alice', { content: 'a' }), await send(home, 'bob', { content: 'b' })]
    const retract = (person: string, { _id }: Message): Promise<Response> =>
      home.call(person, 'DELETE', `${routeOf(home)}/${_id}`)
    expect((await retract('bob', alices)).status).toBe(403)
    expect((await retract('alice', bobs)).status).toBe(200)
    expect((await home.call('alice', 'DELETE', `${routeOf(home)}/${'a'.repeat(24)}`)).status).toBe(404)
  })
})

describe('[MSG11] a page', () => {
  test('is newest first, fifty unless it is said otherwise, and goes on before an id', async () => {
    await using home = await startTestGateway()
    for (let index = 0; index < 55; index += 1) await send(home, 'alice', { content: `${index}` })
    const contents = async (query: string): Promise<unknown[]> =>
      (await page(home, 'bob', query)).map((row) => row.content)
    const newest = Array.from({ length: 55 }, (_, index) => `${54 - index}`)
    expect(await contents('')).toEqual(newest.slice(0, 50))
    expect(await contents('?limit=')).toEqual(newest.slice(0, 50))
    expect(await contents('?limit=3')).toEqual(newest.slice(0, 3))
    expect(await contents('?limit=100')).toEqual(newest)
    expect(await contents('?limit=2abc')).toEqual(newest.slice(0, 2))
    const [, , third] = await page(home, 'bob', '?limit=3')
    expect(await contents(`?limit=2&before=${third?._id}`)).toEqual(newest.slice(3, 5))
    expect(await contents(`?before=${'f'.repeat(24)}&limit=1`)).toEqual(newest.slice(0, 1))
    expect(await contents(`?before=${'0'.repeat(24)}`)).toEqual([])
    expect(await contents('?before=&limit=1')).toEqual(newest.slice(0, 1))
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=abc',
    'limit=1&limit=2',
    'before=zzz',
    `before=${'a'.repeat(24)}&before=${'b'.repeat(24)}`,
  ])('is not read with %s', async (query) => {
    await using home = await startTestGateway()
    const response = await home.call('bob', 'GET', `${routeOf(home)}?${query}`)
    expect([response.status, await response.json()]).toMatchObject([400, { message: expect.any(String) as string }])
  })

  test('of a channel where nothing was said is empty', async () => {
    await using home = await startTestGateway()
    expect(await page(home, 'bob')).toEqual([])
  })
})

test('[MSG12] a message is found only under its own channel', async () => {
  await using home = await startTestGateway()
  const { _id } = await send(home, 'alice in secret', { content: 'a' })
  const notFound = [404, { message: 'Message not found' }]
  const route = `${routeOf(home)}/${_id}`
  expect(await answerOf(await home.call('alice', 'PATCH', route, { content: 'x' }))).toEqual(notFound)
  expect(await answerOf(await home.call('alice', 'DELETE', route))).toEqual(notFound)
  expect((await page(home, 'alice in secret'))[0]).toMatchObject({ content: 'a', rev: 1 })
})

test('[MSG13] every change raises rev, and none sets the time of the change back', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ clock })
  const sent = await send(home, 'alice', { content: 'one' })
  const edit = async (content: string): Promise<Message> => {
    const response = await home.call('alice', 'PATCH', `${routeOf(home)}/${sent._id}`, { content })
    return messageSchema.parse(await response.json())
  }
  clock.advance(60_000)
  const second = await edit('two')
  clock.advance(-3_600_000)
  const third = await edit('three')
  expect([sent.rev, second.rev, third.rev]).toEqual([1, 2, 3])
  expect([sent, second, third].map((each) => each.createdAt)).toEqual(Array(3).fill(sent.createdAt))
  expect(sent.updatedAt < second.updatedAt && second.updatedAt <= third.updatedAt).toBe(true)
})

test('[MSG14] a card carries its plain text for bots', async () => {
  await using home = await startTestGateway()
  const card = await send(home, 'alice', {
    type: 'app/x-card',
    payload: { title: 'T', summary: 'S', url: 'https://e.test/' },
  })
  expect(card.context).toBe('title: T\nsummary: S\nurl: https://e.test/')
  expect((await send(home, 'alice', { content: '  words ', plainText: 'spoken' })).context).toBe('words')
})

test('[MSG17] writing needs SEND_MESSAGES, which does not keep anybody from reading', async () => {
  await using home = await startTestGateway()
  await send(home, 'alice', { content: 'read me' })
  await home.gateway.parts.database.write(async (writer) => ({
    result: await writer.updateTable('role').set({ permissions: '[]' }).execute(),
  }))
  expect(await answerOf(await home.call('bob', 'POST', routeOf(home), { content: 'x' }))).toEqual([
    403,
    { message: 'You do not have the required permission: SEND_MESSAGES' },
  ])
  expect(await page(home, 'bob')).toHaveLength(1)
  expect((await home.call('alice', 'POST', routeOf(home), { content: 'x' })).status).toBe(201)
})
