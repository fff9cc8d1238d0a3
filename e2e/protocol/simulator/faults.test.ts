import { expect, test } from 'vitest'
import { createSteeredClock } from '#gateway/simulator/clock/steered-clock.ts'
import type { Fault, FaultAction, FaultMatch } from '#shared/simulator/fault.ts'
import { classOf } from '#shared/simulator/fault-class.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startWatched, stepsOf, type WatchedGateway } from '../../fixtures/watched-gateway.ts'

const toAlice: FaultMatch = { kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' }

const say = async ({ home }: WatchedGateway, content: string): Promise<Response> =>
  home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content })

const said = (payloads: readonly unknown[]): readonly unknown[] =>
  payloads.map((payload) => (payload as { content: unknown }).content)

/** What alice hears of two messages while a fault stands in the way of the first. */
async function heardThrough(action: FaultAction): Promise<{ heard: readonly string[]; texts: readonly unknown[] }> {
  await using watched = await startWatched()
  using alice = await readySocket(watched.home.url, await watched.home.tokenOf('alice'))
  const from = alice.heard.length
  watched.faults.add({ match: { ...toAlice, nth: action.type === 'stale-replay' ? 2 : 1 }, action })
  await say(watched, 'one')
  await say(watched, 'two')
  await alice.settled()
  return {
    heard: alice.heard.slice(from, -1).map(({ event }) => event),
    texts: said(alice.all('MESSAGE_CREATE')),
  }
}

test('[FAULT1] a packet may be dropped, doubled, overtaken, changed, joined by an unknown one, or followed by an old one', async () => {
  expect((await heardThrough({ type: 'drop' })).texts).toEqual(['two'])
  expect((await heardThrough({ type: 'duplicate' })).texts).toEqual(['one', 'one', 'two'])
  expect((await heardThrough({ type: 'reorder' })).texts).toEqual(['two', 'one'])
  expect((await heardThrough({ type: 'corrupt', field: 'content', value: 7 })).texts).toEqual([7, 'two'])
  expect((await heardThrough({ type: 'stale-replay' })).texts).toEqual(['one', 'two', 'one'])
  expect((await heardThrough({ type: 'unknown-event' })).heard).toEqual([
    'SOMETHING_NEW',
    'MESSAGE_CREATE',
    'MESSAGE_CREATE',
  ])
})

test('[FAULT2] what is held or late holds up what comes behind it on that connection, and nobody else', async () => {
  await using watched = await startWatched()
  const { home, faults, journal } = watched
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const held = faults.add({ match: { ...toAlice, nth: 1 }, action: { type: 'hold' } })
  await say(watched, 'one')
  await say(watched, 'two')
  await bob.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'two')
  expect(alice.all('MESSAGE_CREATE')).toEqual([])
  faults.release(held)
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'two')
  expect(said(alice.all('MESSAGE_CREATE'))).toEqual(['one', 'two'])
  const outcomes = stepsOf(journal, 'delivery').filter(
    ({ event, user }) => event === 'MESSAGE_CREATE' && user === 'alice',
  )
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['held', 'delivered'])

  faults.clear()
  faults.add({ match: toAlice, action: { type: 'latency', ms: 30, jitterMs: 20 }, times: 1 })
  faults.add({ match: toAlice, action: { type: 'bandwidth', bytesPerSecond: 20_000 } })
  await say(watched, 'three')
  await say(watched, 'four')
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'four')
  expect(said(alice.all('MESSAGE_CREATE'))).toEqual(['one', 'two', 'three', 'four'])
})

test.each<readonly [FaultAction['type'], readonly string[]]>([
  ['disconnect', ['one']],
  ['lose', []],
])('[FAULT3] %s breaks the connection, and what was on its way arrives or is lost', async (type, arrived) => {
  await using watched = await startWatched()
  const { home, faults } = watched
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  const gone = new Promise((resolve) => alice.socket.once('disconnect', resolve))
  faults.add({ match: toAlice, action: { type } as FaultAction })
  await say(watched, 'one')
  expect(await gone).toBe('transport close')
  expect(said(alice.all('MESSAGE_CREATE'))).toEqual(arrived)
  expect(faults.list()).toMatchObject([{ struck: 1, class: 'legal' }])
})

test('[FAULT4] a request may be answered otherwise, or break before or after it was handled', async () => {
  await using watched = await startWatched()
  const { home, faults } = watched
  const http: FaultMatch = { kind: 'http', user: 'bob', method: 'POST', path: '/api/**/messages' }
  faults.add({ match: http, action: { type: 'status', status: 429, retryAfterSeconds: 2 }, times: 1 })
  const refused = await say(watched, 'one')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])

  faults.clear()
  faults.add({ match: http, action: { type: 'drop' }, times: 1 })
  await expect(say(watched, 'two')).rejects.toThrow('fetch failed')
  faults.clear()
  faults.add({ match: { ...http, phase: 'response' }, action: { type: 'drop' }, times: 1 })
  await expect(say(watched, 'three')).rejects.toThrow('fetch failed')
  faults.clear()
  faults.add({ match: { ...http, phase: 'response' }, action: { type: 'status', status: 502 }, times: 1 })
  expect((await say(watched, 'four')).status).toBe(502)
  faults.clear()
  faults.add({ match: http, action: { type: 'expire-token' }, times: 1 })
  expect((await say(watched, 'five')).status).toBe(401)

  const page = await home.call('alice', 'GET', `/channels/${home.channel('general')}/messages`)
  expect(new Set(said((await page.json()) as unknown[]))).toEqual(new Set(['four', 'three']))
})

test('[FAULT5] a socket may be kept out, by a text or by none, or get into its rooms late', async () => {
  const clock = createSteeredClock({ startMs: 0, running: false })
  await using watched = await startWatched(clock)
  const { home, faults } = watched
  const come: FaultMatch = { kind: 'connect', user: 'alice' }
  const token = await home.tokenOf('alice')
  faults.add({ match: come, action: { type: 'connect-error', message: 'Not today' }, times: 1 })
  using refused = connectSocket(home.url, { auth: { token } })
  expect(await new Promise((resolve) => refused.socket.once('connect_error', resolve))).toMatchObject({
    message: 'Not today',
  })
  faults.clear()
  faults.add({ match: come, action: { type: 'refuse' }, times: 1 })
  using cut = connectSocket(home.url, { auth: { token } })
  expect(await new Promise((resolve) => cut.socket.io.once('close', resolve))).toBe('transport close')

  faults.clear()
  faults.add({ match: come, action: { type: 'slow-join', ms: 200 }, times: 1 })
  using late = await readySocket(home.url, token)
  await say(watched, 'missed')
  await late.settled()
  expect(said(late.all('MESSAGE_CREATE'))).toEqual([])
  clock.advance(200)
  await watched.journal.wait((step) => step.kind === 'join' && step.room === home.channel('general'))
  await say(watched, 'heard')
  await late.wait('MESSAGE_CREATE')
})

test('[FAULT6] chance comes from the seed: one seed strikes the same packets', async () => {
  const struck = async (): Promise<readonly unknown[]> => {
    await using watched = await startWatched()
    using alice = await readySocket(watched.home.url, await watched.home.tokenOf('alice'))
    watched.faults.add({ match: toAlice, action: { type: 'drop' }, probability: 0.5 })
    for (let index = 0; index < 20; index += 1) await say(watched, String(index))
    await alice.settled()
    return said(alice.all('MESSAGE_CREATE'))
  }
  const first = await struck()
  expect(first.length).toBeGreaterThan(3)
  expect(first.length).toBeLessThan(17)
  expect(await struck()).toEqual(first)
})

test('[FAULT7] only what no network can do is called adversarial', () => {
  const classes = (faults: readonly Pick<Fault, 'match' | 'action'>[]): readonly string[] => faults.map(classOf)
  expect(
    classes([
      { match: { kind: 'http' }, action: { type: 'drop' } },
      { match: toAlice, action: { type: 'lose' } },
      { match: toAlice, action: { type: 'hold' } },
    ]),
  ).toEqual(['legal', 'legal', 'legal'])
  expect(
    classes([
      { match: toAlice, action: { type: 'drop' } },
      { match: toAlice, action: { type: 'duplicate' } },
      { match: toAlice, action: { type: 'reorder' } },
    ]),
  ).toEqual(['adversarial', 'adversarial', 'adversarial'])
})
