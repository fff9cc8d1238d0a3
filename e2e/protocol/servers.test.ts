import { describe, expect, test } from 'vitest'
import { member } from '#shared/models/member.ts'
import { role } from '#shared/models/role.ts'
import { server, type Server } from '#shared/models/server.ts'
import { readySocket } from '../fixtures/socket-client.ts'
import { startTestGateway, twoFriends, type TestGateway } from '../fixtures/test-gateway.ts'

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
    expect(await answerOf(await home.call('carol', 'GET', `/servers/${'a'.repeat(24)}${rest}`))).toEqual([
      404,
      { message: 'Server not found' },
    ])
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
