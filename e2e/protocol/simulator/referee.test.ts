import { expect, test } from 'vitest'
import { createSteeredClock, type SteeredClock } from '#gateway/simulator/clock/steered-clock.ts'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { describeFinding } from '#gateway/simulator/referee/describe-finding.ts'
import { startReferee, type Referee } from '#gateway/simulator/referee/start-referee.ts'
import { startQuirky, type QuirkyGateway } from '../../fixtures/quirky-gateway.ts'
import { signOut } from '../../fixtures/sign-out.ts'
import { signUp } from '../../fixtures/sign-up.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { createSyncClient } from '../../fixtures/sync-client.ts'
import { startTestGateway } from '../../fixtures/test-gateway.ts'
import { stepsOf } from '../../fixtures/watched-gateway.ts'

interface Game extends QuirkyGateway {
  readonly clock: SteeredClock
  readonly referee: Referee
  readonly rules: () => readonly string[]
}

async function startGame(quirks: readonly QuirkName[] = []): Promise<Game> {
  const clock = createSteeredClock({ startMs: 0, running: false })
  const quirky = await startQuirky({ quirks, clock })
  // By no other clock: a busy machine takes its time between one request and the next.
  const referee = startReferee(quirky.journal, { real: clock })
  return { ...quirky, clock, referee, rules: () => referee.findings().map(({ rule, user }) => `${rule} ${user}`) }
}

const messagesIn = ({ home }: Game, channel: string): string => `/channels/${home.channel(channel)}/messages`

const connectError = (client: ReturnType<typeof connectSocket>): Promise<unknown> =>
  new Promise((resolve) => client.socket.once('connect_error', resolve))

async function comeAndGo({ home, journal }: Game, times: number): Promise<void> {
  const token = await home.tokenOf('alice')
  for (let count = 1; count <= times; count += 1) {
    const client = await readySocket(home.url, token)
    client.socket.disconnect()
    await journal.wait((step) => step.kind === 'disconnect' && step.socket === `alice#${count}`)
  }
}

test('[REF1] who comes back at once and again is a storm, and who is refused as well', async () => {
  await using game = await startGame()
  await comeAndGo(game, 11)
  expect(game.rules()).toEqual(['reconnect-storm alice'])

  await using shut = await startGame()
  const token = await shut.home.tokenOf('bob')
  shut.faults.add({ match: { kind: 'connect' }, action: { type: 'connect-error' } })
  for (let count = 0; count <= 10; count += 1) {
    using client = connectSocket(shut.home.url, { auth: { token } })
    await connectError(client)
  }
  expect(shut.rules()).toEqual(['reconnect-storm bob'])

  await using calm = await startGame()
  await comeAndGo(calm, 5)
  expect(calm.rules()).toEqual([])
})

test('[REF2] who asks again too early is reported, who waits is not', async () => {
  await using game = await startGame()
  const { home, faults, clock } = game
  const refuse = (): void => {
    faults.add({
      match: { kind: 'http', path: '/api/users/@me' },
      action: { type: 'status', status: 429, retryAfterSeconds: 30 },
      times: 1,
    })
  }
  refuse()
  await home.call('alice', 'GET', '/users/@me')
  clock.advance(30_000)
  await home.call('alice', 'GET', '/users/@me')
  expect(game.rules()).toEqual([])
  refuse()
  await home.call('alice', 'GET', '/users/@me')
  await home.call('bob', 'GET', '/users/@me')
  clock.advance(10_000)
  await home.call('alice', 'GET', '/users/@me')
  expect(game.rules()).toEqual(['ignored-retry-after alice'])
  expect(game.referee.findings()[0]?.steps.map(({ kind }) => kind)).toEqual(['answer', 'request'])
})

test.each([
  [{}, ['retry-without-nonce alice']],
  [{ payload: { clientNonce: 'mine' } }, []],
])('[REF3] a message sent again with %j', async (more, expected) => {
  await using game = await startGame()
  const { home, faults } = game
  const path = messagesIn(game, 'general')
  const post: Parameters<typeof faults.add>[0]['match'] = {
    kind: 'http',
    method: 'POST',
    path: '/api/**/messages',
    phase: 'response',
  }
  faults.add({ match: post, action: { type: 'drop' }, times: 1 })
  await expect(home.call('alice', 'POST', path, { content: 'hello', ...more })).rejects.toThrow('fetch failed')
  await home.call('alice', 'POST', path, { content: 'something else', ...more })
  await home.call('alice', 'POST', path, { content: 'hello', ...more })
  expect(game.rules()).toEqual(expected)
})

test('[REF4] two renewals at once are reported, one after the other are not', async () => {
  await using game = await startGame()
  const { home, faults, journal } = game
  const { headers } = await signUp(home.url)
  const renew = async (): Promise<number> =>
    (await fetch(`${home.url}/api/auth/refresh-cookie`, { method: 'POST', headers })).status
  await renew()
  expect(game.rules()).toEqual([])
  const held = faults.add({ match: { kind: 'http', path: '/api/auth/refresh-cookie' }, action: { type: 'hold' } })
  const from = journal.length()
  const both = [renew(), renew()]
  await journal.wait(() => stepsOf(journal, 'request').filter(({ cursor }) => cursor >= from).length === 2, { from })
  faults.release(held)
  await Promise.all(both)
  expect(game.rules()).toEqual([expect.stringMatching(/^parallel-refresh /)])
})

test('[REF5] sending into a lost channel is reported, by request and by packet, but not what was on its way', async () => {
  await using game = await startGame()
  const { home, clock } = game
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const override = { targetType: 'member', targetId: home.idOf('bob'), allow: [], deny: ['VIEW_CHANNEL'] }
  await home.call('alice', 'PUT', `/channels/${home.channel('random')}/permissions`, [override])
  await home.call('bob', 'POST', messagesIn(game, 'random'), { content: 'on its way' })
  expect(game.rules()).toEqual([])
  clock.advance(2_000)
  await home.call('bob', 'POST', messagesIn(game, 'general'), { content: 'where else' })
  expect(game.rules()).toEqual([])
  await home.call('bob', 'POST', messagesIn(game, 'random'), { content: 'still' })
  bob.socket.emit('message/create', { channelId: home.channel('random'), content: 'still' })
  await bob.wait('error')
  expect(game.rules()).toEqual(['send-into-lost-channel bob', 'send-into-lost-channel bob'])
})

test('[REF5] whoever was not told yet that a channel was lost is not accused, and is once a refusal told them', async () => {
  await using game = await startGame()
  const { home, clock, faults } = game
  using _inTheRoom = await readySocket(home.url, await home.tokenOf('bob'))
  const action = { type: 'latency', ms: 60_000 } as const
  faults.add({ match: { kind: 'emit', event: 'PERMISSIONS_UPDATE' }, action })
  const override = { targetType: 'member', targetId: home.idOf('bob'), allow: [], deny: ['VIEW_CHANNEL'] }
  await home.call('alice', 'PUT', `/channels/${home.channel('random')}/permissions`, [override])
  clock.advance(2_000)
  await home.call('bob', 'POST', messagesIn(game, 'random'), { content: 'still' })
  expect(game.rules()).toEqual([])
  clock.advance(2_000)
  await home.call('bob', 'POST', messagesIn(game, 'random'), { content: 'and again' })
  expect(game.rules()).toEqual(['send-into-lost-channel bob'])
})

async function fiveServers({ home }: Game): Promise<readonly string[]> {
  const servers: string[] = []
  for (let count = 0; count < 5; count += 1) {
    const made = await home.call('alice', 'POST', '/servers', { name: `Server ${count}` })
    servers.push(((await made.json()) as { _id: string })._id)
  }
  return servers
}

test('[REF6] a loop over servers is reported, a look at some of them is not', async () => {
  await using game = await startGame()
  const { home } = game
  const servers = await fiveServers(game)
  for (const server of servers.slice(1)) await home.call('alice', 'GET', `/servers/${server}/channels`)
  await home.call('alice', 'GET', `/servers/${servers[0] ?? ''}/members`)
  expect(game.rules()).toEqual([])
  await home.call('alice', 'GET', `/servers/${servers[0] ?? ''}/channels`)
  expect(game.rules()).toEqual(['requests-per-server alice'])
})

test('[REF6] so is one that waits for slow answers, and one that asks all at once', async () => {
  await using slow = await startGame()
  const ofSlow = await fiveServers(slow)
  slow.faults.add({ match: { kind: 'http', method: 'GET' }, action: { type: 'latency', ms: 400 } })
  for (const server of ofSlow) {
    const from = slow.journal.length()
    const answer = slow.home.call('alice', 'GET', `/servers/${server}/channels`)
    await slow.journal.wait(({ kind }) => kind === 'fault', { from })
    slow.clock.advance(400)
    await answer
  }
  expect(slow.rules()).toEqual(['requests-per-server alice'])

  await using quick = await startGame()
  const ofQuick = await fiveServers(quick)
  await Promise.all(ofQuick.map((server) => quick.home.call('alice', 'GET', `/servers/${server}/channels`)))
  expect(quick.rules()).toEqual(['requests-per-server alice'])
})

test('[REF6] who has just come and asks server by server is reported, however slowly it is done', async () => {
  await using game = await startGame()
  const { home, clock } = game
  const servers = await fiveServers(game)
  using _alice = await readySocket(home.url, await home.tokenOf('alice'))
  for (const server of servers) {
    clock.advance(190)
    await home.call('alice', 'GET', `/servers/${server}/channels`)
  }
  expect(game.rules()).toEqual(['requests-per-server alice'])
})

test('[REF6] a person who clicks through their servers is accused of nothing, while answers come slowly either', async () => {
  await using game = await startGame()
  const { home, clock, faults, journal } = game
  const servers = await fiveServers(game)
  using _alice = await readySocket(home.url, await home.tokenOf('alice'))
  clock.advance(1_000)
  for (const server of servers) {
    clock.advance(200)
    await home.call('alice', 'GET', `/servers/${server}/channels`)
  }
  faults.add({ match: { kind: 'http', method: 'GET' }, action: { type: 'latency', ms: 900 } })
  const answers = []
  for (const server of servers) {
    clock.advance(200)
    const from = journal.length()
    answers.push(home.call('alice', 'GET', `/servers/${server}/channels`))
    await journal.wait(({ kind }) => kind === 'fault', { from })
  }
  clock.advance(900)
  await Promise.all(answers)
  expect(game.rules()).toEqual([])
})

test('[REF7] who signed out and comes again or goes on asking is reported, once', async () => {
  await using game = await startGame()
  const { home, clock } = game
  const token = await home.tokenOf('alice')
  await signOut(home.url, token)
  clock.advance(500)
  using alice = connectSocket(home.url, { auth: { token } })
  await connectError(alice)
  await home.call('alice', 'GET', '/users/@me')
  expect(game.rules()).toEqual(['listening-after-sign-out alice'])

  await signOut(home.url, await home.tokenOf('bob'))
  clock.advance(500)
  expect((await home.call('bob', 'GET', '/users/@me')).status).toBe(401)
  expect(game.rules().at(-1)).toBe('listening-after-sign-out bob')
})

test('[REF7] where the gateway leaves the socket, the client has to go', async () => {
  await using game = await startGame(['kept-sockets'])
  const { home, clock, journal } = game
  using _bob = await readySocket(home.url, await home.tokenOf('bob'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  await signOut(home.url, await home.tokenOf('bob'))
  await signOut(home.url, await home.tokenOf('carol'))
  carol.socket.disconnect()
  await journal.wait((step) => step.kind === 'disconnect' && step.user === 'carol')
  clock.advance(2_000)
  await home.call('alice', 'POST', messagesIn(game, 'general'), { content: 'anybody?' })
  expect(game.rules()).toEqual(['listening-after-sign-out bob'])
})

test('[REF8] a client that waits, names its messages, and goes when it signs out is accused of nothing', async () => {
  await using game = await startGame()
  const { home, faults, clock, journal } = game
  const path = messagesIn(game, 'general')
  const hello = { content: 'hello', payload: { clientNonce: 'mine' } }
  const token = await home.tokenOf('bob')
  using bob = await readySocket(home.url, token)
  const http = { kind: 'http', method: 'POST', user: 'bob' } as const
  faults.add({ match: http, action: { type: 'status', status: 503, retryAfterSeconds: 5 }, times: 1 })
  await home.call('bob', 'POST', path, hello)
  clock.advance(5_000)
  await home.call('bob', 'POST', path, hello)
  const override = { targetType: 'member', targetId: home.idOf('bob'), allow: [], deny: ['VIEW_CHANNEL'] }
  await home.call('alice', 'PUT', `/channels/${home.channel('random')}/permissions`, [override])
  await home.call('alice', 'PUT', `/channels/${home.channel('random')}/permissions`, [])
  clock.advance(3_600_000)
  await home.call('bob', 'POST', messagesIn(game, 'random'), hello)
  bob.socket.disconnect()
  await journal.wait((step) => step.kind === 'disconnect' && step.user === 'bob')
  await signOut(home.url, token)
  clock.advance(3_600_000)
  await home.call('alice', 'POST', path, { content: 'gone' })
  expect(game.referee.findings()).toEqual([])
})

const dozen = {
  people: [{ ref: 'alice', username: 'alice' }],
  servers: Array.from({ length: 12 }, (_, index) => ({
    ref: `server${index}`,
    name: `Server ${index}`,
    owner: 'alice',
    members: [],
    channels: [{ ref: `channel${index}`, name: 'general' }],
  })),
  directs: [],
} satisfies WorldSpec

test('[REF8] our own client starts with a dozen servers, looks into one, and is accused of nothing', async () => {
  await using home = await startTestGateway({ world: dozen })
  const referee = startReferee(home.simulation.journal)
  using alice = createSyncClient({
    url: () => home.url,
    token: () => home.tokenOf('alice'),
    userId: home.idOf('alice'),
    username: 'alice',
  })
  const { servers } = await alice.until((state) => state.servers !== null, 'servers listed')
  const [first] = servers ?? []
  if (first === undefined) throw new Error('No servers')
  alice.sync.openServer(first._id)
  await alice.until((state) => state.places[first._id]?.status === 'ready', 'server read')
  expect(servers).toHaveLength(12)
  expect(referee.findings()).toEqual([])
})

test('[REF9] a finding names who, what and the lines of the journal', async () => {
  await using game = await startGame()
  const heard: string[] = []
  startReferee(game.journal, { onFinding: (finding) => heard.push(describeFinding(finding)) })
  await comeAndGo(game, 11)
  const [first] = game.referee.findings()
  const lines = heard.join('\n').split('\n')
  expect(lines[0]).toBe('reconnect-storm: alice came back 10 times within 4 seconds')
  expect(lines[1]).toBe(`  #${first?.steps[0]?.cursor} connect alice alice#2 session#1 /`)
  expect(lines.at(-1)).toBe('  and 5 more')
  game.referee.stop()
  await comeAndGo(game, 11)
  expect(game.referee.findings()).toHaveLength(1)
})
