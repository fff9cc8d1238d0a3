import { describe, expect, test } from 'vitest'
import { member } from '#shared/models/member.ts'
import { answerOf, refusal } from '../fixtures/answers.ts'
import { crewWorld } from '../fixtures/crew-world.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const NOWHERE = 'a'.repeat(24)
const NOT_A_MEMBER = refusal(403, 'You are not a member of this server.')
const MALFORMED = refusal(400, 'Invalid data format provided.')
const USER_TOO_HIGH = refusal(403, 'You cannot manage a user with an equal or higher role position than your own.')
const ROLE_TOO_HIGH = refusal(
  403,
  'You cannot manage a role with an equal or higher position than your own highest role.',
)
const DONE = [204, undefined] as const

const startCrew = (): Promise<TestGateway> => startTestGateway({ world: crewWorld })

const shipOf = ({ ids }: TestGateway): string => ids.servers.get('ship') ?? ''
const roleOf = ({ ids }: TestGateway, ref: string): string => ids.roles.get(ref) ?? ref
const userOf = ({ ids }: TestGateway, ref: string): string => ids.people.get(ref) ?? ref

interface Call {
  readonly as?: string
  readonly server?: string
}

const membersAt = (home: TestGateway, server = shipOf(home)): string => `/servers/${server}/members`

async function kick(home: TestGateway, target: string, { as = 'alice', server }: Call = {}): Promise<unknown> {
  return answerOf(await home.call(as, 'DELETE', `${membersAt(home, server)}/${userOf(home, target)}`))
}

async function leave(home: TestGateway, person: string, server?: string): Promise<unknown> {
  return answerOf(await home.call(person, 'DELETE', `${membersAt(home, server)}/@me`))
}

/** The body where it is an object, else the roles by reference or id. */
async function setRoles(home: TestGateway, target: string, call: Call & { readonly roles: unknown }): Promise<unknown> {
  const { as = 'alice', server, roles } = call
  const path = `${membersAt(home, server)}/${userOf(home, target)}/roles`
  const body = Array.isArray(roles) ? { roleIds: roles.map((ref: string) => roleOf(home, ref)) } : roles
  return answerOf(await home.call(as, 'PUT', path, body))
}

interface Row {
  readonly name: string
  readonly roleIds: readonly string[]
}

async function membersOf(home: TestGateway): Promise<Row[]> {
  const rows = (await (await home.call('alice', 'GET', membersAt(home))).json()) as unknown[]
  return rows.map((row) => {
    const { userId, roleIds } = member.parse(row)
    return { name: userId?.username ?? '', roleIds }
  })
}

const namesOf = async (home: TestGateway): Promise<string[]> =>
  (await membersOf(home)).map(({ name }) => name).toSorted()

const rolesOf = async (home: TestGateway, person: string): Promise<readonly string[] | undefined> =>
  (await membersOf(home)).find(({ name }) => name === person)?.roleIds

async function everyoneOf(home: TestGateway): Promise<string> {
  const { everyoneRoleId } = (await (await home.call('alice', 'GET', `/servers/${shipOf(home)}`)).json()) as {
    everyoneRoleId: string
  }
  return everyoneRoleId
}

/** Lets somebody, and dan, into the hold by overrides of their own. */
async function letIn(home: TestGateway, person: string): Promise<void> {
  await home.gateway.parts.database.write(async (writer) => {
    const common = { channelId: home.channel('hold'), targetType: 'member' as const, allow: '["VIEW_CHANNEL"]' }
    for (const ref of [person, 'dan']) {
      const row = { ...common, targetId: home.idOf(ref), deny: '[]', place: 5 }
      await writer.insertInto('permissionOverride').values(row).execute()
    }
    return { result: undefined }
  })
}

async function overridesFor(home: TestGateway): Promise<string[]> {
  const { reader } = home.gateway.parts.database
  const rows = await reader
    .selectFrom('permissionOverride')
    .select('targetId')
    .where('targetType', '=', 'member')
    .execute()
  return rows.map((row) => row.targetId)
}

const post = (home: TestGateway, channel: string, content: string): Promise<Response> =>
  home.call('alice', 'POST', `/channels/${home.channel(channel)}/messages`, { content })

const wordsOf = (client: SocketClient): string[] =>
  client.all('MESSAGE_CREATE').map((payload) => (payload as { content: string }).content)

const socketOf = async (home: TestGateway, person: string): Promise<SocketClient> =>
  readySocket(home.url, await home.tokenOf(person))

describe('kicking', () => {
  test('[MEMB1] needs the permission, and then a higher rank', async () => {
    await using home = await startCrew()
    const noPermission = refusal(403, 'You do not have the required permission: KICK_MEMBERS')
    for (const target of ['alice', 'bob', 'erin', 'zzz', NOWHERE, 'carol']) {
      expect(await kick(home, target, { as: 'carol' })).toEqual(noPermission)
      expect(await kick(home, target, { as: 'mallory' })).toEqual(NOT_A_MEMBER)
      expect(await kick(home, target, { server: NOWHERE })).toEqual(NOT_A_MEMBER)
    }
    for (const target of ['alice', 'dan']) expect(await kick(home, target, { as: 'bob' })).toEqual(USER_TOO_HIGH)
    for (const target of ['bob', 'carol', 'dan']) {
      expect(await kick(home, target, { as: 'frank' })).toEqual(USER_TOO_HIGH)
    }
    expect(await namesOf(home)).toHaveLength(6)
    for (const target of ['carol', 'erin', 'frank']) expect(await kick(home, target, { as: 'bob' })).toEqual(DONE)
    expect(await kick(home, 'dan')).toEqual(DONE)
    expect(await namesOf(home)).toEqual(['alice', 'bob'])
  })

  test('[MEMB1] equal rank is too high', async () => {
    await using home = await startCrew()
    await setRoles(home, 'carol', { roles: ['manager'] })
    expect(await kick(home, 'carol', { as: 'bob' })).toEqual(USER_TOO_HIGH)
    expect(await kick(home, 'bob', { as: 'carol' })).toEqual(USER_TOO_HIGH)
  })

  test('[MEMB1] an owner whose role is low, or who has none, is out of reach', async () => {
    await using home = await startCrew()
    await setRoles(home, 'alice', { roles: [] })
    expect(await kick(home, 'alice', { as: 'bob' })).toEqual(USER_TOO_HIGH)
    expect(await setRoles(home, 'alice', { as: 'bob', roles: ['crew'] })).toEqual(USER_TOO_HIGH)
  })

  test('[MEMB1] nobody kicks themselves, in whatever letters the id is written', async () => {
    await using home = await startCrew()
    const self = refusal(403, 'You cannot remove yourself.')
    for (const person of ['alice', 'bob', 'frank']) {
      expect(await kick(home, person, { as: person })).toEqual(self)
      expect(await kick(home, home.idOf(person).toUpperCase(), { as: person })).toEqual(self)
    }
    expect(await namesOf(home)).toHaveLength(6)
  })

  test('[MEMB1] who is no member is not found, and a malformed id is 400', async () => {
    await using home = await startCrew()
    const notFound = refusal(404, 'Member not found in this server.')
    for (const as of ['alice', 'bob']) {
      for (const target of ['mallory', NOWHERE]) expect(await kick(home, target, { as })).toEqual(notFound)
      expect(await kick(home, 'zzz', { as })).toEqual(MALFORMED)
    }
    expect(await kick(home, 'erin', { server: 'zzz' })).toEqual(MALFORMED)
    expect(await kick(home, 'erin')).toEqual(DONE)
    expect(await kick(home, 'erin')).toEqual(notFound)
  })

  test('[MEMB2] who is kicked hears it and nothing after, the others hear who went', async () => {
    await using home = await startCrew()
    await letIn(home, 'erin')
    using alice = await socketOf(home, 'alice')
    using bob = await socketOf(home, 'bob')
    using erin = await socketOf(home, 'erin')
    using erinToo = await socketOf(home, 'erin')
    using mallory = await socketOf(home, 'mallory')
    const words = Array.from({ length: 12 }, (_, index) => `word ${index}`)
    const talk = words.map(async (word, index) => {
      if (index === 6) await kick(home, 'erin')
      await post(home, index % 2 === 0 ? 'deck' : 'hold', word)
    })
    await Promise.all(talk)
    await home.call('alice', 'PATCH', `/servers/${shipOf(home)}`, { name: 'Renamed' })
    await post(home, 'deck', 'last')
    const all = [alice, bob, erin, erinToo, mallory]
    await Promise.all(all.map((socket) => socket.settled()))
    const gone = { serverId: shipOf(home), userId: home.idOf('erin') }
    for (const socket of [erin, erinToo]) {
      const heard = socket.heard.filter(({ event }) => !['error', 'PRESENCE_UPDATE'].includes(event))
      expect(heard.at(-1)).toEqual({ event: 'SERVER_KICK', payload: { serverId: shipOf(home) } })
      expect(socket.all('SERVER_KICK')).toHaveLength(1)
    }
    for (const socket of [alice, bob]) {
      expect(socket.all('MEMBER_LEAVE')).toEqual([gone])
      expect(socket.all('SERVER_KICK')).toEqual([])
    }
    const leftAt = alice.heard.findIndex(({ event }) => event === 'MEMBER_LEAVE')
    const before = alice.heard.slice(0, leftAt).filter(({ event }) => event === 'MESSAGE_CREATE').length
    expect(wordsOf(erin)).toEqual(wordsOf(alice).slice(0, before))
    expect(mallory.heard.map(({ event }) => event)).not.toContain('MEMBER_LEAVE')
  })

  test('[MEMB2] their own overrides are gone when they come back', async () => {
    await using home = await startCrew()
    await letIn(home, 'erin')
    const { code } = (await (await home.call('alice', 'POST', `/servers/${shipOf(home)}/invites`, {})).json()) as {
      code: string
    }
    await kick(home, 'erin')
    expect(await overridesFor(home)).toEqual([home.idOf('dan')])
    await home.call('erin', 'POST', `/invites/${code}`, {})
    expect((await home.call('erin', 'GET', `/channels/${home.channel('hold')}/messages`)).status).toBe(403)
    expect((await home.call('dan', 'GET', `/channels/${home.channel('hold')}/messages`)).status).toBe(200)
  })

  test('[MEMB2] a refused kick is told to nobody', async () => {
    await using home = await startCrew()
    using dan = await socketOf(home, 'dan')
    using erin = await socketOf(home, 'erin')
    await kick(home, 'dan', { as: 'bob' })
    await kick(home, 'erin', { as: 'carol' })
    await kick(home, 'mallory')
    for (const socket of [dan, erin]) {
      await socket.settled()
      expect([socket.all('SERVER_KICK'), socket.all('MEMBER_LEAVE')]).toEqual([[], []])
    }
  })
})

describe('leaving', () => {
  test('[MEMB3] takes whoever wants out, with their overrides', async () => {
    await using home = await startCrew()
    await letIn(home, 'erin')
    expect(await leave(home, 'erin')).toEqual(DONE)
    expect(await namesOf(home)).toEqual(['alice', 'bob', 'carol', 'dan', 'frank'])
    expect(await overridesFor(home)).toEqual([home.idOf('dan')])
    expect(await (await home.call('erin', 'GET', '/users/@me/servers')).json()).toEqual([])
    const notIn = refusal(404, 'You are not a member of this server.')
    expect(await leave(home, 'erin')).toEqual(notIn)
    expect(await leave(home, 'mallory')).toEqual(notIn)
    expect(await leave(home, 'mallory', NOWHERE)).toEqual(notIn)
    expect(await leave(home, 'mallory', 'zzz')).toEqual(MALFORMED)
  })

  test('[MEMB3] the only owner stays, one of two may go', async () => {
    await using home = await startCrew()
    const onlyOwner = refusal(403, 'You are the only owner. Please transfer ownership before leaving.')
    expect(await leave(home, 'alice')).toEqual(onlyOwner)
    await home.gateway.parts.database.write(async (writer) => ({
      result: await writer.updateTable('member').set({ isOwner: 1 }).where('userId', '=', home.idOf('erin')).execute(),
    }))
    expect(await leave(home, 'alice')).toEqual(DONE)
    expect(await leave(home, 'erin')).toEqual(onlyOwner)
  })

  test('[MEMB3] the server hears of it, and so do the other sockets of whoever left', async () => {
    await using home = await startCrew()
    using alice = await socketOf(home, 'alice')
    using erin = await socketOf(home, 'erin')
    using erinToo = await socketOf(home, 'erin')
    using mallory = await socketOf(home, 'mallory')
    await leave(home, 'erin')
    await post(home, 'deck', 'not for you')
    await home.call('alice', 'PATCH', `/servers/${shipOf(home)}`, { name: 'Renamed' })
    for (const socket of [alice, erin, erinToo, mallory]) {
      await socket.settled()
      expect(socket.all('MEMBER_LEAVE')).toEqual(
        socket === mallory ? [] : [{ serverId: shipOf(home), userId: home.idOf('erin') }],
      )
      const after = [socket.all('MESSAGE_CREATE').length, socket.all('SERVER_UPDATE').length]
      expect(after).toEqual(socket === alice ? [1, 1] : [0, 0])
      expect(socket.all('SERVER_KICK')).toEqual([])
    }
  })
})

describe('setting somebody’s roles', () => {
  test('[MEMB5] [MEMB6] the list replaces the old one, and the answer is the membership', async () => {
    await using home = await startCrew()
    const everyone = await everyoneOf(home)
    const roles = [roleOf(home, 'manager'), everyone, 'manager', roleOf(home, 'administrator').toUpperCase()]
    const [status, body] = (await setRoles(home, 'carol', { roles })) as [number, Record<string, unknown>]
    const roleIds = [everyone, roleOf(home, 'manager'), roleOf(home, 'administrator')]
    expect([status, body]).toEqual([
      200,
      {
        _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        serverId: shipOf(home),
        userId: {
          _id: home.idOf('carol'),
          username: 'carol',
          discriminator: expect.any(String) as string,
          isBot: false,
          createdAt: expect.any(String) as string,
        },
        roleIds,
        isOwner: false,
        notificationLevel: 'ALL_MESSAGES',
        createdAt: expect.any(String) as string,
        updatedAt: expect.any(String) as string,
      },
    ])
    expect(await rolesOf(home, 'carol')).toEqual(roleIds)
    expect(await setRoles(home, 'carol', { roles: [] })).toMatchObject([200, { roleIds: [everyone] }])
  })

  test('[MEMB5] a role that comes new is one of this server, for the owner too', async () => {
    await using home = await startCrew()
    const elsewhere = refusal(400, 'Role does not belong to this server')
    const before = await rolesOf(home, 'carol')
    for (const role of ['rower', NOWHERE]) {
      expect(await setRoles(home, 'carol', { roles: ['crew', role] })).toEqual(elsewhere)
      expect(await setRoles(home, 'carol', { as: 'bob', roles: ['crew', role] })).toEqual(elsewhere)
    }
    expect(await rolesOf(home, 'carol')).toEqual(before)
  })

  test('[MEMB5] one that is gone drops out without a complaint', async () => {
    await using home = await startCrew()
    const [everyone, crew] = [await everyoneOf(home), roleOf(home, 'crew')]
    await home.gateway.parts.database.write(async (writer) => {
      const roleIds = JSON.stringify([everyone, NOWHERE, crew])
      await writer.updateTable('member').set({ roleIds }).where('userId', '=', home.idOf('carol')).execute()
      return { result: undefined }
    })
    const roles = [everyone, NOWHERE, crew]
    expect(await setRoles(home, 'carol', { as: 'bob', roles })).toMatchObject([200, { roleIds: [everyone, crew] }])
  })

  test.each([undefined, [], {}, { roleIds: null }, { roleIds: 'x' }, { roleIds: {} }, { roleIds: [5] }])(
    '[MEMB5] %j is 400 and changes nothing',
    async (body) => {
      await using home = await startCrew()
      const path = `${membersAt(home)}/${home.idOf('carol')}/roles`
      const before = await rolesOf(home, 'carol')
      expect(await answerOf(await home.call('alice', 'PUT', path, body))).toMatchObject([
        400,
        { errors: [{ path: expect.any(String) as string }] },
      ])
      expect(await rolesOf(home, 'carol')).toEqual(before)
    },
  )

  test('[MEMB4] whoever is no owner reaches only people below, and gives and takes only roles below', async () => {
    await using home = await startCrew()
    for (const target of ['alice', 'bob', 'dan']) {
      expect(await setRoles(home, target, { as: 'bob', roles: {} })).toEqual(USER_TOO_HIGH)
    }
    for (const role of ['captain', 'manager']) {
      expect(await setRoles(home, 'erin', { as: 'bob', roles: [role] })).toEqual(ROLE_TOO_HIGH)
    }
    expect((await setRoles(home, 'erin', { as: 'bob', roles: ['crew'] })) as unknown[]).toMatchObject([200, {}])
    // Low as it stands, it holds what bob does not.
    expect(await setRoles(home, 'erin', { as: 'bob', roles: ['crew', 'administrator'] })).toEqual(ROLE_TOO_HIGH)
    expect(await setRoles(home, 'frank', { as: 'bob', roles: ['administrator', 'crew'] })).toMatchObject([200, {}])
    expect(await setRoles(home, 'frank', { as: 'bob', roles: [] })).toMatchObject([200, {}])
    expect(await rolesOf(home, 'erin')).toEqual([await everyoneOf(home), roleOf(home, 'crew')])
  })

  test('[MEMB4] gates come first, for ids as for bodies', async () => {
    await using home = await startCrew()
    const noPermission = refusal(403, 'You do not have the required permission: MANAGE_ROLES')
    for (const target of ['erin', 'zzz', NOWHERE]) {
      expect(await setRoles(home, target, { as: 'carol', roles: {} })).toEqual(noPermission)
      expect(await setRoles(home, target, { as: 'mallory', roles: {} })).toEqual(NOT_A_MEMBER)
      expect(await setRoles(home, target, { server: NOWHERE, roles: {} })).toEqual(NOT_A_MEMBER)
    }
    for (const as of ['alice', 'bob']) {
      expect(await setRoles(home, 'mallory', { as, roles: [] })).toEqual(refusal(404, 'Member not found.'))
      expect(await setRoles(home, NOWHERE, { as, roles: [] })).toEqual(refusal(404, 'Member not found.'))
      for (const target of ['zzz', '@me']) {
        expect(await setRoles(home, target, { as, roles: [] })).toEqual(MALFORMED)
      }
      expect(await setRoles(home, 'erin', { as, roles: ['zzz'] })).toEqual(MALFORMED)
    }
    expect(await setRoles(home, 'erin', { server: 'zzz', roles: [] })).toEqual(MALFORMED)
  })

  test('[MEMB6] each socket of the server and of the member hears of it once, in the rooms they then belong to', async () => {
    await using home = await startCrew()
    using alice = await socketOf(home, 'alice')
    using carol = await socketOf(home, 'carol')
    using carolToo = await socketOf(home, 'carol')
    using erin = await socketOf(home, 'erin')
    using mallory = await socketOf(home, 'mallory')
    const words = Array.from({ length: 12 }, (_, index) => `word ${index}`)
    const talk = words.map(async (word, index) => {
      if (index === 4) await setRoles(home, 'carol', { roles: [] })
      if (index === 8) await setRoles(home, 'erin', { roles: ['crew'] })
      await post(home, 'hold', word)
    })
    await Promise.all(talk)
    const all = [alice, carol, carolToo, erin, mallory]
    await Promise.all(all.map((socket) => socket.settled()))
    const told = ['carol', 'erin'].map((name) => ({ serverId: shipOf(home), userId: home.idOf(name) }))
    for (const socket of all) {
      expect(socket.all('PERMISSIONS_UPDATE').toSorted(byUser)).toEqual(socket === mallory ? [] : told.toSorted(byUser))
    }
    const order = (client: SocketClient): string[] =>
      client.heard.flatMap(({ event, payload }) => {
        if (event === 'MESSAGE_CREATE') return [(payload as { content: string }).content]
        return event === 'PERMISSIONS_UPDATE' ? [(payload as { userId: string }).userId] : []
      })
    const full = order(alice)
    const turnOf = (person: string): number => full.indexOf(home.idOf(person))
    const isWord = (text: string): boolean => text.startsWith('word')
    for (const socket of [carol, carolToo]) {
      expect(order(socket).filter(isWord)).toEqual(full.slice(0, turnOf('carol')).filter(isWord))
    }
    expect(order(erin).filter(isWord)).toEqual(full.slice(turnOf('erin')).filter(isWord))
  })
})

const byUser = (one: unknown, other: unknown): number =>
  (one as { userId: string }).userId < (other as { userId: string }).userId ? -1 : 1

describe('[MEMB7] the level of notification', () => {
  const path = (home: TestGateway, server?: string): string => `${membersAt(home, server)}/@me/notification-settings`
  const read = async (home: TestGateway, as: string, server?: string): Promise<unknown> =>
    answerOf(await home.call(as, 'GET', path(home, server)))
  const write = async (home: TestGateway, as: string, body?: unknown): Promise<unknown> =>
    answerOf(await home.call(as, 'PUT', path(home), body))

  test('is everything until somebody chooses, and theirs alone', async () => {
    await using home = await startCrew()
    using alice = await socketOf(home, 'alice')
    using erin = await socketOf(home, 'erin')
    expect(await read(home, 'erin')).toEqual([200, { notificationLevel: 'ALL_MESSAGES' }])
    for (const notificationLevel of ['MUTE', 'MENTIONS_ONLY']) {
      expect(await write(home, 'erin', { notificationLevel })).toEqual([200, { notificationLevel }])
      expect(await read(home, 'erin')).toEqual([200, { notificationLevel }])
    }
    expect(await write(home, 'erin', {})).toEqual([200, { notificationLevel: 'MENTIONS_ONLY' }])
    expect(await read(home, 'alice')).toEqual([200, { notificationLevel: 'ALL_MESSAGES' }])
    for (const socket of [alice, erin]) {
      await socket.settled()
      const heard = socket.heard.map(({ event }) => event)
      expect(heard.filter((event) => !event.startsWith('PRESENCE') && event !== 'ready')).toEqual(['error'])
    }
  })

  test('asks what it is before it asks who', async () => {
    await using home = await startCrew()
    const text = 'Invalid option: expected one of "ALL_MESSAGES"|"MENTIONS_ONLY"|"MUTE"'
    for (const as of ['erin', 'mallory']) {
      expect(await write(home, as, { notificationLevel: 'DEFAULT' })).toEqual([
        400,
        { message: text, errors: [{ path: 'notificationLevel', message: text }] },
      ])
      expect(await write(home, as)).toMatchObject([400, { errors: [{ path: '' }] }])
    }
    for (const body of [{}, { notificationLevel: 'MUTE' }])
      expect(await write(home, 'mallory', body)).toEqual(NOT_A_MEMBER)
    expect(await read(home, 'mallory')).toEqual(NOT_A_MEMBER)
    expect(await read(home, 'erin', NOWHERE)).toEqual(NOT_A_MEMBER)
    expect(await read(home, 'erin', 'zzz')).toEqual(MALFORMED)
  })
})
