import { describe, expect, test } from 'vitest'
import type { Permission } from '#shared/models/permissions.ts'
import { answerOf, crowdOf, keptServer, serverOf } from '../fixtures/kept-server.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

interface Words {
  readonly allow?: readonly Permission[]
  readonly deny?: readonly Permission[]
}

const forMember = (home: TestGateway, person: string, words: Words = {}): object => ({
  targetType: 'member',
  targetId: home.idOf(person),
  allow: [],
  deny: [],
  ...words,
})

const forRole = (home: TestGateway, role: string, words: Words = {}): object => ({
  ...forMember(home, 'alice', words),
  targetType: 'role',
  targetId: home.ids.roles.get(role) ?? '',
})

const routeOf = (home: TestGateway, channel = 'general'): string =>
  `/servers/${serverOf(home)}/channels/${home.channel(channel)}`

/** `bob` puts into `general`, or where it says: `bob in secret`. */
async function put(home: TestGateway, who: string, list: unknown): Promise<unknown[]> {
  const [person = '', channel = 'general'] = who.split(' in ')
  return answerOf(await home.call(person, 'PUT', `${routeOf(home, channel)}/permissions`, list))
}

const get = async (home: TestGateway, person: string, channel = 'general'): Promise<unknown[]> =>
  answerOf(await home.call(person, 'GET', `${routeOf(home, channel)}/permissions`))

const everyoneOf = async (home: TestGateway): Promise<string> => {
  const server = await home.call('alice', 'GET', `/servers/${serverOf(home)}`)
  return ((await server.json()) as { everyoneRoleId: string }).everyoneRoleId
}

describe('[OVER1] a list of overrides', () => {
  test('replaces the one before and is given back in its order, without what it may not carry', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const unknown = { targetType: 'role', targetId: 'f'.repeat(24), allow: [], deny: ['VIEW_CHANNEL'] }
    const list = [forMember(home, 'dave', { allow: ['MANAGE_MESSAGES'] }), unknown, forRole(home, 'keeper')]
    const sent = list.map((override) => ({ ...override, extra: 1 }))
    expect(await put(home, 'alice', sent)).toEqual([200, list])
    expect(await get(home, 'bob')).toEqual([200, list])
    expect(await put(home, 'alice', list.toReversed())).toEqual([200, list.toReversed()])
    expect(await get(home, 'erin')).toEqual([200, list.toReversed()])
    const rows = await (await home.call('dave', 'GET', `/servers/${serverOf(home)}/channels`)).json()
    expect(rows).toContainEqual(
      expect.objectContaining({ _id: home.channel('general'), permissionOverrides: list.toReversed() }),
    )
    expect(await put(home, 'alice', [])).toEqual([200, []])
    expect(await get(home, 'alice')).toEqual([200, []])
  })

  test('names its targets by ids in either case, and is stored as a whole or not at all', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const before = [forMember(home, 'dave')]
    const upper = { targetType: 'member', targetId: home.idOf('dave').toUpperCase() }
    expect(await put(home, 'alice', [upper])).toEqual([200, before])
    const malformed = [400, { message: 'Invalid data format provided.' }]
    expect(await put(home, 'alice', [forMember(home, 'bob'), { ...upper, targetId: 'zzz' }])).toEqual(malformed)
    const [status, answer] = await put(home, 'alice', [{ ...upper, allow: ['EMBED_LINKS'] }])
    expect([status, answer]).toMatchObject([400, { errors: [{ path: '0.allow.0' }] }])
    expect((await put(home, 'alice', {}))[0]).toBe(400)
    expect(await get(home, 'alice')).toEqual([200, before])
  })
})

test('[OVER2] of several for one target the last is kept, alone and where it stood', async () => {
  await using home = await startTestGateway({ world: keptServer })
  const [first, between, last] = [
    forMember(home, 'dave', { allow: ['MANAGE_MESSAGES'] }),
    forMember(home, 'bob'),
    forMember(home, 'dave', { deny: ['SEND_MESSAGES'] }),
  ]
  expect(await put(home, 'alice', [first, between, last])).toEqual([200, [between, last]])
  expect(await get(home, 'alice')).toEqual([200, [between, last]])
})

describe('[OVER3] the own MANAGE_CHANNEL', () => {
  const LOCK_OUT = [403, { message: 'You cannot submit changes that would remove your own MANAGE_CHANNEL permission.' }]
  const denied: Words = { deny: ['MANAGE_CHANNEL'] }

  test('cannot be given up by a keeper, and nothing is stored of the attempt', async () => {
    await using home = await startTestGateway({ world: keptServer })
    expect(await put(home, 'bob', [forMember(home, 'bob', denied)])).toEqual(LOCK_OUT)
    expect(await put(home, 'bob', [forRole(home, 'keeper', denied)])).toEqual(LOCK_OUT)
    // Told before the id that is none.
    expect(await put(home, 'bob', [forMember(home, 'bob', denied), { targetType: 'role', targetId: 'zzz' }])).toEqual(
      LOCK_OUT,
    )
    expect(await get(home, 'bob')).toEqual([200, []])
    const back = [forRole(home, 'keeper', denied), forMember(home, 'bob', { allow: ['MANAGE_CHANNEL'] })]
    expect(await put(home, 'bob', back)).toEqual([200, back])
  })

  test('may be denied by owner and administrator, who keep it', async () => {
    await using home = await startTestGateway({ world: keptServer })
    for (const person of ['alice', 'erin']) {
      const list = [forMember(home, person, denied), forRole(home, 'admin', denied)]
      expect(await put(home, person, list)).toEqual([200, list])
      expect((await home.call(person, 'PATCH', routeOf(home), {})).status).toBe(200)
    }
  })

  test('is not the own VIEW_CHANNEL: that may go', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const hidden = [forMember(home, 'bob', { deny: ['VIEW_CHANNEL'] })]
    expect(await put(home, 'bob', hidden)).toEqual([200, hidden])
    expect((await home.call('bob', 'GET', `/channels/${home.channel('general')}/messages`)).status).toBe(403)
  })
})

test('[OVER4] a keeper gives nobody what they do not hold, and leaves what an administrator gave', async () => {
  await using home = await startTestGateway({ world: keptServer })
  const lacking = (word: Permission): unknown[] => [
    403,
    { message: `You do not have the required permission: ${word}` },
  ]
  expect(await put(home, 'bob', [forMember(home, 'dave', { allow: ['MENTION_EVERYONE'] })])).toEqual(
    lacking('MENTION_EVERYONE'),
  )
  const given = [forMember(home, 'dave', { allow: ['MENTION_EVERYONE'] })]
  expect(await put(home, 'erin', given)).toEqual([200, given])
  const more = [...given, forMember(home, 'erin', { allow: ['SEND_MESSAGES'] })]
  expect(await put(home, 'bob', more)).toEqual([200, more])
  // The keeper manages this channel and may not view it, and so lets nobody in, themselves included.
  expect(await put(home, 'bob in secret', [])).toEqual(lacking('VIEW_CHANNEL'))
  const [, before] = await get(home, 'bob', 'secret')
  const entry = [...(before as object[]), forMember(home, 'bob', { allow: ['VIEW_CHANNEL'] })]
  expect(await put(home, 'bob in secret', entry)).toEqual(lacking('VIEW_CHANNEL'))
})

describe('[OVER5] a replacement', () => {
  test('moves everybody before it is told, and tells of the channel only those whom it concerns', async () => {
    await using home = await startTestGateway({ world: keptServer })
    using crowd = await crowdOf(home, ['alice', 'bob', 'dave', 'erin', 'carol'])
    const everyone = { targetType: 'role', targetId: await everyoneOf(home), allow: [], deny: ['VIEW_CHANNEL'] }
    const general = home.channel('general')
    const say = async (content: string): Promise<void> => {
      await home.call('alice', 'POST', `/channels/${general}/messages`, { content })
    }
    await say('before')
    await put(home, 'alice', [everyone])
    await say('hidden')
    await put(home, 'alice', [everyone, forMember(home, 'dave', { allow: ['VIEW_CHANNEL'] })])
    await say('for dave')

    const told = async (person: string): Promise<unknown[]> =>
      (await crowd.heard(person)).map(({ event, payload }) => {
        const record = payload as { content?: string; permissionOverrides?: object[] }
        return event === 'PERMISSIONS_UPDATE' ? payload : (record.content ?? record.permissionOverrides?.length)
      })
    const permissions = { serverId: serverOf(home), channelId: general }
    const all = ['before', 1, permissions, 'hidden', 2, permissions, 'for dave']
    expect(await told('alice')).toEqual(all)
    expect(await told('erin')).toEqual(all)
    expect(await told('bob')).toEqual(['before', 1, permissions, 2, permissions])
    expect(await told('dave')).toEqual(['before', permissions, 2, permissions, 'for dave'])
    expect(await told('carol')).toEqual([])
  })

  test('sent many times at once ends in rooms that fit what is stored', async () => {
    await using home = await startTestGateway({ world: keptServer })
    using crowd = await crowdOf(home, ['dave'])
    const hidden = [forMember(home, 'dave', { deny: ['VIEW_CHANNEL'] })]
    await Promise.all(Array.from({ length: 20 }, (_, index) => put(home, 'alice', index % 3 === 0 ? [] : hidden)))
    const [, stored] = await get(home, 'alice')
    const isHidden = (stored as object[]).length > 0
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hi' })
    const events = (await crowd.heard('dave')).map(({ event }) => event)
    expect(events.includes('MESSAGE_CREATE')).toBe(!isHidden)
    const rooms = [...home.gateway.parts.realtime.sockets.all()].flatMap((socket) => [...socket.rooms])
    expect(rooms.includes(home.channel('general'))).toBe(!isHidden)
  })
})

test('[PERM5] what an override says of the whole server changes nothing, in lists as at the gates', async () => {
  await using home = await startTestGateway({ world: keptServer })
  const serverWide: Words = { allow: ['ADMINISTRATOR', 'KICK_MEMBERS', 'MANAGE_SERVER'], deny: ['CREATE_INVITE'] }
  const list = [forMember(home, 'dave', serverWide)]
  expect(await put(home, 'alice', list)).toEqual([200, list])
  const rows = (await (await home.call('dave', 'GET', `/servers/${serverOf(home)}/channels`)).json()) as {
    _id: string
    permissions: string[]
  }[]
  const row = rows.find(({ _id }) => _id === home.channel('general'))
  expect(new Set(row?.permissions)).toEqual(
    new Set(['VIEW_CHANNEL', 'CREATE_INVITE', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES']),
  )
  expect((await home.call('dave', 'PATCH', routeOf(home), { name: 'mine' })).status).toBe(403)
})
