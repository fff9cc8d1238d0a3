import { expect, test } from 'vitest'
import type { ScenarioFile, TimelineStep } from '#shared/simulator/scenario-file.ts'
import { loadScenario } from '#gateway/simulator/scenario/load-scenario.ts'
import { connectSocket, readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { simulate, type Simulated } from '../../fixtures/simulated.ts'
import { stepsOf } from '../../fixtures/watched-gateway.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const home = (timeline: TimelineStep[], more: Partial<ScenarioFile> = {}): ScenarioFile => ({
  name: 'home',
  title: 'A home with two in it',
  world: {
    people: { alice: null, bob: null, carol: null },
    servers: {
      home: {
        owner: 'alice',
        members: ['bob', 'carol'],
        roles: { crew: { permissions: ['MANAGE_MESSAGES'] } },
        channels: {
          general: null,
          random: null,
          hidden: {
            overrides: [
              { role: 'everyone', deny: ['VIEW_CHANNEL'] },
              { role: 'crew', allow: ['VIEW_CHANNEL'] },
            ],
          },
        },
      },
    },
    directs: [['alice', 'bob']],
    history: { messages: [{ ref: 'old', channel: 'general', by: 'alice', text: 'Long ago' }] },
  },
  timeline,
  ...more,
})

const come = async (run: Simulated, person: string): Promise<SocketClient> =>
  readySocket(run.simulation.gateway.url, (await run.signIn(person)).token)

const textsOf = (client: SocketClient): readonly unknown[] =>
  client.all('MESSAGE_CREATE').map((payload) => (payload as { content: unknown }).content)

/** Who is online, by name, as the gateway has it. */
const online = ({ simulation }: Simulated): readonly string[] =>
  simulation.gateway.parts.realtime.sockets
    .users()
    .map((id) => simulation.names.of(id))
    .toSorted()

const send = (by: string, text: string, more: object = {}): Pick<TimelineStep, 'send'> => ({
  send: { by, channel: 'general', text, ...more },
})

test('[SCEN13] steps happen at their times: once, again and again, or after what they wait for', async () => {
  await using run = await simulate(
    home([
      { at: '2s', ...send('alice', 'at two') },
      { every: '3s', times: 2, ...send('bob', 'every three') },
      {
        on: { event: 'MESSAGE_CREATE', by: 'bob', text: 'every' },
        after: '500ms',
        ...send('alice', 'heard you', { reply: 'it' }),
      },
    ]),
  )
  using carol = await come(run, 'carol')
  await run.clock.advance(1999)
  await carol.settled()
  expect(textsOf(carol)).toEqual([])
  await run.clock.advance(1)
  await carol.settled()
  expect(textsOf(carol)).toEqual(['at two'])
  await run.clock.advance(60_000)
  await carol.settled()
  expect(textsOf(carol)).toEqual(['at two', 'every three', 'heard you', 'every three'])
  const times = carol.all('MESSAGE_CREATE').map((payload) => Date.parse((payload as { createdAt: string }).createdAt))
  expect(times.map((at) => at - (times[0] ?? 0))).toEqual([0, 1000, 1500, 4000])
  const [, asked, answer] = carol.all('MESSAGE_CREATE') as readonly { _id: string; referencedMessageId?: string }[]
  expect(answer?.referencedMessageId).toBe(asked?._id)
  expect(run.notes()).toEqual([])
})

test('[SCEN14] messages are sent, changed, taken back and reacted to', async () => {
  await using run = await simulate(
    home([
      { at: '1s', ...send('bob', 'For <@alice>', { ref: 'new' }) },
      { at: '2s', edit: { by: 'bob', message: 'new', text: 'Changed' } },
      { at: '3s', react: { by: 'carol', message: 'new', emoji: '🌱' } },
      { at: '4s', react: { by: 'carol', message: 'new', emoji: '🌱', remove: true } },
      { at: '5s', retract: { by: 'bob', message: 'new' } },
      { at: '6s', react: { by: 'bob', message: 'old', emoji: '👍' } },
    ]),
  )
  using alice = await come(run, 'alice')
  const from = alice.heard.length
  await run.clock.advance(10_000)
  await alice.settled()
  expect(alice.heard.slice(from, -1).map(({ event }) => event)).toEqual([
    'MESSAGE_CREATE',
    'MESSAGE_UPDATE',
    'MESSAGE_REACTION_ADD',
    'MESSAGE_REACTION_REMOVE',
    'MESSAGE_UPDATE',
    'MESSAGE_REACTION_ADD',
  ])
  expect(alice.all('MESSAGE_CREATE')[0]).toMatchObject({ mentions: [run.simulation.names.personId('alice')] })
})

test('[SCEN14] roles are given and taken, and somebody is put out of a server', async () => {
  await using run = await simulate(
    home([
      { at: '1s', send: { by: 'alice', channel: 'hidden', text: 'before' } },
      { at: '2s', grant: { role: 'crew', to: 'bob' } },
      { at: '3s', send: { by: 'alice', channel: 'hidden', text: 'while' } },
      { at: '4s', revoke: { role: 'crew', from: 'bob' } },
      { at: '5s', send: { by: 'alice', channel: 'hidden', text: 'after' } },
      { at: '6s', kick: { person: 'bob', server: 'home' } },
    ]),
  )
  using bob = await come(run, 'bob')
  await run.clock.advance(10_000)
  await bob.settled()
  expect(textsOf(bob)).toEqual(['while'])
  expect(bob.all('SERVER_KICK').length).toBe(1)
})

test('[SCEN14] people come and go, and connections break and come back', async () => {
  await using run = await simulate(
    home([
      { at: '1s', presence: { person: 'alice', status: 'online' } },
      { at: '2s', presence: { person: 'bob', status: 'online' } },
      { at: '3s', presence: { person: 'alice', status: 'offline' } },
      { at: '4s', drop: { person: 'bob', for: '5s' } },
    ]),
  )
  const at: (readonly string[])[] = []
  for (let second = 0; second < 10; second += 1) {
    at.push(online(run))
    await run.clock.advance(1000)
  }
  const [none, alice, both, bob] = [[], ['alice'], ['alice', 'bob'], ['bob']]
  expect(at).toEqual([none, alice, both, bob, none, none, none, none, none, bob])
})

test('[SCEN14] nobody who is dropped for a time is let in meanwhile, and in a restart nobody at all', async () => {
  await using run = await simulate(
    home([
      { at: '1s', drop: { person: 'bob', for: '2s' } },
      { at: '4s', presence: { person: 'alice', status: 'online' } },
      { at: '5s', restart: { for: '2s' } },
      { at: '6s', ...send('alice', 'nobody listens') },
    ]),
  )
  const { url } = run.simulation.gateway
  const tokens = { bob: (await run.signIn('bob')).token, carol: (await run.signIn('carol')).token }
  const tries = async (person: 'bob' | 'carol'): Promise<string> => {
    using client = connectSocket(url, { auth: { token: tokens[person] } })
    return await new Promise((resolve) => {
      client.socket.once('ready', () => resolve('in'))
      client.socket.once('connect_error', () => resolve('out'))
      client.socket.io.once('close', () => resolve('out'))
    })
  }
  using bob = await come(run, 'bob')
  const gone = new Promise((resolve) => bob.socket.once('disconnect', resolve))
  await run.clock.advance(1000)
  await gone
  expect([await tries('bob'), await tries('carol')]).toEqual(['out', 'in'])
  await run.clock.advance(2000)
  expect(await tries('bob')).toBe('in')
  await run.clock.advance(1000)
  expect(online(run)).toEqual(['alice'])
  await run.clock.advance(2000)
  expect([await tries('bob'), await tries('carol')]).toEqual(['out', 'out'])
  await expect(fetch(`${url}/api/health`)).rejects.toThrow('fetch failed')
  await run.clock.advance(1000)
  expect([await tries('carol'), (await fetch(`${url}/api/health`)).status]).toEqual(['in', 200])
  expect(online(run)).toEqual(['alice'])
  expect(run.notes()).toEqual([])
})

test('[SCEN15] what cannot be done is told in the journal, and the rest goes on', async () => {
  await using run = await simulate(
    home(
      [
        { at: '1s', send: { by: 'bob', channel: 'hidden', text: 'not allowed' } },
        { at: '2s', edit: { by: 'bob', message: 'late', text: 'too early' } },
        { at: '3s', ...send('bob', 'cut off') },
        { at: '4s', ...send('bob', 'fine', { ref: 'late' }) },
      ],
      { faults: [{ match: { kind: 'http', user: 'bob' }, action: { type: 'drop' }, from: 2500, until: 3500 }] },
    ),
  )
  await run.clock.advance(5000)
  expect(run.notes()).toEqual(['timeline.0 send: refused with 403', 'timeline.1 edit: There is no "late" yet'])
  expect(
    stepsOf(run.simulation.journal, 'emit').map(({ payload }) => (payload as { content: string }).content),
  ).toEqual(['fine'])
})

test('[SCEN15] what a fault holds up holds up nothing else', async () => {
  await using run = await simulate(
    home(
      [
        { at: '1s', ...send('bob', 'late') },
        { at: '2s', ...send('alice', 'in time') },
      ],
      {
        faults: [{ match: { kind: 'http', user: 'bob' }, action: { type: 'latency', ms: 5000 } }],
      },
    ),
  )
  using carol = await come(run, 'carol')
  await run.clock.advance(5000)
  await carol.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'in time')
  expect(textsOf(carol)).toEqual(['in time'])
  await run.clock.advance(5000)
  await carol.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'late')
})

test('[SCEN15] somebody whom a fault keeps out comes when they are asked to again', async () => {
  const arrive: TimelineStep['presence'] = { person: 'bob', status: 'online' }
  await using run = await simulate(
    home(
      [
        { at: '1s', presence: arrive },
        { at: '3s', presence: arrive },
      ],
      { faults: [{ match: { kind: 'connect', user: 'bob' }, action: { type: 'expire-token' }, times: 1 }] },
    ),
  )
  await run.clock.advance(2000)
  expect(online(run)).toEqual([])
  await run.clock.advance(2000)
  expect(online(run)).toEqual(['bob'])
})

test('[SCEN16] what never may happen, what must, how many messages there are and who is there', async () => {
  const expectations: ScenarioFile['expect'] = [
    { never: { event: 'MESSAGE_CREATE', to: 'bob', text: 'secret' } },
    { seen: { event: 'MESSAGE_CREATE', by: 'alice', channel: 'general' } },
    { messages: { channel: 'general', count: 2 } },
    { online: 'carol' },
  ]
  const play = async (text: string): Promise<readonly string[]> => {
    await using run = await simulate(
      home(
        [
          { at: '1s', presence: { person: 'bob', status: 'online' } },
          { at: '2s', ...send('alice', text) },
          ...(text === 'secret' ? [] : [{ at: '3s', presence: { person: 'carol', status: 'online' as const } }]),
        ],
        { expect: expectations },
      ),
    )
    expect((await run.simulation.unmet()).map(({ message }) => message)).toContain(
      'MESSAGE_CREATE by alice in general did not happen',
    )
    await run.clock.advance(5000)
    return (await run.simulation.unmet()).map(({ message }) => message)
  }
  expect(await play('hello')).toEqual([])
  expect(await play('secret')).toEqual([
    'MESSAGE_CREATE with "secret" to bob was never to happen',
    'carol is not online',
  ])
})

test('[SCEN17] somebody has converged who learned of all they may see, by packet or by a page asked for later', async () => {
  await using run = await simulate('reconnect-gap')
  const { names, gateway } = run.simulation
  const unmet = async (): Promise<readonly string[]> => (await run.simulation.unmet()).map(({ message }) => message)
  {
    using bob = await come(run, 'bob')
    await run.clock.advance(4000)
    await bob.settled()
    expect(textsOf(bob)).toEqual(['Everybody here?'])
    expect(await unmet()).toEqual([])
    await run.clock.advance(12_000)
  }
  expect(await unmet()).toEqual(['bob never learned of 6 things that they may see'])
  using again = connectSocket(gateway.url, { auth: { token: (await run.signIn('bob')).token } })
  await again.wait('ready')
  for (const channel of ['general', 'random', 'alice&bob']) {
    expect(await unmet()).not.toEqual([])
    await run.get('bob', `/channels/${names.channelId(channel)}/messages`)
  }
  expect(await unmet()).toEqual([])
  await run.clock.advance(10_000)
  await again.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'And on we go.')
  expect(await unmet()).toEqual([])
})

test('[SCEN1] the timeline of a kept world finds its people and messages again', async () => {
  using directory = createTemporaryDirectory()
  const dataDirectory = directory.path
  const scenario = home([{ at: '1s', edit: { by: 'alice', message: 'old', text: 'Now' } }])
  {
    await using first = await simulate(scenario, { dataDirectory })
    expect(first.notes()).toEqual([])
  }
  await using second = await simulate(scenario, { dataDirectory, seed: 9 })
  await second.clock.advance(2000)
  expect(second.notes()).toEqual([])
  expect(stepsOf(second.simulation.journal, 'emit').map(({ event }) => event)).toEqual(['MESSAGE_UPDATE'])
})

test('[SCEN21] files, stickers, recordings, cards and what is shown again are sent, by webhooks too', async () => {
  const file = await loadScenario('every-message')
  const steps: TimelineStep[] = [
    { at: '1s', send: { by: 'alice', channel: 'files', files: [{ name: 'a.png' }, { name: 'b.txt', text: 'b' }] } },
    { at: '2s', send: { by: 'bob', channel: 'files', voice: '1s' } },
    { at: '3s', send: { by: 'alice', channel: 'files', sticker: 'wave' } },
    { at: '4s', send: { by: 'carol', channel: 'cards', forward: 'files~1' } },
    { at: '5s', send: { by: 'helper', channel: 'cards', type: 'app/x-weather-card', payload: { title: 'Rain' } } },
    { at: '6s', send: { by: 'ticker', channel: 'feed', as: 'Morning ticker', text: 'News' } },
    { at: '7s', send: { by: 'bob', channel: 'words', text: 'once', nonce: 'n' } },
    { at: '8s', send: { by: 'bob', channel: 'words', text: 'once', nonce: 'n' } },
  ]
  await using run = await simulate({ ...file, timeline: steps, expect: [] })
  await run.clock.advance(10_000)
  expect(run.notes()).toEqual([])
  const sent = stepsOf(run.simulation.journal, 'emit').filter(({ event }) => event === 'MESSAGE_CREATE')
  expect(sent.map(({ payload }) => payload)).toMatchObject([
    { attachments: [{ filename: 'a.png' }, { filename: 'b.txt', contentType: 'text/plain' }] },
    { type: 'message/voice', payload: { voice: { durationMs: 1000 } } },
    { type: 'message/sticker' },
    { type: 'app/x-forward-card', payload: { forwardedMessage: { attachments: [{ filename: 'picture.png' }] } } },
    { type: 'app/x-weather-card', payload: { title: 'Rain' } },
    { content: 'News', authorId: { username: 'Morning ticker' } },
    { content: 'once' },
  ])
})

test('[SCEN21] whoever joins, opens a direct message, asks or says anything does so with references in place of ids', async () => {
  await using run = await simulate(
    home([
      { at: '1s', presence: { person: 'alice', status: 'online' } },
      { at: '1s', presence: { person: 'bob', status: 'online' } },
      {
        at: '2s',
        request: { by: 'carol', method: 'POST', path: '/servers', body: { name: 'Club' }, makes: 'server:club' },
      },
      {
        at: '3s',
        request: {
          by: 'carol',
          method: 'POST',
          path: '/servers/{server:club}/channels',
          body: { name: 'bar', type: 'GUILD_TEXT' },
          makes: 'channel:bar',
        },
      },
      { at: '4s', join: { person: 'bob', server: 'club' } },
      { at: '5s', send: { by: 'bob', channel: 'bar', text: 'I am in' } },
      { at: '6s', open: { by: 'carol', with: 'alice' } },
      { at: '7s', send: { by: 'alice', channel: 'carol&alice', text: 'Hello <@carol>', ref: 'hello' } },
      {
        at: '8s',
        request: {
          by: 'carol',
          method: 'POST',
          path: '/channels/{channel:carol&alice}/ack',
          body: { lastMessageId: '{message:hello}' },
        },
      },
      {
        at: '9s',
        packet: { by: 'bob', event: 'message/create', data: { channelId: '{channel:bar}', content: 'By packet' } },
      },
      { at: '10s', packet: { by: 'carol', event: 'typing' } },
      { at: '11s', react: { by: 'bob', message: 'general~1', emoji: '🌱' } },
      { at: '12s', react: { by: 'bob', message: 'general~9', emoji: '🌱' } },
    ]),
  )
  await run.clock.advance(20_000)
  expect(run.notes()).toEqual([
    'timeline.10 packet: carol is not online',
    'timeline.12 react: There is no message 9 in general',
  ])
  const said = stepsOf(run.simulation.journal, 'emit').filter(({ event }) => event === 'MESSAGE_CREATE')
  expect(said.map(({ payload }) => (payload as { content: string }).content)).toEqual([
    'I am in',
    expect.stringMatching(/^Hello <@[0-9a-f]{24}>$/),
    'By packet',
  ])
})
