import { describe, expect, test } from 'vitest'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { isId } from '#shared/models/ids.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

/** Alice owns a server with Bob in it, who has a role; Carol is a stranger to both. */
const place: WorldSpec = {
  people: ['alice', 'bob', 'carol'].map((ref) => ({ ref, username: ref })),
  servers: [
    {
      ref: 'home',
      name: 'Home',
      owner: 'alice',
      members: ['bob'],
      roles: [
        { ref: 'keys', name: 'Keys', color: '#000000', members: ['bob'] },
        { ref: 'crown', name: 'Crown', color: '#000000', permissions: ['ADMINISTRATOR'], members: [] },
      ],
      channels: [
        { ref: 'general', name: 'general' },
        { ref: 'kept', name: 'kept', onlyRoles: ['keys'] },
        { ref: 'secret', name: 'secret', onlyRoles: [] },
      ],
    },
  ],
}

const serverOf = (home: TestGateway): string => home.ids.servers.get('home') ?? ''
const roleOf = (home: TestGateway, ref: string): string => home.ids.roles.get(ref) ?? ''

/** A call of Alice's below the server, which must go well. */
async function change(home: TestGateway, call: string, body?: unknown): Promise<Record<string, unknown>> {
  const [method = '', path = ''] = call.split(' ')
  const response = await home.call('alice', method, `/servers/${serverOf(home)}${path}`, body)
  if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`)
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>)
}

/** Whether the very next message of a channel reaches a socket. */
async function hears(home: TestGateway, client: SocketClient, channel: string): Promise<boolean> {
  const id = isId(channel) ? channel : home.channel(channel)
  const response = await home.call('alice', 'POST', `/channels/${id}/messages`, { content: 'hello' })
  const { _id } = (await response.json()) as { _id: string }
  await client.settled()
  const heard = (client.all('MESSAGE_CREATE') as { _id: string }[]).filter((message) => message._id === _id)
  expect(heard.length).toBeLessThan(2)
  return heard.length === 1
}

const everyoneOf = async (home: TestGateway): Promise<string> => {
  const { everyoneRoleId } = await change(home, 'GET ')
  return String(everyoneRoleId)
}

const deny = (targetId: string): object => ({ targetType: 'role', targetId, allow: [], deny: ['VIEW_CHANNEL'] })
const allow = (targetType: string, targetId: string): object => ({
  targetType,
  targetId,
  allow: ['VIEW_CHANNEL'],
  deny: [],
})

describe('[ROOM2] the very next message is heard by whoever may hear it, after', () => {
  test('overrides of a channel', async () => {
    await using home = await startTestGateway({ world: place })
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const everyone = await everyoneOf(home)
    const put = (list: readonly object[]): Promise<unknown> =>
      change(home, `PUT /channels/${home.channel('general')}/permissions`, list)
    const states = []
    for (const list of [
      [deny(everyone)],
      [deny(everyone), allow('role', roleOf(home, 'keys'))],
      [deny(everyone)],
      [deny(everyone), allow('member', home.idOf('bob'))],
      [],
    ]) {
      await put(list)
      states.push(await hears(home, bob, 'general'))
    }
    expect(states).toEqual([false, true, false, true, true])
  })

  test('roles that are given and taken', async () => {
    await using home = await startTestGateway({ world: place })
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const set = (roles: readonly string[]): Promise<unknown> =>
      change(home, `PUT /members/${home.idOf('bob')}/roles`, { roleIds: roles.map((role) => roleOf(home, role)) })
    const states = [await hears(home, bob, 'kept')]
    for (const roles of [[], ['keys'], ['crown'], []]) {
      await set(roles)
      states.push(await hears(home, bob, 'kept'), await hears(home, bob, 'secret'))
    }
    expect(states).toEqual([true, false, false, true, false, true, true, false, false])
  })

  test('a role that is edited or deleted', async () => {
    await using home = await startTestGateway({ world: place })
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const keys = `/roles/${roleOf(home, 'keys')}`
    await change(home, `PATCH ${keys}`, { permissions: ['ADMINISTRATOR'] })
    const states = [await hears(home, bob, 'secret')]
    await change(home, `PATCH ${keys}`, { permissions: [] })
    states.push(await hears(home, bob, 'secret'), await hears(home, bob, 'kept'))
    await change(home, `DELETE ${keys}`)
    states.push(await hears(home, bob, 'kept'))
    expect(states).toEqual([true, false, true, false])
  })

  test('a member who comes by invite, goes, comes and is kicked', async () => {
    await using home = await startTestGateway({ world: place })
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const { code } = await change(home, 'POST /invites', {})
    const states = [await hears(home, carol, 'general')]
    const join = (): Promise<unknown> => home.call('carol', 'POST', `/invites/${String(code)}`)
    await join()
    states.push(await hears(home, carol, 'general'), await hears(home, carol, 'kept'))
    await home.call('carol', 'DELETE', `/servers/${serverOf(home)}/members/@me`)
    states.push(await hears(home, carol, 'general'))
    await join()
    states.push(await hears(home, carol, 'general'))
    await change(home, `DELETE /members/${home.idOf('carol')}`)
    states.push(await hears(home, carol, 'general'))
    expect(states).toEqual([false, true, false, false, true, false])
  })

  test('a channel or a direct message that is new', async () => {
    await using home = await startTestGateway({ world: place })
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const { _id } = await change(home, 'POST /channels', { name: 'fresh', type: 'GUILD_TEXT' })
    expect([await hears(home, bob, String(_id)), await hears(home, carol, String(_id))]).toEqual([true, false])
    const direct = await home.call('alice', 'POST', '/users/@me/channels', { recipientId: home.idOf('carol') })
    const { _id: directId } = (await direct.json()) as { _id: string }
    expect([await hears(home, carol, directId), await hears(home, bob, directId)]).toEqual([true, false])
  })
})

test('[ROOM1] after channel and server are gone a socket stands in none of their rooms', async () => {
  await using home = await startTestGateway({ world: place })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const roomsOf = (): ReadonlySet<string> => {
    const [socket] = home.gateway.parts.realtime.sockets.of(home.idOf('bob'))
    return new Set([...(socket?.rooms ?? [])].filter(isId))
  }
  const [general, kept] = [home.channel('general'), home.channel('kept')]
  expect(roomsOf()).toEqual(new Set([home.idOf('bob'), serverOf(home), general, kept]))
  await change(home, `DELETE /channels/${general}`)
  expect(roomsOf()).toEqual(new Set([home.idOf('bob'), serverOf(home), kept]))
  await change(home, 'DELETE ')
  expect(roomsOf()).toEqual(new Set([home.idOf('bob')]))
  await bob.settled()
  const names = bob.heard.map(({ event }) => event).filter((event) => event.endsWith('DELETE'))
  expect(names).toEqual(['CHANNEL_DELETE', 'SERVER_DELETE'])
})

test('[ROOM2] a socket that connects while its rooms change ends up where its user belongs', async () => {
  await using home = await startTestGateway({ world: place })
  const everyone = await everyoneOf(home)
  const token = await home.tokenOf('bob')
  const put = (list: readonly object[]): Promise<unknown> =>
    change(home, `PUT /channels/${home.channel('general')}/permissions`, list)
  for (const hidden of [true, false, true]) {
    const changes = Promise.all([put(hidden ? [] : [deny(everyone)]), put(hidden ? [deny(everyone)] : [])])
    const clients = await Promise.all(Array.from({ length: 4 }, () => readySocket(home.url, token)))
    await changes
    await put(hidden ? [deny(everyone)] : [])
    for (const client of clients) {
      expect(await hears(home, client, 'general')).toBe(!hidden)
      client[Symbol.dispose]()
    }
  }
})
