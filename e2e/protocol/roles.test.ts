import { describe, expect, test } from 'vitest'
import { role, type Role } from '#shared/models/role.ts'
import { answerOf, refusal } from '../fixtures/answers.ts'
import { crewWorld } from '../fixtures/crew-world.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const NOWHERE = 'a'.repeat(24)
const NOT_A_MEMBER = refusal(403, 'You are not a member of this server.')
const NO_PERMISSION = refusal(403, 'You do not have the required permission: MANAGE_ROLES')
const TOO_HIGH = refusal(403, 'You cannot manage a role with an equal or higher position than your own highest role.')
const TARGET_NOT_FOUND = refusal(404, 'Target role not found.')
const MALFORMED = refusal(400, 'Invalid data format provided.')

const startCrew = (): Promise<TestGateway> => startTestGateway({ world: crewWorld })

const known = (ids: ReadonlyMap<string, string>, ref: string): string => ids.get(ref) ?? ''
const shipOf = ({ ids }: TestGateway): string => known(ids.servers, 'ship')
const roleOf = ({ ids }: TestGateway, ref: string): string => known(ids.roles, ref)

interface Call {
  readonly as?: string
  readonly body?: unknown
  readonly server?: string
}

const at = (home: TestGateway, { server = 'ship' }: Call, rest: string): string =>
  `/servers/${home.ids.servers.get(server) ?? server}/roles${rest}`

async function create(home: TestGateway, call: Call): Promise<readonly [number, unknown]> {
  return answerOf(await home.call(call.as ?? 'alice', 'POST', at(home, call, ''), call.body))
}

async function edit(home: TestGateway, ref: string, call: Call): Promise<readonly [number, unknown]> {
  const path = at(home, call, `/${home.ids.roles.get(ref) ?? ref}`)
  return answerOf(await home.call(call.as ?? 'alice', 'PATCH', path, call.body))
}

async function remove(home: TestGateway, ref: string, call: Call = {}): Promise<readonly [number, unknown]> {
  const path = at(home, call, `/${home.ids.roles.get(ref) ?? ref}`)
  return answerOf(await home.call(call.as ?? 'alice', 'DELETE', path))
}

async function reorder(home: TestGateway, call: Call): Promise<readonly [number, unknown]> {
  return answerOf(await home.call(call.as ?? 'alice', 'PATCH', at(home, call, '/positions'), call.body))
}

async function rolesOf(home: TestGateway, server = 'ship'): Promise<Role[]> {
  const person = server === 'ship' ? 'alice' : 'mallory'
  const rows = (await (await home.call(person, 'GET', at(home, { server }, ''))).json()) as unknown[]
  return rows.map((row) => role.parse(row))
}

async function everyoneOf(home: TestGateway): Promise<string> {
  return (await rolesOf(home)).find((row) => row.isDefault)?._id ?? ''
}

const positions = (rows: readonly Role[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ name, position }) => [name, position]))

describe('making a role', () => {
  test('[ROLE1] it has what was asked for, and the rest by default', async () => {
    await using home = await startCrew()
    const [status, plain] = await create(home, { body: { name: 'Cook' } })
    expect([status, plain]).toEqual([
      201,
      {
        _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        name: 'Cook',
        serverId: shipOf(home),
        permissions: [],
        color: '#99AAB5',
        position: 5,
        isDefault: false,
        createdAt: expect.any(String) as string,
        updatedAt: expect.any(String) as string,
      },
    ])
    const words = ['EMBED_LINKS', 'KICK_MEMBERS']
    const full = { name: 'Cook', permissions: words, color: 'teal', position: 10 }
    const [, made] = await create(home, { body: { ...full, isDefault: true, serverId: NOWHERE, _id: NOWHERE } })
    expect(made).toMatchObject({ ...full, isDefault: false, serverId: shipOf(home) })
    expect((made as Role)._id).not.toBe(NOWHERE)
    expect(await create(home, { body: { name: 'Next' } })).toMatchObject([201, { position: 11 }])
    expect((await rolesOf(home)).map(({ name }) => name)).toEqual([
      '@everyone',
      'Admin',
      'Crew',
      'Manager',
      'Captain',
      'Cook',
      'Cook',
      'Next',
    ])
  })

  test('[ROLE1] only the owner does, and everybody else hears why not before any complaint about the body', async () => {
    await using home = await startCrew()
    const ownerOnly = refusal(403, 'Only the server owner can create roles.')
    expect(await create(home, { as: 'frank', body: { name: '' } })).toEqual(ownerOnly)
    expect(await create(home, { as: 'bob', body: { name: '' } })).toEqual(ownerOnly)
    expect(await create(home, { as: 'erin', body: { name: '' } })).toEqual(NO_PERMISSION)
    expect(await create(home, { as: 'mallory', body: { name: '' } })).toEqual(NOT_A_MEMBER)
    expect(await create(home, { server: NOWHERE, body: { name: 'x' } })).toEqual(NOT_A_MEMBER)
    expect(await create(home, { server: 'zzz', body: { name: 'x' } })).toEqual(MALFORMED)
    expect(await rolesOf(home)).toHaveLength(5)
  })

  test.each([
    [undefined, ''],
    [[], ''],
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'x', permissions: null }, 'permissions'],
    [{ name: 'x', permissions: 'KICK_MEMBERS' }, 'permissions'],
    [{ name: 'x', permissions: ['KICK_MEMBERS', 5] }, 'permissions.1'],
    [{ name: 'x', color: null }, 'color'],
    [{ name: 'x', position: 'high' }, 'position'],
    [{ name: 'x', position: 0 }, 'position'],
    [{ name: 'x', position: 1.5 }, 'position'],
  ])('[ROLE1] %j makes none', async (body, path) => {
    await using home = await startCrew()
    expect(await create(home, { body })).toMatchObject([400, { errors: [{ path }] }])
    expect(await rolesOf(home)).toHaveLength(5)
  })
})

describe('editing a role', () => {
  test('[ROLE3] name, permissions and colour are written, all else is passed over', async () => {
    await using home = await startCrew()
    const before = (await rolesOf(home)).find(({ name }) => name === 'Crew')
    const change = {
      name: 'Hands',
      color: 'red',
      permissions: ['CHANGE_NICKNAME', 'MANAGE_NICKNAMES', 'ADD_REACTIONS'],
    }
    const foreign = known(home.ids.servers, 'raft')
    const body = { ...change, isDefault: true, position: 99, serverId: foreign, $set: { name: 'no' }, _id: NOWHERE }
    const wanted = { ...before, ...change, updatedAt: expect.any(String) as string }
    expect(await edit(home, 'crew', { body })).toEqual([200, wanted])
    expect((await rolesOf(home)).find(({ name }) => name === 'Hands')).toEqual(wanted)
    expect(await edit(home, 'crew', { body: { color: 'blue' } })).toMatchObject([200, { ...change, color: 'blue' }])
    expect(await edit(home, 'crew', { body: {} })).toMatchObject([200, { ...change, color: 'blue' }])
  })

  test.each([undefined, [], { permissions: null }, { permissions: [5] }, { name: '' }, { name: 'x'.repeat(101) }])(
    '[ROLE3] %j changes nothing',
    async (body) => {
      await using home = await startCrew()
      const before = await rolesOf(home)
      expect((await edit(home, 'crew', { body }))[0]).toBe(400)
      expect(await rolesOf(home)).toEqual(before)
    },
  )

  test('[ROLE2] a role of another server is found nowhere but there', async () => {
    await using home = await startCrew()
    const raft = await rolesOf(home, 'raft')
    const everyone = raft.find((row) => row.isDefault)?._id ?? ''
    const body = { permissions: ['ADMINISTRATOR'], name: 'hacked' }
    for (const target of ['rower', everyone, NOWHERE]) {
      expect(await edit(home, target, { body })).toEqual(refusal(404, 'Role not found'))
      expect(await edit(home, target, { as: 'bob', body })).toEqual(TARGET_NOT_FOUND)
      expect(await remove(home, target)).toEqual(refusal(404, 'Role not found in this server.'))
      expect(await remove(home, target, { as: 'bob' })).toEqual(TARGET_NOT_FOUND)
    }
    const moved = [{ roleId: roleOf(home, 'rower'), position: 40 }]
    expect((await reorder(home, { body: moved }))[0]).toBe(200)
    expect(await reorder(home, { as: 'bob', body: moved })).toEqual(TARGET_NOT_FOUND)
    expect(await rolesOf(home, 'raft')).toEqual(raft)
  })

  test('[ROLE4] whoever is no owner reaches only what is below them', async () => {
    await using home = await startCrew()
    const everyone = await everyoneOf(home)
    const before = await rolesOf(home)
    for (const [as, ref] of [
      ['bob', 'captain'],
      ['bob', 'manager'],
      ['frank', 'administrator'],
      ['frank', 'crew'],
    ] as const) {
      // The body would not do either: rank is asked first.
      expect(await edit(home, ref, { as, body: { name: '' } })).toEqual(TOO_HIGH)
      expect(await remove(home, ref, { as })).toEqual(TOO_HIGH)
      expect(await reorder(home, { as, body: [{ roleId: roleOf(home, ref), position: 1.0e3 }] })).toEqual(TOO_HIGH)
    }
    expect(await rolesOf(home)).toEqual(before)
    expect((await edit(home, 'crew', { as: 'bob', body: { name: 'Hands' } }))[0]).toBe(200)
    expect((await edit(home, everyone, { as: 'bob', body: { name: 'all' } }))[0]).toBe(200)
    expect((await edit(home, everyone, { as: 'frank', body: { name: 'everybody' } }))[0]).toBe(200)
    expect((await remove(home, 'administrator', { as: 'bob' }))[0]).toBe(200)
  })

  test('[ROLE4] a manager by @everyone alone stands above nothing', async () => {
    await using home = await startCrew()
    const everyone = await everyoneOf(home)
    await edit(home, everyone, { body: { permissions: ['MANAGE_ROLES'] } })
    expect(await edit(home, everyone, { as: 'erin', body: { permissions: [] } })).toEqual(TOO_HIGH)
    expect(await remove(home, everyone, { as: 'erin' })).toEqual(TOO_HIGH)
    expect(await edit(home, 'administrator', { as: 'erin', body: {} })).toEqual(TOO_HIGH)
  })

  test('[ROLE5] whoever is no owner adds only what they hold, to @everyone as well', async () => {
    await using home = await startCrew()
    const everyone = await everyoneOf(home)
    for (const target of ['crew', everyone]) {
      for (const permission of ['ADMINISTRATOR', 'MANAGE_SERVER']) {
        expect(await edit(home, target, { as: 'bob', body: { permissions: [permission] } })).toEqual(TOO_HIGH)
      }
    }
    expect(await edit(home, everyone, { as: 'frank', body: { permissions: ['MANAGE_SERVER'] } })).toMatchObject([
      200,
      { permissions: ['MANAGE_SERVER'] },
    ])
    const held = ['KICK_MEMBERS', 'VIEW_CHANNEL', 'EMBED_LINKS', 'MANAGE_SERVER']
    expect(await edit(home, 'crew', { as: 'bob', body: { permissions: held } })).toMatchObject([
      200,
      { permissions: held },
    ])
    // What a role has already may stay, and may go, whoever edits it.
    const beyond = ['MENTION_EVERYONE', 'CHANGE_NICKNAME']
    await edit(home, 'crew', { body: { permissions: beyond } })
    expect((await edit(home, 'crew', { as: 'bob', body: { permissions: ['KICK_MEMBERS', ...beyond] } }))[0]).toBe(200)
    expect((await edit(home, 'crew', { as: 'bob', body: { permissions: [] } }))[0]).toBe(200)
    expect(await edit(home, 'crew', { as: 'bob', body: { permissions: beyond } })).toEqual(TOO_HIGH)
  })

  test('[ROLE9] gates come first, for ids as for bodies', async () => {
    await using home = await startCrew()
    for (const target of ['zzz', NOWHERE, 'crew']) {
      expect(await edit(home, target, { as: 'erin', body: [] })).toEqual(NO_PERMISSION)
      expect(await edit(home, target, { as: 'mallory', body: [] })).toEqual(NOT_A_MEMBER)
      expect(await edit(home, target, { server: NOWHERE, body: [] })).toEqual(NOT_A_MEMBER)
      expect(await remove(home, target, { as: 'erin' })).toEqual(NO_PERMISSION)
      expect(await remove(home, target, { as: 'mallory' })).toEqual(NOT_A_MEMBER)
    }
    expect(await reorder(home, { as: 'erin', body: {} })).toEqual(NO_PERMISSION)
    expect(await reorder(home, { as: 'mallory', body: {} })).toEqual(NOT_A_MEMBER)
    expect(await edit(home, 'zzz', { body: {} })).toEqual(MALFORMED)
    expect(await remove(home, 'zzz')).toEqual(MALFORMED)
    expect(await edit(home, 'crew', { server: 'zzz', body: {} })).toEqual(MALFORMED)
  })
})

describe('deleting a role', () => {
  test('[ROLE6] it is gone from the list, from members and from overrides', async () => {
    await using home = await startCrew()
    const crew = roleOf(home, 'crew')
    const everyone = await everyoneOf(home)
    const { database } = home.gateway.parts
    expect(await remove(home, 'crew')).toEqual([200, { message: 'Role deleted successfully.' }])
    expect((await rolesOf(home)).map(({ name }) => name)).not.toContain('Crew')
    const rows = (await (await home.call('alice', 'GET', `/servers/${shipOf(home)}/members`)).json()) as {
      userId: { username: string }
      roleIds: string[]
    }[]
    const rolesBy = Object.fromEntries(rows.map((row) => [row.userId.username, row.roleIds]))
    expect([rolesBy.carol, rolesBy.bob]).toEqual([[everyone], [everyone, roleOf(home, 'manager')]])
    const overrides = await database.reader.selectFrom('permissionOverride').select('targetId').execute()
    expect(overrides.map(({ targetId }) => targetId)).toContain(everyone)
    expect(overrides.map(({ targetId }) => targetId)).not.toContain(crew)
    expect(await remove(home, 'crew')).toEqual(refusal(404, 'Role not found in this server.'))
  })

  test('[ROLE6] @everyone stays', async () => {
    await using home = await startCrew()
    const everyone = await everyoneOf(home)
    for (const as of ['alice', 'bob']) {
      expect(await remove(home, everyone, { as })).toEqual(refusal(403, 'Cannot delete the default @everyone role.'))
    }
  })
})

describe('reordering', () => {
  const entry = (home: TestGateway, ref: string, position?: number): object => ({
    roleId: roleOf(home, ref),
    ...(position === undefined ? {} : { position }),
  })

  test('[ROLE7] the owner puts roles anywhere and gets them all, from the lowest up', async () => {
    await using home = await startCrew()
    const body = [entry(home, 'captain', 1), entry(home, 'administrator', 9), entry(home, 'crew')]
    const [status, list] = await reorder(home, { body })
    expect([status, (list as Role[]).map(({ name, position }) => [name, position])]).toEqual([
      200,
      [
        ['@everyone', 0],
        ['Captain', 1],
        ['Crew', 2],
        ['Manager', 3],
        ['Admin', 9],
      ],
    ])
    expect(await rolesOf(home)).toEqual(list)
    expect(await reorder(home, { body: [] })).toEqual([200, list])
  })

  test('[ROLE7] the last word on a role counts', async () => {
    await using home = await startCrew()
    await reorder(home, { body: [entry(home, 'crew', 7), entry(home, 'crew', 6)] })
    expect(positions(await rolesOf(home))).toMatchObject({ Crew: 6 })
  })

  test.each([50, 1, 0, -1, 0.5])('[ROLE7] @everyone stays at the bottom, even at %d', async (position) => {
    await using home = await startCrew()
    const everyone = { roleId: await everyoneOf(home), position }
    expect((await reorder(home, { body: [everyone, entry(home, 'crew', 6)] }))[0]).toBe(200)
    expect(positions(await rolesOf(home))).toMatchObject({ '@everyone': 0, Crew: 6 })
    expect((await reorder(home, { as: 'bob', body: [everyone] }))[0]).toBe(200)
  })

  test('[ROLE7] a manager may send the whole list, as long as only what is below them moves', async () => {
    await using home = await startCrew()
    const all = async (change: Record<string, number>): Promise<object[]> =>
      (await rolesOf(home)).map(({ _id, name, position }) => ({ roleId: _id, position: change[name] ?? position }))
    expect((await reorder(home, { as: 'bob', body: await all({ Crew: 1, Admin: 2, '@everyone': 1 }) }))[0]).toBe(200)
    expect(positions(await rolesOf(home))).toEqual({ '@everyone': 0, Crew: 1, Admin: 2, Manager: 3, Captain: 4 })
    for (const change of [{ Crew: 3 }, { Crew: 4 }, { Captain: 5 }, { Captain: 1 }, { Manager: 2 }]) {
      expect(await reorder(home, { as: 'bob', body: await all({ Admin: 1, ...change }) })).toEqual(TOO_HIGH)
    }
    expect(positions(await rolesOf(home))).toEqual({ '@everyone': 0, Crew: 1, Admin: 2, Manager: 3, Captain: 4 })
  })

  test.each([
    ['no body', undefined],
    ['an object', { roleId: NOWHERE, position: 3 }],
    ['a list of texts', ['x']],
    ['a text as position', [{ roleId: NOWHERE, position: '3' }]],
  ])('[ROLE7] %s is 400', async (_what, body) => {
    await using home = await startCrew()
    expect(await reorder(home, { body })).toMatchObject([400, { errors: [{ path: expect.any(String) as string }] }])
  })

  test('[ROLE7] a malformed id and a position that is none are 400, and nothing of the list is done', async () => {
    await using home = await startCrew()
    const before = await rolesOf(home)
    const good = entry(home, 'crew', 8)
    expect(await reorder(home, { body: [good, { roleId: 'zzz', position: 3 }] })).toEqual(MALFORMED)
    expect(await reorder(home, { body: [good, { position: 3 }] })).toMatchObject([
      400,
      { errors: [{ path: '1.roleId', message: 'Invalid input: expected string, received undefined' }] },
    ])
    for (const position of [0, -1, 1.5]) {
      expect(await reorder(home, { body: [good, entry(home, 'captain', position)] })).toMatchObject([
        400,
        { errors: [{ path: '1.position' }] },
      ])
    }
    expect(await rolesOf(home)).toEqual(before)
  })
})

describe('[ROLE8] what is heard of a change', () => {
  const post = (home: TestGateway, content: string): Promise<Response> =>
    home.call('alice', 'POST', `/channels/${home.channel('hold')}/messages`, { content })

  const isUpdate = ({ event }: SocketClient['heard'][number]): boolean => event === 'PERMISSIONS_UPDATE'

  /** Words heard before and after the change was told, in the order of hearing. */
  function wordsAround({ heard }: SocketClient): { before: string[]; after: string[] } {
    const turn = heard.findIndex(isUpdate)
    const words = (part: SocketClient['heard']): string[] =>
      part
        .filter(({ event }) => event === 'MESSAGE_CREATE')
        .map(({ payload }) => (payload as { content: string }).content)
    return { before: words(heard.slice(0, turn)), after: words(heard.slice(turn)) }
  }

  /** Talks in the hold while somebody changes something; answers with what the owner and one other heard. */
  async function talkAround(
    home: TestGateway,
    person: string,
    change: () => Promise<readonly [number, unknown]>,
  ): Promise<{ owner: ReturnType<typeof wordsAround>; other: ReturnType<typeof wordsAround> }> {
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    using other = await readySocket(home.url, await home.tokenOf(person))
    using mallory = await readySocket(home.url, await home.tokenOf('mallory'))
    await post(home, 'first')
    const words = Array.from({ length: 12 }, (_, index) => `word ${index}`)
    const talk = words.map(async (word, index) => {
      if (index === 6) await change()
      await post(home, word)
    })
    await Promise.all(talk)
    await post(home, 'last')
    await Promise.all([alice.settled(), other.settled(), mallory.settled()])
    for (const socket of [alice, other]) {
      expect(socket.all('PERMISSIONS_UPDATE')).toEqual([{ serverId: shipOf(home) }])
    }
    expect(mallory.all('PERMISSIONS_UPDATE')).toEqual([])
    return { owner: wordsAround(alice), other: wordsAround(other) }
  }

  test('a deleted role takes its channels along before anybody is told', async () => {
    await using home = await startCrew()
    const { owner, other } = await talkAround(home, 'carol', () => remove(home, 'crew'))
    expect(owner.after).toContain('last')
    expect(other).toEqual({ before: owner.before, after: [] })
  })

  test('a role that loses ADMINISTRATOR loses what it saw by it', async () => {
    await using home = await startCrew()
    const change = (): Promise<readonly [number, unknown]> => edit(home, 'administrator', { body: { permissions: [] } })
    const { owner, other } = await talkAround(home, 'frank', change)
    expect(other).toEqual({ before: owner.before, after: [] })
  })

  test('a role that gains it sees everything from then on', async () => {
    await using home = await startCrew()
    const change = (): Promise<readonly [number, unknown]> =>
      edit(home, 'captain', { body: { permissions: ['ADMINISTRATOR'] } })
    const { owner, other } = await talkAround(home, 'dan', change)
    expect(other).toEqual({ before: [], after: owner.after })
    expect(owner.before).toContain('first')
  })

  test('an order that turns overrides around moves who is concerned', async () => {
    await using home = await startCrew()
    const { database } = home.gateway.parts
    const denial = { targetType: 'role', targetId: roleOf(home, 'captain'), allow: '[]', deny: '["VIEW_CHANNEL"]' }
    await database.write(async (writer) => {
      const row = { ...denial, targetType: 'role' as const, channelId: home.channel('hold'), place: 9 }
      await writer.insertInto('permissionOverride').values(row).execute()
      const roleIds = JSON.stringify([roleOf(home, 'captain'), roleOf(home, 'crew')])
      await writer.updateTable('member').set({ roleIds }).where('userId', '=', home.idOf('erin')).execute()
      return { result: undefined }
    })
    const change = (): Promise<readonly [number, unknown]> =>
      reorder(home, { body: [{ roleId: roleOf(home, 'crew'), position: 9 }] })
    const { owner, other } = await talkAround(home, 'erin', change)
    expect(other).toEqual({ before: [], after: owner.after })
  })

  test('a new role and an edit that changes nothing are told as well, a refusal is not', async () => {
    await using home = await startCrew()
    using erin = await readySocket(home.url, await home.tokenOf('erin'))
    await create(home, { body: { name: 'Cook' } })
    await edit(home, 'crew', { body: {} })
    await reorder(home, { body: [] })
    await create(home, { body: {} })
    await edit(home, 'captain', { as: 'bob', body: {} })
    await remove(home, NOWHERE)
    await erin.settled()
    expect(erin.all('PERMISSIONS_UPDATE')).toEqual(Array.from({ length: 3 }, () => ({ serverId: shipOf(home) })))
  })
})
