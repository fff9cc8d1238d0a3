import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import type { Simulator as RunningSimulator } from '#gateway/simulator/testing/api.ts'
import { Simulator } from '#gateway/simulator/testing/simulator.ts'

let sim: RunningSimulator
beforeAll(async () => {
  sim = await Simulator.start({ seed: 42 })
})
afterAll(() => sim[Symbol.asyncDispose]())

/** Node gives its collector away on request only. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

test('[TEST1] fifty tenants come and go in milliseconds, and leave no memory behind', async () => {
  const comeAndGo = async (): Promise<number> => {
    const began = performance.now()
    {
      await using gw = await sim.tenant({ scenario: 'two-friends' })
      expect(gw.users.alice.token).not.toBe('')
    }
    return performance.now() - began
  }
  for (let warm = 0; warm < 10; warm += 1) await comeAndGo()
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  const times: number[] = []
  for (let count = 0; count < 50; count += 1) times.push(await comeAndGo())
  collectGarbage()
  expect(process.memoryUsage().heapUsed).toBeLessThan(before * 1.1)
  // Ten times the goal: the machine may be busy.
  expect(median(times)).toBeLessThan(400)
})

test('[TEST1] tenants know nothing of each other, and one seed makes the same people in each', async () => {
  await using one = await sim.tenant({ scenario: 'two-friends' })
  await using other = await sim.tenant({ scenario: 'two-friends', clock: 'virtual' })
  expect(new Set([one.url, other.url, one.webUrl, other.webUrl]).size).toBe(4)
  expect(one.users.alice.id).toBe(other.users.alice.id)
  await using bob = await one.actor('bob')
  await bob.send('#general', 'only here')
  await other.untilIdle()
  expect(other.events.all({ emit: 'MESSAGE_CREATE' })).toEqual([])
  const refused = await fetch(`${other.url}/api/users/@me`, {
    headers: { authorization: `Bearer ${one.users.alice.token}` },
  })
  expect(refused.status).toBe(401)
  await using third = await sim.tenant({ scenario: 'two-friends', seed: 7 })
  expect([third.seed, third.users.alice.id === one.users.alice.id]).toEqual([7, false])
})

test('[TEST1] a world of the author’s own has the people it names, and a simulator that ends takes all along', async () => {
  const own = await Simulator.start({ seed: 1 })
  const gw = await own.tenant({
    world: {
      people: [
        { ref: 'dora', username: 'dora_the_first' },
        { ref: 'emil', username: 'emil' },
      ],
      servers: [
        { ref: 'yard', name: 'Yard', owner: 'dora', members: ['emil'], channels: [{ ref: 'gate', name: 'gate' }] },
      ],
    },
  })
  expectTypeOf(gw.users).toEqualTypeOf<Readonly<Record<'dora' | 'emil', (typeof gw.users)['dora']>>>()
  expect(gw.users.dora.username).toBe('dora_the_first')
  const answer = await gw.call('emil', 'GET', `/channels/${gw.channel('#gate')}/messages`)
  expect([answer.status, await answer.json()]).toEqual([200, []])
  await own[Symbol.asyncDispose]()
  await expect(fetch(`${gw.url}/api/health`)).rejects.toThrow('fetch failed')
})

test('[TEST2] people are signed in without a form: by a token, or by what a browser takes', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  const me = await fetch(`${gw.url}/api/users/@me`, { headers: { authorization: `Bearer ${gw.users.alice.token}` } })
  expect(await me.json()).toMatchObject({ _id: gw.users.alice.id, username: 'alice' })
  const { cookies, origins } = gw.users.alice.storageState()
  expect(origins).toEqual([])
  expect(new Set(cookies.map(({ domain }) => domain))).toEqual(new Set([new URL(gw.webUrl).hostname]))
  const cookie = cookies
    .filter(({ path }) => path === '/')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const byCookie = await fetch(`${gw.url}/api/users/@me`, { headers: { cookie } })
  expect(await byCookie.json()).toMatchObject({ username: 'alice' })
  const second = await gw.signIn('alice')
  expect([second.id, second.token === gw.users.alice.token]).toEqual([gw.users.alice.id, false])
})

test('[TEST2] of many people the first have tokens, and the others are told how to get one', async () => {
  const people = Array.from({ length: 30 }, (_, index) => ({ ref: `p${index}`, username: `person${index}` }))
  await using gw = await sim.tenant({ world: { people, servers: [] } })
  expect(gw.users['p19']?.token).not.toBe('')
  expect(() => gw.users['p20']?.token).toThrow("await gw.signIn('person20')")
  expect((await gw.signIn('p20')).username).toBe('person20')
  await expect(gw.signIn('nobody')).rejects.toThrow('There is no person "nobody"')
})
