import { expect, test } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { createRandom } from '#gateway/simulator/random.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/test-gateway.ts'
import { seedOfRun, tell } from '../proof.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const HOUR_MS = 3_600_000
const START_MS = Date.UTC(2027, 0, 1)
/** Tokens outlive every jump of the clock. */
const environment = { JWT_EXPIRES_IN: '365d' }

type Send = (home: TestGateway, content: string) => Promise<void>

const overHttp: Send = async (home, content) => {
  const response = await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content })
  expect(response.status).toBe(201)
}

const throughSocket: Send = async (home, content) => {
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  bob.socket.emit('message/create', { channelId: home.channel('general'), content })
  await bob.wait('MESSAGE_CREATE', (told: Message) => told.content === content)
}

/** All of the channel, oldest first, read in pages so small that each one depends on the order. */
async function listAll(home: TestGateway): Promise<Message[]> {
  const listed: Message[] = []
  for (let before = ''; ; before = `&before=${listed.at(-1)?._id ?? ''}`) {
    const response = await home.call('bob', 'GET', `/channels/${home.channel('general')}/messages?limit=3${before}`)
    const page = (await response.json()) as Message[]
    if (page.length === 0) return listed.toReversed()
    listed.push(...page)
  }
}

const order = (a: string, b: string): number => Number(a > b) - Number(a < b)

/** As they were written, whichever way they are put in order. */
function expectOrder(listed: readonly Message[], written: readonly string[]): void {
  expect(listed.map((row) => row.content)).toEqual(written)
  expect(listed.toSorted((a, b) => order(a._id, b._id))).toEqual(listed)
  expect(listed.toSorted((a, b) => order(a.createdAt, b.createdAt) || order(a._id, b._id))).toEqual(listed)
  expect(new Set(listed.map((row) => row._id)).size).toBe(listed.length)
}

test.each([
  ['an hour back', -HOUR_MS],
  ['an hour ahead', HOUR_MS],
  ['not at all', 0],
  ['by a millisecond', 1],
])('[MSG2] with the clock moved %s, order by id is order by time, over both ways in', async (_how, step) => {
  const clock = createHandDrivenClock(START_MS)
  await using home = await startTestGateway({ clock, environment })
  const written: string[] = []
  for (const send of [overHttp, throughSocket, overHttp, throughSocket]) {
    for (let count = 0; count < 3; count += 1) {
      written.push(`message ${written.length}`)
      await send(home, written.at(-1) ?? '')
    }
    clock.advance(step)
  }
  const listed = await listAll(home)
  expectOrder(listed, written)
  expect(listed.at(-1)?.createdAt).toBe(new Date(START_MS + 3 * Math.max(0, step)).toISOString())
})

test('[MSG2] nor does a restart within the same second repeat an id or go back, wherever the clock stands', async () => {
  using directory = createTemporaryDirectory()
  const seed = seedOfRun()
  tell(`clock, seed ${seed}`)
  const random = createRandom(seed, 'clock')
  const clock = createHandDrivenClock(START_MS)
  const written: string[] = []
  for (let start = 0; start < 6; start += 1) {
    await using home = await startTestGateway({ clock, environment, dataDirectory: directory.path })
    for (let count = 0; count < 4; count += 1) {
      written.push(`message ${written.length}`)
      await random.pick([overHttp, throughSocket])(home, written.at(-1) ?? '')
      clock.advance(random.pick([0, 0, 1, 999, -1, -HOUR_MS, HOUR_MS]))
    }
    expectOrder(await listAll(home), written)
  }
})

test('[MSG13] the time of a change never goes back either', async () => {
  const clock = createHandDrivenClock(START_MS)
  await using home = await startTestGateway({ clock, environment })
  await overHttp(home, 'first')
  const [message] = await listAll(home)
  const times: string[] = [message?.updatedAt ?? '']
  for (const step of [HOUR_MS, -2 * HOUR_MS, 1, 0]) {
    clock.advance(step)
    const route = `/channels/${home.channel('general')}/messages/${message?._id ?? ''}`
    const response = await home.call('alice', 'PATCH', route, { content: `moved by ${step}` })
    times.push(((await response.json()) as Message).updatedAt)
  }
  expect(times.toSorted()).toEqual(times)
})
