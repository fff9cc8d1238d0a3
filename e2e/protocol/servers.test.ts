import { describe, expect, test } from 'vitest'
import { createInvitesService } from '#gateway/features/invites/service.ts'
import { createServersService } from '#gateway/features/servers/service.ts'
import { createFileAddress } from '#gateway/wire/file-address.ts'
import * as ids from '#shared/models/ids.ts'
import { member } from '#shared/models/member.ts'
import { role } from '#shared/models/role.ts'
import { server, type Server } from '#shared/models/server.ts'
import { refusal } from '../fixtures/answers.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const NOT_A_MEMBER = [403, { message: 'You are not a member of this server.' }]

const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]

async function createServer(home: TestGateway, person: string, name = 'New'): Promise<Server> {
  return server.parse(await (await home.call(person, 'POST', '/servers', { name })).json())
}

const homeOf = (home: TestGateway): string => home.ids.servers.get('home') ?? ''

describe('a new server', () => {
  test('[SRV1] has @everyone, the role Owner and its maker, and nothing else', async () => {
    await using home = await startTestGateway()
    const response = await home.call('bob', 'POST', '/servers', { name: ' New ', ownerId: 'dropped' })
    const body: unknown = await response.json()
    const created = server.parse(body)
    expect([response.status, created.name, Object.keys(body as object)]).toEqual([
      201,
      ' New ',
      expect.not.arrayContaining(['ownerId']),
    ])

    const read = async (rest: string): Promise<unknown[]> =>
      (await (await home.call('bob', 'GET', `/servers/${created._id}${rest}`)).json()) as unknown[]
    const roles = (await read('/roles')).map((row) => role.parse(row))
    expect(
      roles.map(({ name, permissions, position, isDefault, color }) => ({
        name,
        permissions,
        position,
        isDefault,
        color,
      })),
    ).toEqual([
      {
        name: '@everyone',
        permissions: ['CREATE_INVITE', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES'],
        position: 0,
        isDefault: true,
        color: '#99AAB5',
      },
      { name: 'Owner', permissions: ['ADMINISTRATOR'], position: 1, isDefault: false, color: '#E74C3C' },
    ])
    expect(roles[0]?._id).toBe(created.everyoneRoleId)
    const members = (await read('/members')).map((row) => member.parse(row))
    expect(members).toMatchObject([
      {
        isOwner: true,
        roleIds: roles.map(({ _id }) => _id),
        notificationLevel: 'ALL_MESSAGES',
        userId: { username: 'bob' },
      },
    ])
    expect([await read('/channels'), await read('/categories')]).toEqual([[], []])
  })

  test('[SRV1] puts the live sockets of its maker in at once, all of them', async () => {
    await using home = await startTestGateway()
    using one = await readySocket(home.url, await home.tokenOf('bob'))
    using two = await readySocket(home.url, await home.tokenOf('bob'))
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    const created = await createServer(home, 'bob')
    const invite = await home.call('bob', 'POST', `/servers/${created._id}/invites`, {})
    const { code } = (await invite.json()) as { code: string }
    await home.call('carol', 'POST', `/invites/${code}`, {})
    for (const socket of [one, two]) {
      expect(await socket.wait('MEMBER_JOIN')).toEqual({ serverId: created._id, userId: home.idOf('carol') })
    }
    await alice.settled()
    expect(alice.all('MEMBER_JOIN')).toEqual([])
  })

  test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(101) }], [{ name: 5 }], [{ name: null }], [[]]])(
    '[SRV1] is not made of %j',
    async (body) => {
      await using home = await startTestGateway()
      const response = await home.call('bob', 'POST', '/servers', body)
      expect(response.status).toBe(400)
      const answer = (await response.json()) as { message: string; errors: { message: string }[] }
      expect(answer.message).toBe(answer.errors[0]?.message)
    },
  )
})

test('[SRV2] the own servers are listed in the order of joining', async () => {
  await using home = await startTestGateway()
  const names = ['First', 'Second', 'Third']
  for (const name of names) await createServer(home, 'bob', name)
  const list = (await (await home.call('bob', 'GET', '/users/@me/servers')).json()) as unknown[]
  expect(list.map((row) => server.parse(row).name)).toEqual(['Home', ...names])
})

test('[SRV2] a server is there for its members only', async () => {
  await using home = await startTestGateway()
  const id = homeOf(home)
  for (const rest of ['', '/roles', '/categories', '/members', '/channels']) {
    expect((await home.call('bob', 'GET', `/servers/${id}${rest}`)).status).toBe(200)
    expect(await answerOf(await home.call('carol', 'GET', `/servers/${id}${rest}`))).toEqual(NOT_A_MEMBER)
    expect(await answerOf(await home.call('carol', 'GET', `/servers/${'a'.repeat(24)}${rest}`))).toEqual(
      rest === '/members' ? NOT_A_MEMBER : [404, { message: 'Server not found' }],
    )
    expect((await home.call('carol', 'GET', `/servers/zzz${rest}`)).status).toBe(400)
  }
})

test('[SRV3] members are listed in the order of joining, with their public record and no address', async () => {
  const crowd = Array.from({ length: 8 }, (_, index) => ({ ref: `p${index}`, username: `person${index}` }))
  await using home = await startTestGateway({ world: { ...twoFriends, people: [...twoFriends.people, ...crowd] } })
  const { _id } = await createServer(home, 'bob')
  const { code } = (await (await home.call('bob', 'POST', `/servers/${_id}/invites`, {})).json()) as { code: string }
  for (const { ref } of crowd) await home.call(ref, 'POST', `/invites/${code}`, {})

  const text = await (await home.call('bob', 'GET', `/servers/${_id}/members`)).text()
  expect(text).not.toMatch(/mail|password|notificationSettings/i)
  const rows = JSON.parse(text) as { userId: object }[]
  const members = rows.map((row) => member.parse(row))
  expect(members.map(({ userId }) => userId?.username)).toEqual(['bob', ...crowd.map(({ username }) => username)])
  expect(members.map(({ isOwner, roleIds }) => [isOwner, roleIds.length])).toEqual([
    [true, 2],
    ...crowd.map(() => [false, 1]),
  ])
  for (const { userId } of rows) {
    expect(Object.keys(userId).toSorted()).toEqual(['_id', 'createdAt', 'discriminator', 'isBot', 'username'])
  }
})

async function grantEveryone(home: TestGateway, ...permissions: string[]): Promise<void> {
  const { everyoneRoleId } = (await (await home.call('alice', 'GET', `/servers/${homeOf(home)}`)).json()) as Server
  await home.call('alice', 'PATCH', `/servers/${homeOf(home)}/roles/${everyoneRoleId}`, { permissions })
}

describe('changing a server', () => {
  const change = async (home: TestGateway, person: string, body?: unknown): Promise<unknown[]> =>
    answerOf(await home.call(person, 'PATCH', `/servers/${homeOf(home)}`, body))

  test('[SRV7] name and icon address are written, all else is passed over, and the server hears of it', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const before = await (await home.call('alice', 'GET', `/servers/${homeOf(home)}`)).json()
    const updatedAt = expect.any(String) as string
    const named = { ...(before as object), name: ' Den ', updatedAt }
    const pictured = { ...named, avatarUrl: 'https://pictures.test/den.png' }
    const everyoneRoleId = 'a'.repeat(24)
    expect(await change(home, 'alice', { name: ' Den ', everyoneRoleId, foo: 1 })).toEqual([200, named])
    expect(await change(home, 'alice', { avatarUrl: ' https://pictures.test/den.png ' })).toEqual([200, pictured])
    expect(await change(home, 'alice', {})).toEqual([200, pictured])
    expect(await answerOf(await home.call('bob', 'GET', `/servers/${homeOf(home)}`))).toEqual([200, pictured])
    await Promise.all([alice.settled(), bob.settled(), carol.settled()])
    for (const socket of [alice, bob]) expect(socket.all('SERVER_UPDATE')).toEqual([named, pictured, pictured])
    expect(carol.all('SERVER_UPDATE')).toEqual([])
  })

  test('[SRV7] needs MANAGE_SERVER, which is asked before the body is read', async () => {
    await using home = await startTestGateway()
    const path = (id: string): string => `/servers/${id}`
    expect(await change(home, 'bob', { name: '' })).toEqual(
      refusal(403, 'You do not have the required permission: MANAGE_SERVER'),
    )
    expect(await change(home, 'carol', { name: '' })).toEqual(NOT_A_MEMBER)
    expect(await answerOf(await home.call('carol', 'PATCH', path('a'.repeat(24)), []))).toEqual(
      refusal(404, 'Server not found'),
    )
    expect(await answerOf(await home.call('carol', 'PATCH', path('zzz'), []))).toEqual(
      refusal(400, 'Invalid data format provided.'),
    )
    await grantEveryone(home, 'MANAGE_SERVER')
    expect(await change(home, 'bob', { name: 'Bob’s now' })).toMatchObject([200, { name: 'Bob’s now' }])
  })

  test.each([
    [undefined, ''],
    [[], ''],
    [{ name: '' }, 'name'],
    [{ name: null }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ avatarUrl: '' }, 'avatarUrl'],
    [{ avatarUrl: null }, 'avatarUrl'],
    [{ name: 'fine', avatarUrl: 'data:text/html,x' }, 'avatarUrl'],
  ])('[SRV7] %j changes nothing and is told to nobody', async (body, path) => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    expect(await change(home, 'alice', body)).toMatchObject([400, { errors: [{ path }] }])
    expect(await (await home.call('bob', 'GET', `/servers/${homeOf(home)}`)).json()).toMatchObject({ name: 'Home' })
    await bob.settled()
    expect(bob.all('SERVER_UPDATE')).toEqual([])
  })
})

describe('deleting a server', () => {
  const remove = async (home: TestGateway, person: string, id = homeOf(home)): Promise<unknown[]> =>
    answerOf(await home.call(person, 'DELETE', `/servers/${id}`))

  /** Tables with a row that names one of these ids, whatever the column. */
  async function tablesThatName(home: TestGateway, names: readonly string[]): Promise<string[]> {
    const { reader } = home.gateway.parts.database
    const tables = await reader.introspection.getTables()
    const naming = tables.map(async ({ name }) => {
      const rows = JSON.stringify(
        await reader
          .selectFrom(name as 'server')
          .selectAll()
          .execute(),
      )
      return names.some((id) => rows.includes(id)) ? [name] : []
    })
    return (await Promise.all(naming)).flat().toSorted()
  }

  /** One of everything that a server can have in it; answers with the ids that lead to it. */
  async function furnish(home: TestGateway): Promise<string[]> {
    const id = homeOf(home)
    const general = home.channel('general')
    const { _id } = (await (
      await home.call('bob', 'POST', `/channels/${general}/messages`, { content: 'hi' })
    ).json()) as { _id: string }
    await home.call('alice', 'POST', `/channels/${general}/ack`, { lastMessageId: _id })
    await home.call('alice', 'POST', `/servers/${id}/invites`, {})
    const [at, createdAt] = ['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z']
    const [alice, bob] = [home.idOf('alice'), home.idOf('bob')]
    await home.gateway.parts.database.write(async (writer) => {
      await writer
        .insertInto('reaction')
        .values({ messageId: _id, userId: bob, emoji: '👍', place: 1, createdAt })
        .execute()
      await writer
        .insertInto('category')
        .values({ id: 'c'.repeat(24), serverId: id, name: 'Rooms', position: 1, createdAt, updatedAt: at })
        .execute()
      await writer
        .insertInto('channelNotification')
        .values({ userId: bob, channelId: general, level: 'MUTE', updatedAt: at })
        .execute()
      const picture = { format: 'png', contentType: 'image/png', key: 's.png', size: 1, description: null }
      const sticker = { ...picture, id: 'd'.repeat(24), serverId: id, userId: null, name: 'cat', createdBy: alice }
      await writer
        .insertInto('sticker')
        .values({ ...sticker, createdAt, updatedAt: at })
        .execute()
      return { result: undefined }
    })
    await home.call('alice', 'POST', `/servers/${id}/channels/${general}/webhooks`, { name: 'Feed' })
    return [id, general, home.channel('secret'), _id]
  }

  test('[SRV8] takes everything in it along, and nothing else', async () => {
    await using home = await startTestGateway()
    const direct = home.channel('alice&bob')
    const kept = (await (
      await home.call('alice', 'POST', `/channels/${direct}/messages`, { content: 'kept' })
    ).json()) as { _id: string }
    const names = await furnish(home)
    expect(await tablesThatName(home, names)).toEqual([
      'category',
      'channel',
      'channelNotification',
      'channelNumber',
      'invite',
      'member',
      'message',
      'permissionOverride',
      'reaction',
      'readState',
      'role',
      'server',
      'sticker',
      'webhook',
    ])
    expect(await remove(home, 'alice')).toEqual([200, { message: 'Server deleted successfully' }])
    expect(await tablesThatName(home, names)).toEqual([])

    expect(await remove(home, 'alice')).toEqual(refusal(404, 'Server not found'))
    expect(await (await home.call('bob', 'GET', '/users/@me/servers')).json()).toEqual([])
    const page = await home.call('bob', 'GET', `/channels/${home.channel('general')}/messages`)
    expect(await answerOf(page)).toEqual(refusal(404, 'Channel not found.'))
    expect(await (await home.call('bob', 'GET', `/channels/${direct}/messages`)).json()).toMatchObject([kept])
    expect(await tablesThatName(home, [home.ids.servers.get('attic') ?? ''])).toEqual([
      'channel',
      'member',
      'role',
      'server',
    ])
  })

  test('[SRV8] needs ADMINISTRATOR, of a role as well', async () => {
    await using home = await startTestGateway()
    expect(await remove(home, 'bob')).toEqual(refusal(403, 'You do not have the required permission: ADMINISTRATOR'))
    expect(await remove(home, 'carol')).toEqual(NOT_A_MEMBER)
    expect(await remove(home, 'carol', 'a'.repeat(24))).toEqual(refusal(404, 'Server not found'))
    expect(await remove(home, 'carol', 'zzz')).toEqual(refusal(400, 'Invalid data format provided.'))
    await grantEveryone(home, 'ADMINISTRATOR')
    expect(await remove(home, 'bob')).toMatchObject([200, {}])
  })

  test('[SRV9] everybody who was in it hears of it once, and nothing after; nobody else does', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using bobToo = await readySocket(home.url, await home.tokenOf('bob'))
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const general = home.channel('general')
    await Promise.all([
      ...Array.from({ length: 6 }, () => home.call('alice', 'POST', `/channels/${general}/messages`, { content: 'x' })),
      remove(home, 'alice'),
      ...Array.from({ length: 6 }, () => home.call('bob', 'POST', `/channels/${general}/messages`, { content: 'y' })),
    ])
    await Promise.all([alice, bob, bobToo, carol].map((socket) => socket.settled()))
    for (const socket of [alice, bob, bobToo]) {
      expect(socket.all('SERVER_DELETE')).toEqual([{ serverId: homeOf(home) }])
      const last = socket.heard.findLast(({ event }) => event !== 'error' && !event.startsWith('PRESENCE'))
      expect(last?.event).toBe('SERVER_DELETE')
    }
    expect(carol.all('SERVER_DELETE')).toEqual([])
    const { sockets } = home.gateway.parts.realtime
    const rooms = [...sockets.of(home.idOf('alice'))].flatMap((socket) => [...socket.rooms])
    expect(new Set(rooms.filter(ids.isId))).toEqual(new Set([home.channel('alice&bob'), home.idOf('alice')]))
  })

  test('[SRV10] its invites are unknown from then on', async () => {
    await using home = await startTestGateway()
    const made = await home.call('alice', 'POST', `/servers/${homeOf(home)}/invites`, {})
    const { code } = (await made.json()) as { code: string }
    await remove(home, 'alice')
    for (const method of ['GET', 'POST']) {
      expect(await answerOf(await home.call('carol', method, `/invites/${code}`))).toEqual(
        refusal(404, 'Invite not found.'),
      )
    }
  })

  test('[SRV10] whoever was reading one at that moment, or the server itself, gets 404 and no failure', async () => {
    await using home = await startTestGateway()
    const made = await home.call('alice', 'POST', `/servers/${homeOf(home)}/invites`, {})
    const { code } = (await made.json()) as { code: string }
    const { clock, database, files, realtime } = home.gateway.parts
    const options = { clock, database, files, ...realtime, fileAddress: createFileAddress({ staticBase: () => '' }) }
    const key = { server: ids.serverId.parse(homeOf(home)), user: ids.userId.parse(home.idOf('alice')) }
    const servers = createServersService(options)
    // The deletion waits for the connection while the first of two reads has it.
    const reading = Promise.allSettled([createInvitesService(options).preview(code), servers.get(key)])
    await servers.remove(key)
    expect(await reading).toMatchObject([
      { reason: { message: 'Associated server not found.' } },
      { reason: { message: 'Server not found' } },
    ])
  })
})
