import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { startScenario } from '#gateway/simulator/start-scenario.ts'
import { comparable } from '#gateway/simulator/journal/comparable.ts'
import { message, type Message } from '#shared/models/message.ts'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import * as z from 'zod/mini'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { simulate, type Simulated } from '../../fixtures/simulated.ts'
import { twoFriends } from '../../fixtures/two-friends.ts'

const MINUTE_MS = 60_000
const shipped = [
  'demo',
  'two-friends',
  'busy-server',
  'permissions',
  'reconnect-gap',
  'every-message',
  'big-history',
] as const

const journalOf = ({ simulation: { journal, names } }: Simulated): string =>
  comparable(journal.read().steps, (id) => names.of(id) !== id)

/** A scenario played through, as the text of its journal that is the same in each run. */
async function played(scenario: string | ScenarioFile, seed: number): Promise<string> {
  await using run = await simulate(scenario, { seed })
  await run.clock.advance(1.5 * MINUTE_MS)
  expect(run.notes()).toEqual([])
  return journalOf(run)
}

/** Keeps a core of this machine busy, until it is let go. */
function keepCoreBusy(): AsyncDisposable {
  const worker = new Worker('for (;;);', { eval: true })
  return { [Symbol.asyncDispose]: async () => void (await worker.terminate()) }
}

test.each(shipped)(
  '[SCEN10] %s with one seed twice, the other time beside a busy core: the journals are the same, byte for byte',
  { timeout: 60_000 },
  async (name) => {
    const first = await played(name, 42)
    await using _busy = keepCoreBusy()
    expect(await played(name, 42)).toBe(first)
  },
)

/** The demo with somebody who looks on and says something. */
async function watchedDemo(seed: number): Promise<string> {
  await using run = await simulate('demo', { seed })
  const { names, gateway } = run.simulation
  using owner = await readySocket(gateway.url, (await run.signIn('owner')).token)
  await run.clock.advance(MINUTE_MS)
  owner.socket.emit('message/create', { channelId: names.channelId('planning'), content: 'The low one in 6, please.' })
  const own = z.object({ _id: z.string(), content: z.string() })
  const said = own.parse(await owner.wait('MESSAGE_CREATE', ({ content }) => content === 'The low one in 6, please.'))
  await run.clock.advance(3 * MINUTE_MS)
  const isAnswer = ({ referencedMessageId }: Message): boolean => referencedMessageId === said._id
  await owner.wait('MESSAGE_CREATE', isAnswer)
  expect(owner.all('MESSAGE_CREATE').length).toBeGreaterThan(15)
  return journalOf(run)
}

test('[SCEN10] so it is of the demo while somebody looks on, and is answered', { timeout: 60_000 }, async () => {
  const first = await watchedDemo(42)
  await using _busy = keepCoreBusy()
  expect(await watchedDemo(42)).toBe(first)
})

/** Two people whose gateway is killed under them, and comes again. */
const restarted: ScenarioFile = {
  name: 'restarted',
  title: 'A gateway that is killed',
  world: {
    people: { alice: null, bob: null },
    servers: { home: { owner: 'alice', members: ['bob'], channels: { general: null } } },
  },
  timeline: [
    { at: '1s', presence: { person: 'alice', status: 'online' } },
    { at: '1s', presence: { person: 'bob', status: 'online' } },
    { every: '2s', times: 10, send: { by: ['alice', 'bob'], channel: 'general' } },
    { at: '5s', restart: { for: '4s' } },
  ],
}

test('[SCEN10] so it is where the gateway is killed in the middle of it', async () => {
  const first = await played(restarted, 42)
  expect(first).toContain('"fault": "restart"')
  await using _busy = keepCoreBusy()
  expect(await played(restarted, 42)).toBe(first)
})

test('[SCEN10] another seed lets other things happen', async () => {
  expect(await played('busy-server', 1)).not.toBe(await played('busy-server', 2))
})

test('[SCEN11] two-friends has everybody and every place of the fixture of the same name', async () => {
  await using run = await simulate('two-friends')
  const { names } = run.simulation
  const channels = twoFriends.servers.flatMap(({ channels: here }) => here.map(({ ref }) => ref))
  expect(twoFriends.people.map(({ ref }) => names.of(names.personId(ref)))).toEqual(['alice', 'bob', 'carol'])
  expect([...channels, 'alice&bob'].map((ref) => names.of(names.channelId(ref)))).toEqual([
    'general',
    'random',
    'secret',
    'boxes',
    'alice&bob',
  ])
  const seenBy = async (person: string): Promise<readonly string[]> => {
    const [server] = z.array(z.object({ _id: z.string() })).parse(await run.get(person, '/users/@me/servers'))
    const list = await run.get(person, `/servers/${server?._id}/channels`)
    return z
      .array(z.object({ name: z.string() }))
      .parse(list)
      .map(({ name }) => name)
  }
  expect(await seenBy('alice')).toEqual(['general', 'random', 'secret'])
  expect(await seenBy('bob')).toEqual(['general', 'random'])
})

test('[SCEN11] every-message has one of everything that a message can be', async () => {
  await using run = await simulate('every-message')
  const { names, gateway } = run.simulation
  const page = async (channel: string): Promise<readonly Message[]> =>
    z.array(message).parse(await run.get('alice', `/channels/${names.channelId(channel)}/messages?limit=100`))
  const all = (await Promise.all(['words', 'files', 'cards', 'feed', 'alice&bob', 'alice&helper'].map(page))).flat()

  expect(new Set(all.map(({ type }) => type))).toEqual(
    new Set([
      'message/default',
      'message/sticker',
      'message/voice',
      'app/x-forward-card',
      'app/x-weather-card',
      'app/x-nobody-knows',
      'app/x-rss-card',
    ]),
  )
  const has = (is: (one: Message) => unknown): boolean => all.some((one) => Boolean(is(one)))
  expect([
    has(({ mentions }) => mentions.length === 2),
    has(({ referencedMessageId }) => referencedMessageId),
    has(({ reactions }) => reactions.length === 2),
    has(({ editedAt, retractedAt }) => editedAt !== undefined && retractedAt === undefined),
    has(({ retractedAt }) => retractedAt),
    has(({ plainText }) => plainText),
    has(({ payload }) => payload?.['embeds']),
    has(({ authorId }) => authorId?.username === 'Night ticker'),
    has(({ authorId }) => authorId?.username === 'Helper'),
  ]).toEqual(Array.from({ length: 9 }, () => true))

  const addresses = all.flatMap(({ attachments, payload }) => [
    ...attachments.map(({ url }) => url),
    ...['sticker', 'voice'].map((kind) => (payload?.[kind] as { url?: string } | undefined)?.url),
  ])
  const headers = { authorization: `Bearer ${(await run.signIn('alice')).token}` }
  const files = addresses.filter((address) => address !== undefined)
  const statuses = await Promise.all(
    files.map(async (url) => (await fetch(new URL(url, gateway.url), { headers })).status),
  )
  expect(files.length).toBe(9)
  expect(new Set(statuses)).toEqual(new Set([200]))
})

test('[SCEN11] permissions lets everybody see what the overrides say', async () => {
  await using run = await simulate('permissions')
  const seenBy = async (person: string): Promise<readonly string[]> => {
    const servers = z
      .array(z.object({ _id: z.string(), name: z.string() }))
      .parse(await run.get(person, '/users/@me/servers'))
    const house = servers.find(({ name }) => name === 'House of rules')?._id
    return z
      .array(z.object({ name: z.string() }))
      .parse(await run.get(person, `/servers/${house}/channels`))
      .map(({ name }) => name)
  }
  const open = ['lobby', 'news', 'quiet']
  const everything = [...open, 'library', 'desk', 'invited', 'vault', 'handbook']
  expect(await seenBy('olga')).toEqual(everything)
  expect(await seenBy('adam')).toEqual(everything)
  expect(await seenBy('reader')).toEqual([...open, 'library', 'desk', 'handbook'])
  expect(await seenBy('writer')).toEqual([...open, 'library', 'handbook'])
  expect(await seenBy('guest')).toEqual([...open, 'invited', 'handbook'])
})

const said = (count: number): ScenarioFile => ({
  name: 'said',
  title: 'Much was said',
  world: {
    people: { alice: null, bob: null },
    servers: { home: { owner: 'alice', members: ['bob'], channels: { general: null } } },
    history: { generate: [{ channels: ['general'], count, span: '365d' }] },
  },
})

test('[SCEN8] ten thousand messages are generated and stored at once, and found by search', async () => {
  const begun = performance.now()
  await using run = await simulate(said(10_000))
  // Ten times what it should take.
  expect(performance.now() - begun).toBeLessThan(10_000)
  const { gateway, names } = run.simulation
  const rows = await gateway.parts.database.reader
    .selectFrom('message')
    .select(['id', 'createdAt'])
    .orderBy('id')
    .execute()
  expect(rows.length).toBe(10_000)
  expect(rows.map(({ createdAt }) => createdAt)).toEqual(rows.map(({ createdAt }) => createdAt).toSorted())
  const found = await run.get('bob', `/channels/${names.channelId('general')}/search?q=reading`)
  expect(JSON.stringify(found)).toContain('the reading group')
})

test('[SCEN12] a scenario without a journal of others plays its timeline all the same', async () => {
  const running = await startScenario('every-message', {
    seed: 1,
    gateway: { port: 0, environment: {}, logLevel: 'error', previews: 'off' },
  })
  try {
    expect(running.timeline).toBeDefined()
    // By real time nothing of it has happened yet.
    expect((await running.unmet()).map(({ message: text }) => text)).toEqual([
      'MESSAGE_UPDATE by bob in words did not happen',
    ])
  } finally {
    await running.stop()
  }
})
