import { expect, test } from 'vitest'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

/**
 * Olga owns a server and has two windows open. Vera sees everything in it, Bea all but `kept`, and Max, who does not see
 * `kept` either, manages channels. Sam is in a server of his own and has a direct message with Olga.
 */
const world: WorldSpec = {
  people: ['olga', 'vera', 'bea', 'max', 'sam'].map((ref) => ({ ref, username: ref })),
  servers: [
    {
      ref: 'home',
      name: 'Home',
      owner: 'olga',
      members: ['vera', 'bea', 'max'],
      roles: [
        { ref: 'keys', name: 'Keys', color: '#000000', members: ['vera'] },
        { ref: 'tools', name: 'Tools', color: '#000000', permissions: ['MANAGE_CHANNEL'], members: ['max'] },
      ],
      categories: [{ ref: 'shelf', name: 'shelf' }],
      channels: [
        { ref: 'general', name: 'general' },
        { ref: 'kept', name: 'kept', onlyRoles: ['keys'] },
      ],
    },
    { ref: 'attic', name: 'Attic', owner: 'sam', members: [], channels: [{ ref: 'boxes', name: 'boxes' }] },
  ],
  directs: [['olga', 'sam']],
}

type Window = 'olga' | 'olga too' | 'vera' | 'bea' | 'max' | 'sam'
const windows: readonly Window[] = ['olga', 'olga too', 'vera', 'bea', 'max', 'sam']
const inHome: readonly Window[] = ['olga', 'olga too', 'vera', 'bea', 'max']
const seeingKept: readonly Window[] = ['olga', 'olga too', 'vera']

interface Stage {
  readonly home: TestGateway
  readonly clients: ReadonlyMap<Window, SocketClient>
}

/** Does something and tells which events it sent, each with the windows that heard it, as often as they did. */
async function heardOf({ clients }: Stage, act: () => Promise<unknown>): Promise<Record<string, readonly string[]>> {
  const from = new Map([...clients].map(([window, client]) => [window, client.heard.length]))
  await act()
  const heard: Record<string, string[]> = {}
  for (const [window, client] of clients) {
    await client.settled()
    for (const { event } of client.heard.slice(from.get(window))) {
      // The answer to `settled` itself.
      if (event !== 'error') (heard[event] ??= []).push(window)
    }
  }
  return heard
}

/** A call that must go well, and the body of its answer. */
async function call(home: TestGateway, line: string, body?: unknown): Promise<Record<string, unknown>> {
  const [person = '', method = '', path = ''] = line.split(' ')
  const response = await home.call(person, method, path, body)
  if (!response.ok) throw new Error(`${line}: ${response.status} ${await response.text()}`)
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>)
}

async function setUp(home: TestGateway): Promise<Stage> {
  const clients = new Map<Window, SocketClient>()
  for (const window of windows) {
    const [person = ''] = window.split(' ')
    clients.set(window, await readySocket(home.url, await home.tokenOf(person)))
  }
  for (const client of clients.values()) await client.settled()
  return { home, clients }
}

test(
  '[ROOM6] messages, in a channel that all see, in one that some see, and between two',
  { timeout: 60_000 },
  async () => {
    await using home = await startTestGateway({ world })
    const stage = await setUp(home)
    const audiences: readonly (readonly [string, string, readonly Window[]])[] = [
      ['olga', 'general', inHome],
      ['vera', 'kept', seeingKept],
      ['sam', 'olga&sam', ['olga', 'olga too', 'sam']],
    ]
    for (const [author, channel, audience] of audiences) {
      const messages = `${author} POST /channels/${home.channel(channel)}/messages`
      let id = ''
      const say = async (): Promise<void> => {
        id = String((await call(home, messages, { content: 'one' }))['_id'])
      }
      expect(await heardOf(stage, say)).toEqual({ MESSAGE_CREATE: audience })
      const at = `/channels/${home.channel(channel)}/messages/${id}`
      const steps: readonly (readonly [string, unknown, string | undefined])[] = [
        [`${author} PATCH ${at}`, { content: 'two' }, 'MESSAGE_UPDATE'],
        [`olga PUT ${at}/reactions/a/@me`, undefined, 'MESSAGE_REACTION_ADD'],
        [`olga PUT ${at}/reactions/a/@me`, undefined, undefined],
        [`olga DELETE ${at}/reactions/a/@me`, undefined, 'MESSAGE_REACTION_REMOVE'],
        [`${author} POST /channels/${home.channel(channel)}/ack`, { lastMessageId: id }, undefined],
        [`${author} DELETE ${at}`, undefined, 'MESSAGE_UPDATE'],
        [`${author} DELETE ${at}`, undefined, undefined],
      ]
      for (const [line, body, event] of steps) {
        const heard = await heardOf(stage, () => call(home, line, body))
        expect([line, heard]).toEqual([line, event === undefined ? {} : { [event]: audience }])
      }
    }
  },
)

test('[ROOM6] what happens to a server, its channels, roles and members', { timeout: 60_000 }, async () => {
  await using home = await startTestGateway({ world })
  const stage = await setUp(home)
  const server = `/servers/${home.ids.servers.get('home') ?? ''}`
  const [general, kept] = [home.channel('general'), home.channel('kept')]
  const made: Record<string, string> = {}
  const keep = async (name: string, line: string, body?: unknown): Promise<void> => {
    const answer = await call(home, line, body)
    made[name] = String(answer['code'] ?? answer['_id'])
  }
  const step = async (act: () => Promise<unknown>, expected: object): Promise<void> => {
    expect(await heardOf(stage, act)).toEqual(expected)
  }
  const toAll = (event: string): object => ({ [event]: inHome })

  await step(() => call(home, `olga PATCH ${server}`, { name: 'House' }), toAll('SERVER_UPDATE'))
  await step(() => call(home, `olga PATCH ${server}`, {}), toAll('SERVER_UPDATE'))
  await step(() => call(home, `olga PATCH ${server}/channels/${general}`, { topic: 'x' }), toAll('CHANNEL_UPDATE'))
  await step(() => call(home, `max PATCH ${server}/channels/${general}`, {}), toAll('CHANNEL_UPDATE'))
  // Who manages channels hears of one they cannot see; who does neither learns that something changed.
  await step(() => call(home, `olga PATCH ${server}/channels/${kept}`, { topic: 'x' }), {
    CHANNEL_UPDATE: [...seeingKept, 'max'],
    PERMISSIONS_UPDATE: ['bea'],
  })
  await step(() => keep('channel', `olga POST ${server}/channels`, { name: 'new', type: 'GUILD_TEXT' }), {
    CHANNEL_UPDATE: inHome,
    PERMISSIONS_UPDATE: inHome,
  })
  await step(() => call(home, `olga PUT ${server}/channels/${made['channel'] ?? ''}/permissions`, []), {
    CHANNEL_UPDATE: inHome,
    PERMISSIONS_UPDATE: inHome,
  })
  await step(() => call(home, `olga DELETE ${server}/channels/${made['channel'] ?? ''}`), toAll('CHANNEL_DELETE'))

  await step(() => keep('category', `olga POST ${server}/categories`, { name: 'drawer' }), toAll('PERMISSIONS_UPDATE'))
  const category = `/categories/${made['category'] ?? ''}`
  await step(() => call(home, `olga PATCH ${category}`, { name: 'box' }), toAll('CATEGORY_UPDATE'))
  await step(() => call(home, `olga DELETE ${category}`), toAll('CATEGORY_DELETE'))

  await step(() => keep('role', `olga POST ${server}/roles`, { name: 'new' }), toAll('PERMISSIONS_UPDATE'))
  const role = made['role'] ?? ''
  await step(() => call(home, `olga PATCH ${server}/roles/${role}`, { name: 'old' }), toAll('PERMISSIONS_UPDATE'))
  await step(
    () => call(home, `olga PATCH ${server}/roles/positions`, [{ roleId: role, position: 4 }]),
    toAll('PERMISSIONS_UPDATE'),
  )
  const bea = home.idOf('bea')
  await step(
    () => call(home, `olga PUT ${server}/members/${bea}/roles`, { roleIds: [role] }),
    toAll('PERMISSIONS_UPDATE'),
  )
  await step(() => call(home, `olga DELETE ${server}/roles/${role}`), toAll('PERMISSIONS_UPDATE'))

  await step(() => keep('invite', `olga POST ${server}/invites`, {}), {})
  await step(() => call(home, `sam POST /invites/${made['invite'] ?? ''}`), { MEMBER_JOIN: windows })
  await step(() => call(home, `sam POST /invites/${made['invite'] ?? ''}`), {})
  await step(() => call(home, `olga DELETE ${server}/members/${home.idOf('sam')}`), {
    SERVER_KICK: ['sam'],
    MEMBER_LEAVE: inHome,
  })
  await step(() => call(home, `sam POST /invites/${made['invite'] ?? ''}`), { MEMBER_JOIN: windows })
  // Whoever leaves has other windows that must hear of it.
  await step(() => call(home, `sam DELETE ${server}/members/@me`), { MEMBER_LEAVE: windows })
  await step(() => call(home, `olga DELETE ${server}`), toAll('SERVER_DELETE'))
})

test('[ROOM6] what concerns one person alone is told to nobody else, and mostly to nobody', async () => {
  await using home = await startTestGateway({ world })
  const stage = await setUp(home)
  const server = `/servers/${home.ids.servers.get('home') ?? ''}`
  const quiet: readonly (readonly [string, unknown?])[] = [
    ['olga PATCH /users/@me', { username: 'olga the second' }],
    ['olga PUT /users/@me/notification-settings', { soundEnabled: false }],
    [`olga PUT ${server}/members/@me/notification-settings`, { notificationLevel: 'MUTE' }],
    ['vera POST /servers', { name: 'Own' }],
    [`olga POST ${server}/invites`, {}],
    ['olga POST /users/@me/channels', { recipientId: home.idOf('sam') }],
  ]
  for (const [line, body] of quiet) {
    expect([line, await heardOf(stage, () => call(home, line, body))]).toEqual([line, {}])
  }
  const open = (): Promise<unknown> => call(home, 'olga POST /users/@me/channels', { recipientId: home.idOf('bea') })
  expect(await heardOf(stage, open)).toEqual({ DM_CHANNEL_CREATE: ['olga', 'olga too', 'bea'] })
})
