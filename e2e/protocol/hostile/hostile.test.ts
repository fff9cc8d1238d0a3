import { expect, test } from 'vitest'
import { seedOfRun, sizeOf, tell } from '../proof.ts'
import { request } from '../web-client.ts'
import { attack, type Struck } from './attack.ts'
import { keepTalking, slowestOfMost } from './talk.ts'
import { openTarget } from './target.ts'

const RUNS = sizeOf('MEW_HOSTILE_RUNS', { daily: 2_000, full: 10_000 })
/** Ten times the goal of 100 ms: what is asserted is that nobody is held up, the benchmark measures. */
const LONGEST_MS = 1_000

const countsOf = (struck: readonly Struck[]): string =>
  [...Map.groupBy(struck, ({ kind, outcome }) => `${kind} ${outcome}`)]
    .map(([name, list]) => `${name} ${list.length}`)
    .toSorted()
    .join(', ')

test(
  `[CONN5] [HTTP1] ${RUNS} hostile inputs: the same process answers at the end, none is answered with a failure, nobody waits`,
  { timeout: 60_000 + RUNS * 60 },
  async () => {
    const seed = seedOfRun()
    tell(`${RUNS} hostile inputs, seed ${seed}`)
    await using target = await openTarget()
    using talk = await keepTalking(target)
    const struck = await attack(target, seed, RUNS)
    const took = await talk.end()
    tell(`${countsOf(struck)}; ${took.length} messages of others, most within ${slowestOfMost(took).toFixed(0)} ms`)

    expect(struck.filter(({ faults }) => faults.length > 0).slice(0, 5)).toEqual([])
    const { pid } = await target.gateway.ready
    expect([target.gateway.child.pid, target.gateway.child.exitCode]).toEqual([pid, null])
    expect((await request(`${target.url}/api/health`)).status).toBe(200)
    // Nothing was so wrong that it had to be written down.
    expect(target.gateway.stderr()).toBe('')
    expect(slowestOfMost(took)).toBeLessThan(LONGEST_MS)
    // An attack of which everything bounces off at the door proves little.
    expect(struck.filter(({ outcome }) => outcome === '2xx').length).toBeGreaterThan(RUNS / 20)
    expect(struck.filter(({ outcome }) => outcome === '4xx').length).toBeGreaterThan(RUNS / 5)
    expect(struck.filter(({ outcome }) => outcome === 'goes on').length).toBeGreaterThan(RUNS / 50)
  },
)
