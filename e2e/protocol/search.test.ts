import { expect, test } from 'vitest'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'

interface Hit {
  readonly _id: string
  readonly content: string
}

interface Answer {
  readonly status: number
  readonly body: { readonly messages: readonly Hit[]; readonly pagination: object; readonly message: string }
}

async function ask(home: TestGateway, person: string, path: string): Promise<Answer> {
  const response = await home.call(person, 'GET', path)
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const serverOf = (home: TestGateway, ref = 'home'): string => home.ids.servers.get(ref) ?? ''
const inServer = (home: TestGateway, person: string, query: string): Promise<Answer> =>
  ask(home, person, `/servers/${serverOf(home)}/search?${query}`)
const inChannel = (home: TestGateway, line: string, query: string): Promise<Answer> => {
  const [person = '', channel = ''] = line.split(' in ')
  return ask(home, person, `/channels/${home.channel(channel)}/search?${query}`)
}

async function say(home: TestGateway, line: string, content: string): Promise<string> {
  const [person = '', channel = ''] = line.split(' in ')
  const response = await home.call(person, 'POST', `/channels/${home.channel(channel)}/messages`, { content })
  expect(response.status).toBe(201)
  return ((await response.json()) as Hit)._id
}

const idsOf = ({ status, body }: Answer): unknown => (status === 200 ? body.messages.map(({ _id }) => _id) : status)

const hide = (home: TestGateway, channel: string): Promise<Response> =>
  home.call('alice', 'PUT', `/channels/${home.channel(channel)}/permissions`, [
    { targetType: 'member', targetId: home.idOf('bob'), allow: [], deny: ['VIEW_CHANNEL'] },
  ])

test('[SEARCH1] a search finds what is said where the asker may look, and nothing from anywhere else', async () => {
  await using home = await startTestGateway()
  const general = await say(home, 'alice in general', 'a lantern here')
  const random = await say(home, 'bob in random', 'a lantern there')
  const secret = await say(home, 'alice in secret', 'a lantern nobody sees')
  const direct = await say(home, 'alice in alice&bob', 'a lantern for you')
  await say(home, 'carol in boxes', 'a lantern elsewhere')

  expect(idsOf(await inServer(home, 'alice', 'q=lantern'))).toEqual([secret, random, general])
  expect(idsOf(await inServer(home, 'bob', 'q=lantern'))).toEqual([random, general])
  expect(idsOf(await inServer(home, 'bob', `q=lantern&channelId=${home.channel('general').toUpperCase()}`))).toEqual([
    general,
  ])
  expect(idsOf(await inServer(home, 'bob', 'q=lantern&channelId='))).toEqual([random, general])
  expect(idsOf(await inChannel(home, 'bob in general', `q=lantern&channelId=${home.channel('secret')}`))).toEqual([
    general,
  ])
  for (const person of ['alice', 'bob']) {
    expect(idsOf(await inChannel(home, `${person} in alice&bob`, 'q=lantern'))).toEqual([direct])
  }
})

test('[SEARCH1] a channel that is hidden is searched no more from that moment, and again once it is shown', async () => {
  await using home = await startTestGateway()
  const general = await say(home, 'alice in general', 'a lantern')
  const random = await say(home, 'alice in random', 'a lantern')
  await hide(home, 'general')
  expect((await inServer(home, 'bob', 'q=lantern')).body).toMatchObject({
    messages: [{ _id: random }],
    pagination: { total: 1 },
  })
  expect((await inChannel(home, 'bob in general', 'q=lantern')).status).toBe(403)
  await home.call('alice', 'PUT', `/channels/${home.channel('general')}/permissions`, [])
  expect(idsOf(await inServer(home, 'bob', 'q=lantern'))).toEqual([random, general])
})

test('[SEARCH1] what is lost while the search runs is not in its answer', async () => {
  let afterSearch: () => Promise<unknown> = () => Promise.resolve()
  await using home = await startTestGateway({
    mutate: ({ database }) => {
      const { find } = database.search
      Object.assign(database.search, {
        find: async (...asked: Parameters<typeof find>) => {
          const found = await find(...asked)
          await afterSearch()
          return found
        },
      })
    },
  })
  await say(home, 'alice in general', 'a lantern')
  const random = await say(home, 'alice in random', 'a lantern')
  const taken = await say(home, 'alice in random', 'a lantern, taken back')
  afterSearch = async () => {
    await hide(home, 'general')
    await home.call('alice', 'DELETE', `/channels/${home.channel('random')}/messages/${taken}`)
  }
  expect(idsOf(await inServer(home, 'bob', 'q=lantern'))).toEqual([random])
  afterSearch = () => home.call('alice', 'DELETE', `/servers/${serverOf(home)}/members/${home.idOf('bob')}`)
  expect(idsOf(await inServer(home, 'bob', 'q=lantern'))).toBe(403)
})

test('[SEARCH2] who may not search is told so, whatever the question is', async () => {
  await using home = await startTestGateway()
  const refused = async (answer: Promise<Answer>): Promise<unknown[]> => {
    const { status, body } = await answer
    return [status, body.message]
  }
  expect(await refused(inServer(home, 'carol', ''))).toEqual([403, 'You are not a member of this server.'])
  expect(await refused(ask(home, 'bob', `/servers/${'f'.repeat(24)}/search`))).toEqual([404, 'Server not found'])
  expect(await refused(inChannel(home, 'carol in general', ''))).toEqual([403, 'You are not a member of this server.'])
  expect(await refused(inChannel(home, 'carol in alice&bob', ''))).toEqual([
    403,
    'You are not a member of this DM channel.',
  ])
  expect(await refused(ask(home, 'bob', `/channels/${'f'.repeat(24)}/search`))).toEqual([404, 'Channel not found.'])
  const hidden = [403, 'You do not have the required permission: VIEW_CHANNEL']
  expect(await refused(inChannel(home, 'bob in secret', ''))).toEqual(hidden)
  const elsewhere = ['secret', 'boxes', 'alice&bob'].map((ref) => home.channel(ref))
  for (const channel of [...elsewhere, 'f'.repeat(24)]) {
    expect(await refused(inServer(home, 'bob', `q=x&channelId=${channel}`))).toEqual(hidden)
  }
  expect(await refused(inServer(home, 'bob', 'q=x&channelId=zzz'))).toEqual([400, 'Invalid data format provided.'])
  expect(await refused(inServer(home, 'bob', `q=x&channelId=${home.channel('general')}&channelId=x`))).toEqual([
    400,
    'Invalid data format provided.',
  ])
})

test('[SEARCH2] a server without channels has nothing to be searched', async () => {
  await using home = await startTestGateway({
    world: { ...twoFriends, servers: [{ ref: 'home', name: 'Home', owner: 'alice', members: ['bob'], channels: [] }] },
  })
  const { status, body } = await inServer(home, 'alice', 'q=x')
  expect([status, body.message]).toEqual([404, 'Server not found or has no channels'])
})

test('[SEARCH3] what is typed is searched as it stands', async () => {
  await using home = await startTestGateway()
  const texts = [
    'POL-358',
    '@nasa',
    `don't`,
    '50%_off',
    `a"b'c`,
    'C++ (x)',
    'AND',
    '*',
    '\\',
    '我家在上海东边。',
    'naïve CAFÉ',
    '👍🏽',
  ]
  const ids = []
  for (const text of texts) ids.push(await say(home, 'alice in general', text))
  const found = async (text: string): Promise<unknown> =>
    idsOf(await inChannel(home, 'bob in general', `q=${encodeURIComponent(text)}`))
  for (const [index, text] of texts.entries()) expect([text, await found(text)]).toEqual([text, [ids[index]]])
  for (const [text, index] of Object.entries({
    '%': 3,
    _: 3,
    '"': 4,
    上海: 9,
    海: 9,
    café: 10,
    É: 10,
    ÏV: 10,
    '👍': 11,
  })) {
    expect([text, await found(text)]).toEqual([text, [ids[index]]])
  }
  for (const text of ['.*', 'POL_358', 'NEAR', '上东', '👎']) expect([text, await found(text)]).toEqual([text, []])
})

test('[SEARCH3] names of files, payloads and transcripts are not looked at', async () => {
  await using home = await startTestGateway()
  const route = `/channels/${home.channel('general')}/messages`
  await home.call('alice', 'POST', route, { type: 'app/x', payload: { word: 'lantern' }, plainText: 'lantern' })
  expect(idsOf(await inChannel(home, 'alice in general', 'q=lantern'))).toEqual([])
})

test('[SEARCH4] a message is found by what it says now, and only while it stands', async () => {
  using directory = createTemporaryDirectory()
  for (const dataDirectory of [undefined, directory.path]) {
    await using home = await startTestGateway({ dataDirectory })
    const found = async (text: string): Promise<unknown> => idsOf(await inServer(home, 'bob', `q=${text}`))
    const id = await say(home, 'bob in general', 'first light')
    expect(await found('first')).toEqual([id])
    const path = `/channels/${home.channel('general')}/messages/${id}`
    await home.call('bob', 'PATCH', path, { content: 'second wind' })
    expect([await found('first'), await found('second')]).toEqual([[], [id]])
    await home.call('bob', 'DELETE', path)
    expect([await found('second'), await found('e')]).toEqual([[], []])
    const other = await say(home, 'bob in random', 'second wind')
    expect(await found('second')).toEqual([other])
    await home.call('alice', 'DELETE', `/channels/${home.channel('random')}`)
    expect(await found('second')).toEqual([])
  }
})

test('[SEARCH4] everything is still found after a restart with the same data', async () => {
  using directory = createTemporaryDirectory()
  const words = { dataDirectory: directory.path }
  let id = ''
  {
    await using home = await startTestGateway(words)
    id = await say(home, 'bob in general', 'a lantern')
  }
  await using home = await startTestGateway(words)
  expect(idsOf(await inServer(home, 'bob', 'q=lantern'))).toEqual([id])
  expect(idsOf(await inServer(home, 'bob', 'q=rn'))).toEqual([id])
})

test('[SEARCH5] a question that is none is told what is wrong with it', async () => {
  await using home = await startTestGateway()
  for (const search of [
    inServer,
    (from: TestGateway, person: string, query: string) => inChannel(from, `${person} in general`, query),
  ]) {
    const wrong = async (query: string): Promise<unknown> => {
      const { status, body } = await search(home, 'alice', query)
      return { status, ...body }
    }
    const complaint = (path: string, message: string): unknown => ({
      status: 400,
      message,
      errors: [{ path, message }],
    })
    expect(await wrong('')).toEqual(complaint('query.q', 'Invalid input: expected string, received undefined'))
    expect(await wrong('q=%20')).toEqual(complaint('query.q', 'Search query (q) cannot be empty'))
    expect(await wrong(`q=${'x'.repeat(201)}`)).toEqual(complaint('query.q', 'Search query (q) is too long'))
    expect(await wrong('q=x&q=y')).toEqual(complaint('query.q', 'Invalid input: expected string, received array'))
    for (const [query, path] of Object.entries({
      'limit=0': 'limit',
      'limit=51': 'limit',
      'limit=': 'limit',
      'page=0': 'page',
      'page=x': 'page',
    })) {
      expect(await wrong(`q=x&${query}`)).toMatchObject({ status: 400, errors: [{ path: `query.${path}` }] })
    }
  }
})

test('[SEARCH6] pages hold every hit once, newest first, and know how many there are', async () => {
  await using home = await startTestGateway()
  const ids: string[] = []
  for (let index = 0; index < 12; index += 1) {
    ids.unshift(await say(home, index % 3 === 0 ? 'alice in random' : 'bob in general', `lantern ${index}`))
  }
  const pages = []
  for (const page of [1, 2, 3, 4, 1_000_000_000_000]) {
    const { body } = await inServer(home, 'bob', `q=lantern&limit=5&page=${page}`)
    expect(body.pagination).toEqual({ page, limit: 5, total: 12, totalPages: 3 })
    pages.push(body.messages.map(({ _id }) => _id))
  }
  expect(pages).toEqual([ids.slice(0, 5), ids.slice(5, 10), ids.slice(10), [], []])
  expect((await inServer(home, 'bob', 'q=no+such+word')).body).toEqual({
    messages: [],
    pagination: { page: 1, limit: 20, total: 0, totalPages: 0 },
  })
})

test('[SEARCH7] a hit is the message as it is listed, without what a search does not tell', async () => {
  await using home = await startTestGateway()
  const first = await say(home, 'alice in general', 'a lantern')
  const route = `/channels/${home.channel('general')}`
  await home.call('bob', 'POST', `${route}/messages`, {
    content: '<@x> lantern',
    referencedMessageId: first,
    payload: { a: 1 },
  })
  await home.call('bob', 'PUT', `${route}/messages/${first}/reactions/%F0%9F%91%8D/@me`)
  const listed = (await (await home.call('bob', 'GET', `${route}/messages`)).json()) as Record<string, object>[]
  const expected = listed.map(({ context: _context, serverId: _server, authorId, ...rest }) => {
    const { isBot: _isBot, ...author } = authorId as { isBot: boolean }
    return { ...rest, authorId: author }
  })
  expect((await inChannel(home, 'bob in general', 'q=lantern')).body.messages).toEqual(expected)
})

test('[SEARCH8] a search that was ended is a 503 with a reason', async () => {
  await using home = await startTestGateway({
    mutate: ({ database }) => {
      Object.assign(database.search, { find: () => Promise.reject(new ProtocolError('searchTooSlow')) })
    },
  })
  const { status, body } = await inServer(home, 'bob', 'q=lantern')
  expect([status, body.message]).toEqual([
    503,
    'The search took too long and was ended: more letters or fewer channels help',
  ])
})

test('[SEARCH8] many searches at once are all answered, on disk and in memory', async () => {
  using directory = createTemporaryDirectory()
  for (const dataDirectory of [undefined, directory.path]) {
    await using home = await startTestGateway({ dataDirectory })
    const id = await say(home, 'bob in general', 'a lantern')
    const questions = ['a', 'la', 'lan', 'lantern', 'x'].flatMap((text) => [text, text, text, text])
    const answers = await Promise.all(
      questions.map(async (text, index) => idsOf(await inServer(home, index % 2 === 0 ? 'bob' : 'alice', `q=${text}`))),
    )
    expect(answers).toEqual(questions.map((text) => (text === 'x' ? [] : [id])))
  }
})
