import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { createSteeredClock } from '#gateway/simulator/clock/steered-clock.ts'
import { quirkTable } from '#gateway/simulator/quirks/quirk-table.ts'
import { parseQuirks, quirkNames, type QuirkName } from '#shared/simulator/quirk-names.ts'
import { startQuirky, withAndWithout, type QuirkyGateway } from '../../fixtures/quirky-gateway.ts'
import { signOut } from '../../fixtures/sign-out.ts'
import { sessionFrom, signUp, type PageSession } from '../../fixtures/sign-up.ts'
import { connectSocket, readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { stepsOf } from '../../fixtures/watched-gateway.ts'
import { formOf } from '../form.ts'

type Fields = Readonly<Record<string, unknown>>

const bodyOf = async (answer: Response): Promise<Fields> => (await answer.json()) as Fields

const come = async ({ home }: QuirkyGateway, person: string): Promise<SocketClient> =>
  readySocket(home.url, await home.tokenOf(person))

const general = ({ home }: QuirkyGateway): string => `/channels/${home.channel('general')}/messages`

const say = async (quirky: QuirkyGateway, content: string, more: object = {}): Promise<Fields> =>
  bodyOf(await quirky.home.call('alice', 'POST', general(quirky), { content, ...more }))

const fieldsOf = (client: SocketClient, event: string): readonly Fields[] => client.all(event) as Fields[]

const contents = (client: SocketClient, event = 'MESSAGE_CREATE'): readonly unknown[] =>
  fieldsOf(client, event).map(({ content }) => content)

async function serverOf({ home }: QuirkyGateway, name = 'Home'): Promise<string> {
  const servers = (await (await home.call('alice', 'GET', '/users/@me/servers')).json()) as Fields[]
  return String(servers.find((server) => server['name'] === name)?.['_id'])
}

async function goneOf(client: SocketClient): Promise<void> {
  const gone = new Promise((resolve) => client.socket.once('disconnect', resolve))
  client.socket.disconnect()
  await gone
}

const ended = ({ journal }: QuirkyGateway, socket: string): Promise<unknown> =>
  journal.wait((step) => step.kind === 'disconnect' && step.socket === socket)

/** Nothing of the database is done until it is let go: nobody gets into their rooms. */
function holdTurn({ home }: QuirkyGateway): () => Promise<void> {
  const held = Promise.withResolvers<undefined>()
  const turn = home.gateway.parts.database.settle(() => held.promise)
  return async () => {
    held.resolve(undefined)
    await turn
  }
}

/** What somebody is told of somebody else's presence. */
const presenceOf = (client: SocketClient, user: string): readonly unknown[] =>
  fieldsOf(client, 'PRESENCE_UPDATE').flatMap(({ userId, status }) => (userId === user ? [status] : []))

test('[QUIRK1] quirks are named one by one or as reference, and what is none is said with all there are', () => {
  expect(parseQuirks('stale-embed, stale-rooms,stale-embed')).toEqual(['stale-embed', 'stale-rooms'])
  expect(parseQuirks('')).toEqual([])
  expect(parseQuirks('reference')).toEqual(quirkNames)
  expect(quirkTable.map(({ name }) => name)).toEqual(quirkNames)
  expect(() => parseQuirks('stale-bread')).toThrow(/no quirk "stale-bread": there are reference .*stale-embed/)
})

test('[QUIRK2] each quirk is shown by a test of its own, on the wire, and its absence without it', () => {
  const own = readFileSync(import.meta.filename, 'utf8')
  const shown = new Set(
    [...own.matchAll(/(?:withAndWithout|startQuirky)\((?:\{ quirks: \[)?'([a-z\d-]+)'/g)].map(([, name]) => name),
  )
  expect(shown).toEqual(new Set(quirkNames))
})

test('[QUIRK3] presence-per-socket: offline with the first socket that closes, online with each that comes', async () => {
  const [withIt, without] = await withAndWithout('presence-per-socket', async (quirky) => {
    using bob = await come(quirky, 'bob')
    using first = await come(quirky, 'alice')
    using second = await come(quirky, 'alice')
    await goneOf(first)
    await ended(quirky, 'alice#1')
    await bob.settled()
    await second.settled()
    return presenceOf(bob, quirky.home.idOf('alice'))
  })
  expect(withIt).toEqual(['online', 'online', 'offline'])
  expect(without).toEqual(['online'])
})

test('[QUIRK3] presence-per-socket: a bot is offline with its service, though its own socket stays', async () => {
  const [withIt, without] = await withAndWithout('presence-per-socket', async (quirky) => {
    const { home } = quirky
    await home.register('caretaking')
    const bot = await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
    using alice = await come(quirky, 'alice')
    using own = await readySocket(home.url, await home.logIn(bot.accessToken))
    using service = await home.serve('caretaking')
    const user = (bot as unknown as { botUserId: string }).botUserId
    await quirky.journal.wait((step) => step.kind === 'commit' && step.changes.some(({ table }) => table === 'service'))
    await alice.settled()
    await goneOf(service)
    await quirky.journal.wait((step) => step.kind === 'disconnect' && step.user === 'caretaking')
    await alice.settled()
    await own.settled()
    return presenceOf(alice, user).at(-1)
  })
  expect(withIt).toBe('offline')
  expect(without).toBe('online')
})

test('[QUIRK3] ghost-presence: who is gone before entering is online for good', async () => {
  const [withIt, without] = await withAndWithout('ghost-presence', async (quirky) => {
    const { home, journal } = quirky
    using bob = await come(quirky, 'bob')
    const token = await home.tokenOf('carol')
    const release = holdTurn(quirky)
    using carol = connectSocket(home.url, { auth: { token } })
    await journal.wait((step) => step.kind === 'connect' && step.user === 'carol')
    carol.socket.disconnect()
    await ended(quirky, 'carol#1')
    await release()
    await bob.settled()
    return presenceOf(bob, home.idOf('carol'))
  })
  expect(withIt).toEqual(['online'])
  expect(without).toEqual([])
})

test('[QUIRK4] lose-before-ready: what is sent before ready is lost', async () => {
  const [withIt, without] = await withAndWithout('lose-before-ready', async (quirky) => {
    const { home } = quirky
    const token = await home.tokenOf('alice')
    const release = holdTurn(quirky)
    using alice = connectSocket(home.url, { auth: { token } })
    alice.socket.emit('message/create', { channelId: home.channel('general'), content: 'early' })
    await quirky.journal.wait((step) => step.kind === 'receive')
    await release()
    await alice.wait('ready')
    await alice.settled()
    return contents(alice)
  })
  expect(withIt).toEqual([])
  expect(without).toEqual(['early'])
})

test('[QUIRK4] forged-fields: the times and reactions a client wrote are stored and sent', async () => {
  const createdAt = '2001-02-03T04:05:06.000Z'
  const [withIt, without] = await withAndWithout('forged-fields', async (quirky) => {
    using alice = await come(quirky, 'alice')
    const reactions = [{ emoji: '🌱', userIds: [quirky.home.idOf('bob')] }]
    const command = { channelId: quirky.home.channel('general'), content: 'old', createdAt, reactions }
    alice.socket.emit('message/create', command)
    const sent = (await alice.wait('MESSAGE_CREATE')) as Fields
    const [stored] = (await (await quirky.home.call('alice', 'GET', general(quirky))).json()) as Fields[]
    return [sent, stored].map((seen) => [
      seen?.['createdAt'] === createdAt,
      isDeepStrictEqual(seen?.['reactions'], reactions),
    ])
  })
  expect(withIt).toEqual([
    [true, true],
    [true, true],
  ])
  expect(without).toEqual([
    [false, false],
    [false, false],
  ])
})

test('[QUIRK4] shuffle-burst: what one socket sends at once is handled in any order', async () => {
  const texts = Array.from({ length: 12 }, (_, index) => String(index))
  const [withIt, without] = await withAndWithout('shuffle-burst', async (quirky) => {
    using alice = await come(quirky, 'alice')
    for (const content of texts) {
      alice.socket.emit('message/create', { channelId: quirky.home.channel('general'), content })
    }
    for (const text of texts) await alice.wait('MESSAGE_CREATE', ({ content }: Fields) => content === text)
    return contents(alice)
  })
  expect(withIt).not.toEqual(texts)
  expect(new Set(withIt)).toEqual(new Set(texts))
  expect(without).toEqual(texts)
})

test('[QUIRK4] blank-messages: a packet that says nothing is stored', async () => {
  const [withIt, without] = await withAndWithout('blank-messages', async (quirky) => {
    using alice = await come(quirky, 'alice')
    alice.socket.emit('message/create', { channelId: quirky.home.channel('general'), content: ' ' })
    await alice.settled()
    const stored = (await (await quirky.home.call('alice', 'GET', general(quirky))).json()) as Fields[]
    return [contents(alice), stored.map(({ content }) => content)]
  })
  expect(withIt).toEqual([[''], ['']])
  expect(without).toEqual([[], []])
})

test('[QUIRK4] hidden-post: a packet reaches a channel that its author cannot view', async () => {
  const [withIt, without] = await withAndWithout('hidden-post', async (quirky) => {
    using alice = await come(quirky, 'alice')
    using bob = await come(quirky, 'bob')
    bob.socket.emit('message/create', { channelId: quirky.home.channel('secret'), content: 'knock' })
    await bob.settled()
    await alice.settled()
    const after = await quirky.home.call('bob', 'GET', `/channels/${quirky.home.channel('secret')}/messages`)
    return [contents(alice), contents(bob), after.status]
  })
  expect(withIt).toEqual([['knock'], [], 403])
  expect(without).toEqual([[], [], 403])
})

test('[QUIRK4] no-idempotency: a nonce that comes again makes a second message', async () => {
  const [withIt, without] = await withAndWithout('no-idempotency', async (quirky) => {
    const ids = [
      await say(quirky, 'twice', { payload: { clientNonce: 'n' } }),
      await say(quirky, 'twice', { payload: { clientNonce: 'n' } }),
    ]
    return new Set(ids.map(({ _id }) => _id)).size
  })
  expect(withIt).toBe(2)
  expect(without).toBe(1)
})

test('[QUIRK5] late-joiner: who joins misses its own MEMBER_JOIN', async () => {
  const [withIt, without] = await withAndWithout('late-joiner', async (quirky) => {
    const { home } = quirky
    using carol = await come(quirky, 'carol')
    const { code } = await bodyOf(await home.call('alice', 'POST', `/servers/${await serverOf(quirky)}/invites`, {}))
    await home.call('carol', 'POST', `/invites/${String(code)}`, {})
    await carol.settled()
    await say(quirky, 'welcome')
    await carol.wait('MESSAGE_CREATE')
    return carol.all('MEMBER_JOIN').length
  })
  expect(withIt).toBe(0)
  expect(without).toBe(1)
})

test('[QUIRK5] stale-rooms: whoever made a server hears nothing of it', async () => {
  const [withIt, without] = await withAndWithout('stale-rooms', async (quirky) => {
    using alice = await come(quirky, 'alice')
    const { _id: server } = await bodyOf(await quirky.home.call('alice', 'POST', '/servers', { name: 'New' }))
    await quirky.home.call('alice', 'PATCH', `/servers/${String(server)}`, { name: 'Newer' })
    await alice.settled()
    return alice.all('SERVER_UPDATE').length
  })
  expect(withIt).toBe(0)
  expect(without).toBe(1)
})

test('[QUIRK5] stale-rooms: whoever lost a channel by a change of their role goes on hearing it', async () => {
  const [withIt, without] = await withAndWithout('stale-rooms', async (quirky) => {
    const { home } = quirky
    using bob = await come(quirky, 'bob')
    const roles = `/servers/${await serverOf(quirky)}/roles`
    const keeper = { name: 'keeper', permissions: ['ADMINISTRATOR'] }
    const { _id: role } = await bodyOf(await home.call('alice', 'POST', roles, keeper))
    const members = roles.replace(/roles$/, 'members')
    await home.call('alice', 'PUT', `${members}/${home.idOf('bob')}/roles`, { roleIds: [role] })
    const secret = `/channels/${home.channel('secret')}/messages`
    await home.call('alice', 'POST', secret, { content: 'for keepers' })
    await home.call('alice', 'PATCH', `${roles}/${String(role)}`, { permissions: [] })
    await home.call('alice', 'POST', secret, { content: 'not for bob' })
    await bob.settled()
    return [contents(bob), (await home.call('bob', 'GET', secret)).status]
  })
  expect(withIt).toEqual([['for keepers', 'not for bob'], 403])
  expect(without).toEqual([['for keepers'], 403])
})

test('[QUIRK5] stale-refresh: of two changes that overlap the older one is made last', async () => {
  const clock = createSteeredClock({ startMs: 0, running: false })
  const look = async (quirky: QuirkyGateway): Promise<readonly unknown[]> => {
    const { home } = quirky
    using bob = await come(quirky, 'bob')
    const path = `/channels/${home.channel('random')}/permissions`
    const override = { targetType: 'member', targetId: home.idOf('bob'), allow: [], deny: ['VIEW_CHANNEL'] }
    await home.call('alice', 'PUT', path, [override])
    await home.call('alice', 'PUT', path, [])
    clock.advance(100)
    await home.call('alice', 'POST', `/channels/${home.channel('random')}/messages`, { content: 'back?' })
    await bob.settled()
    return contents(bob)
  }
  await using quirky = await startQuirky({ quirks: ['stale-refresh'], clock })
  await using plain = await startQuirky({ clock })
  expect(await look(quirky)).toEqual([])
  expect(await look(plain)).toEqual(['back?'])
})

test('[QUIRK5] dm-channel-room: an edit misses whoever is not in the room of a new direct message yet', async () => {
  const clock = createSteeredClock({ startMs: 0, running: false })
  const look = async ({ home }: QuirkyGateway): Promise<readonly string[]> => {
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const { _id: channel } = await bodyOf(
      await home.call('alice', 'POST', '/users/@me/channels', { recipientId: home.idOf('carol') }),
    )
    const messages = `/channels/${String(channel)}/messages`
    const { _id: id } = await bodyOf(await home.call('alice', 'POST', messages, { content: 'hello' }))
    await home.call('alice', 'PATCH', `${messages}/${String(id)}`, { content: 'hello you' })
    await carol.settled()
    clock.advance(200)
    await home.call('alice', 'PUT', `${messages}/${String(id)}/reactions/${encodeURIComponent('👋')}/@me`)
    await carol.settled()
    return carol.heard.flatMap(({ event }) => (event.startsWith('MESSAGE') ? [event] : []))
  }
  await using quirky = await startQuirky({ quirks: ['dm-channel-room'], clock })
  await using plain = await startQuirky({ clock })
  expect(await look(quirky)).toEqual(['MESSAGE_CREATE', 'MESSAGE_REACTION_ADD'])
  expect(await look(plain)).toEqual(['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_REACTION_ADD'])
})

test('[QUIRK6] kept-sockets: signing out leaves the socket listening', async () => {
  const [withIt, without] = await withAndWithout('kept-sockets', async (quirky) => {
    const { home } = quirky
    using _bob = await come(quirky, 'bob')
    await signOut(home.url, await home.tokenOf('bob'))
    await say(quirky, 'still there?')
    await quirky.journal.wait((step) => step.kind === 'emit' && step.event === 'MESSAGE_CREATE')
    return stepsOf(quirky.journal, 'delivery').filter(({ event, user }) => event === 'MESSAGE_CREATE' && user === 'bob')
      .length
  })
  expect(withIt).toBe(1)
  expect(without).toBe(0)
})

test('[QUIRK6] refresh-without-grace: a tab that comes late ends the session of the other', async () => {
  const [withIt, without] = await withAndWithout('refresh-without-grace', async ({ home }) => {
    const renew = (session: PageSession): Promise<Response> =>
      fetch(`${home.url}/api/auth/refresh-cookie`, { method: 'POST', headers: session.headers })
    const both = await signUp(home.url)
    const first = await renew(both)
    const late = await renew(both)
    const again = await renew(sessionFrom(first))
    return [first.status, late.status, late.headers.getSetCookie().length > 0, again.status]
  })
  expect(withIt).toEqual([200, 401, true, 401])
  expect(without).toEqual([200, 401, false, 200])
})

test('[QUIRK6] open-origins: a page from anywhere opens a WebSocket', async () => {
  const [withIt, without] = await withAndWithout('open-origins', async ({ home }) => {
    const origin = 'https://elsewhere.test'
    using page = connectSocket(home.url, { auth: { token: await home.tokenOf('alice') }, extraHeaders: { origin } })
    return await new Promise((resolve) => {
      for (const event of ['connect', 'connect_error'])
        page.socket.once(event, () => {
          resolve(event)
        })
    })
  })
  expect(withIt).toBe('connect')
  expect(without).toBe('connect_error')
})

test('[QUIRK6] untrimmed-services: a type with blanks around it hears nothing of its bots', async () => {
  const [withIt, without] = await withAndWithout('untrimmed-services', async ({ home, journal }) => {
    await home.register('caretaking')
    using service = await home.serve(' caretaking ')
    using other = await home.serve('caretaking')
    await journal.wait((step) => step.kind === 'connect' && step.socket === 'caretaking#2')
    await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
    await other.wait('SYSTEM_BOT_CONFIG_UPDATE')
    const delivered = stepsOf(journal, 'delivery').filter(({ event }) => event === 'SYSTEM_BOT_CONFIG_UPDATE')
    return [service.socket.connected, delivered.length]
  })
  expect(withIt).toEqual([true, 1])
  expect(without).toEqual([true, 2])
})

test('[QUIRK7] loud-channels: members hear of channels that are hidden from them', async () => {
  const [withIt, without] = await withAndWithout('loud-channels', async (quirky) => {
    using bob = await come(quirky, 'bob')
    await quirky.home.call('alice', 'PATCH', `/channels/${quirky.home.channel('secret')}`, { name: 'cellar' })
    await quirky.home.call('alice', 'DELETE', `/channels/${quirky.home.channel('secret')}`)
    await bob.settled()
    return bob.heard.flatMap(({ event }) => (event.startsWith('CHANNEL') ? [event] : []))
  })
  expect(withIt).toEqual(['CHANNEL_UPDATE', 'CHANNEL_DELETE'])
  expect(without).toEqual([])
})

test('[QUIRK7] stale-embed: a preview brings back what was retracted, and the store stays right', async () => {
  const clock = createSteeredClock({ startMs: 0, running: false })
  const look = async (quirky: QuirkyGateway): Promise<readonly unknown[]> => {
    using bob = await come(quirky, 'bob')
    const { _id: id } = await say(quirky, 'see https://example.com/secret')
    await quirky.home.call('alice', 'DELETE', `${general(quirky)}/${String(id)}`)
    clock.advance(1_000)
    await bob.settled()
    const [stored] = (await (await quirky.home.call('bob', 'GET', general(quirky))).json()) as Fields[]
    const updates = fieldsOf(bob, 'MESSAGE_UPDATE')
    return [...updates.map(({ retractedAt }) => retractedAt !== undefined), stored?.['retractedAt'] !== undefined]
  }
  await using quirky = await startQuirky({ quirks: ['stale-embed'], clock })
  await using plain = await startQuirky({ clock })
  expect(await look(quirky)).toEqual([true, false, true])
  expect(await look(plain)).toEqual([true, true])
})

test('[QUIRK7] transcript-stays: events of a retracted message carry what was said in it', async () => {
  const [withIt, without] = await withAndWithout('transcript-stays', async (quirky) => {
    using bob = await come(quirky, 'bob')
    const { _id: id } = await say(quirky, 'spoken', { plainText: 'what was said' })
    await quirky.home.call('alice', 'DELETE', `${general(quirky)}/${String(id)}`)
    await bob.settled()
    return fieldsOf(bob, 'MESSAGE_UPDATE').map(({ plainText }) => plainText)
  })
  expect(withIt).toEqual(['what was said'])
  expect(without).toEqual([undefined])
})

test('[QUIRK7] doubled-permissions: whose roles change hears of it twice', async () => {
  const [withIt, without] = await withAndWithout('doubled-permissions', async (quirky) => {
    using bob = await come(quirky, 'bob')
    const path = `/servers/${await serverOf(quirky)}/members/${quirky.home.idOf('bob')}/roles`
    await quirky.home.call('alice', 'PUT', path, { roleIds: [] })
    await bob.settled()
    return bob.all('PERMISSIONS_UPDATE').length
  })
  expect(withIt).toBe(2)
  expect(without).toBe(1)
})

test('[QUIRK7] silent-changes: nobody hears of a new channel, a new category or a member who leaves', async () => {
  const [withIt, without] = await withAndWithout('silent-changes', async (quirky) => {
    const { home } = quirky
    using alice = await come(quirky, 'alice')
    const server = await serverOf(quirky)
    await home.call('alice', 'POST', `/servers/${server}/channels`, { name: 'new', type: 'GUILD_TEXT' })
    await home.call('alice', 'POST', `/servers/${server}/categories`, { name: 'new' })
    await home.call('alice', 'PATCH', `/servers/${server}/roles/positions`, [])
    await home.call('bob', 'DELETE', `/servers/${server}/members/@me`)
    await alice.settled()
    return alice.heard.flatMap(({ event }) => (/CHANNEL|PERMISSIONS|MEMBER/.test(event) ? [event] : []))
  })
  expect(withIt).toEqual([])
  expect(without).toEqual([
    'CHANNEL_UPDATE',
    'PERMISSIONS_UPDATE',
    'PERMISSIONS_UPDATE',
    'PERMISSIONS_UPDATE',
    'MEMBER_LEAVE',
  ])
})

test('[QUIRK7] old-service-unheard: a service hears nothing of a bot that leaves it or is deleted', async () => {
  const [withIt, without] = await withAndWithout('old-service-unheard', async ({ home, journal }) => {
    await home.register('caretaking')
    await home.register('weather')
    using service = await home.serve('caretaking')
    const bot = await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
    await service.wait('SYSTEM_BOT_CONFIG_UPDATE')
    await home.call('alice', 'PATCH', `/users/@me/bots/${bot._id}`, { serviceType: 'weather' })
    await home.call('alice', 'PATCH', `/users/@me/bots/${bot._id}`, { serviceType: 'caretaking' })
    await home.call('alice', 'DELETE', `/users/@me/bots/${bot._id}`)
    return stepsOf(journal, 'delivery').filter(({ event }) => event === 'SYSTEM_BOT_CONFIG_UPDATE').length
  })
  expect(withIt).toBe(2)
  expect(without).toBe(4)
})

test('[QUIRK7] dm-for-other-only: other tabs of whoever opens a direct message hear nothing of it', async () => {
  const [withIt, without] = await withAndWithout('dm-for-other-only', async (quirky) => {
    using alice = await come(quirky, 'alice')
    using carol = await come(quirky, 'carol')
    await quirky.home.call('alice', 'POST', '/users/@me/channels', { recipientId: quirky.home.idOf('carol') })
    await alice.settled()
    await carol.settled()
    return [alice, carol].map((client) => client.all('DM_CHANNEL_CREATE').length)
  })
  expect(withIt).toEqual([0, 1])
  expect(without).toEqual([1, 1])
})

test('[QUIRK8] bare-recipients: a direct message that is there is answered with bare ids', async () => {
  const [withIt, without] = await withAndWithout('bare-recipients', async ({ home }) => {
    const open = async (): Promise<unknown> => {
      const answer = await home.call('alice', 'POST', '/users/@me/channels', { recipientId: home.idOf('carol') })
      const [first] = (await bodyOf(answer))['recipients'] as unknown[]
      return typeof first
    }
    return [await open(), await open()]
  })
  expect(withIt).toEqual(['object', 'string'])
  expect(without).toEqual(['object', 'object'])
})

test('[QUIRK8] mistakes-are-500: a wrong body is a failure of the server', async () => {
  const [withIt, without] = await withAndWithout('mistakes-are-500', async (quirky) => {
    const { home } = quirky
    const server = await serverOf(quirky)
    const headers = { authorization: `Bearer ${await home.tokenOf('alice')}`, 'content-type': 'application/json' }
    const answers = [
      await home.call('alice', 'POST', general(quirky), { content: 7 }),
      await home.call('alice', 'POST', `/servers/${server}/categories`, { name: '' }),
      await home.call('alice', 'PATCH', `/servers/${server}/roles/positions`, {}),
      await fetch(`${home.url}/api/users/@me`, { method: 'PATCH', headers, body: '{' }),
      // What is refused for another reason is refused as ever.
      await home.call('alice', 'POST', '/servers', {}),
      await home.call('carol', 'POST', general(quirky), { content: 'hello' }),
    ]
    return answers.map(({ status }) => status)
  })
  expect(withIt).toEqual([500, 500, 500, 500, 400, 403])
  expect(without).toEqual([400, 400, 400, 400, 400, 403])
})

test('[QUIRK8] pages-for-errors: what is not there is a page, and too many requests are text', async () => {
  const [withIt, without] = await withAndWithout('pages-for-errors', async ({ home, faults }) => {
    const missing = await home.call('alice', 'GET', '/nowhere')
    faults.add({ match: { kind: 'http', path: '/api/users/@me' }, action: { type: 'status', status: 429 } })
    const tooMany = await home.call('alice', 'GET', '/users/@me')
    return [missing, tooMany].map(({ status, headers }) => [status, headers.get('content-type')?.split(';')[0]])
  })
  expect(withIt).toEqual([
    [404, 'text/html'],
    [429, 'text/plain'],
  ])
  expect(without).toEqual([
    [404, 'application/json'],
    [429, 'application/json'],
  ])
})

test('[QUIRK8] ack-goes-back: an older message that is acknowledged makes the newer ones unread', async () => {
  const [withIt, without] = await withAndWithout('ack-goes-back', async (quirky) => {
    const { home } = quirky
    const [first, second] = [await say(quirky, 'one'), await say(quirky, 'two')]
    for (const message of [second, first]) {
      await home.call('bob', 'POST', `/channels/${home.channel('general')}/ack`, { lastMessageId: message['_id'] })
    }
    const counts = (await (await home.call('bob', 'GET', '/users/@me/unread')).json()) as Fields[]
    return counts.find(({ channelId }) => channelId === home.channel('general'))?.['unread']
  })
  expect([withIt, without]).toEqual([1, 0])
})

test('[QUIRK8] leaky-members: a list of members has their e-mail addresses', async () => {
  const [withIt, without] = await withAndWithout('leaky-members', async (quirky) => {
    const answer = await quirky.home.call('bob', 'GET', `/servers/${await serverOf(quirky)}/members`)
    const list = (await answer.json()) as { readonly userId: Fields }[]
    return list.map(({ userId }) => typeof userId['email'])
  })
  expect(new Set(withIt)).toEqual(new Set(['string']))
  expect(new Set(without)).toEqual(new Set(['undefined']))
})

test('[QUIRK8] mojibake-names: a name beyond ASCII comes back misread', async () => {
  const [withIt, without] = await withAndWithout('mojibake-names', async ({ home }) => {
    const names = ['plain.txt', 'naïve 早.txt'].map(async (filename) => {
      const { headers, body } = formOf([{ field: 'file', filename, type: 'text/plain' }])
      const answer = await fetch(`${home.url}/api/channels/${home.channel('general')}/uploads`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${await home.tokenOf('alice')}` },
        body: new Uint8Array(body),
      })
      return (await bodyOf(answer))['filename']
    })
    return Promise.all(names)
  })
  expect(withIt).toEqual(['plain.txt', Buffer.from('naïve 早.txt').toString('latin1')])
  expect(without).toEqual(['plain.txt', 'naïve 早.txt'])
})

test('[QUIRK8] webhook-mentions-refused: a webhook that calls everybody is refused, and nothing of it is stored', async () => {
  const [withIt, without] = await withAndWithout('webhook-mentions-refused', async (quirky) => {
    const { home } = quirky
    const mount = `/servers/${await serverOf(quirky)}/channels/${home.channel('general')}/webhooks`
    const made = await bodyOf(await home.call('alice', 'POST', mount, { name: 'News' }))
    const write = async (content: string): Promise<number> => {
      const address = `${home.url}/api/webhooks/${String(made['_id'])}/${String(made['token'])}`
      const headers = { 'content-type': 'application/json' }
      return (await fetch(address, { method: 'POST', headers, body: JSON.stringify({ content }) })).status
    }
    const statuses = [await write('For @everyone'), await write('For the few')]
    const page = (await (await home.call('alice', 'GET', general(quirky))).json()) as Fields[]
    return [...statuses, ...page.map(({ content }) => content)]
  })
  expect(withIt).toEqual([403, 200, 'For the few'])
  expect(without).toEqual([200, 200, 'For the few', 'For @everyone'])
})

test('[QUIRK7] phantom-unreact: a reaction that somebody never had is told to be taken away', async () => {
  const [withIt, without] = await withAndWithout('phantom-unreact', async (quirky) => {
    using bob = await come(quirky, 'bob')
    const { _id: id } = await say(quirky, 'hello')
    const path = `${general(quirky)}/${String(id)}/reactions/${encodeURIComponent('🌱')}/@me`
    await quirky.home.call('bob', 'PUT', path)
    for (const person of ['alice', 'bob']) await quirky.home.call(person, 'DELETE', path)
    await bob.settled()
    return fieldsOf(bob, 'MESSAGE_REACTION_REMOVE').map(({ _id }) => _id === id)
  })
  expect([withIt, without]).toEqual([[true, true], [true]])
})

test('[QUIRK7] retract-again: what is retracted a second time is told again', async () => {
  const [withIt, without] = await withAndWithout('retract-again', async (quirky) => {
    using bob = await come(quirky, 'bob')
    const { _id: id } = await say(quirky, 'hello')
    const path = `${general(quirky)}/${String(id)}`
    for (let times = 0; times < 2; times += 1) await quirky.home.call('alice', 'DELETE', path)
    await bob.settled()
    return fieldsOf(bob, 'MESSAGE_UPDATE').map(({ retractedAt }) => typeof retractedAt)
  })
  expect([withIt, without]).toEqual([['string', 'string'], ['string']])
})

test('[QUIRK9] with all of them on a gateway still serves, and the journal names each quirk that strikes', async () => {
  await using quirky = await startQuirky({ quirks: parseQuirks('reference') })
  using alice = await come(quirky, 'alice')
  const answer = await quirky.home.call('alice', 'POST', general(quirky), { content: 'hello' })
  expect(answer.status).toBe(201)
  await alice.wait('MESSAGE_CREATE')
  await quirky.home.call('alice', 'POST', '/servers', { name: 'New' })
  const struck = stepsOf(quirky.journal, 'fault').map(({ fault }) => fault as QuirkName)
  expect(struck).toContain('stale-rooms')
})
