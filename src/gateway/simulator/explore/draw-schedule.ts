import type { Fault, FaultAction, FaultMatch } from '#shared/simulator/fault.ts'
import type { Random } from '../random.ts'

/** Faults that stand in the way of one run. */
export type Schedule = readonly Fault[]

const MOST_FAULTS = 5
/** The faults of a schedule strike among the first of what passes: a short test sees no more. */
const LATEST = 6

const events = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', '*', 'ready'] as const
const paths = ['/api/**/messages', '/api/channels/**', '/api/auth/*', '/api/**'] as const
const methods = ['GET', 'POST', 'PATCH', 'DELETE'] as const

type Draw = (random: Random) => readonly [FaultMatch, FaultAction]

const whole = (random: Random, low: number, high: number): number => Math.floor(random.between(low, high + 1))

const exchange = (random: Random, phase: 'request' | 'response'): FaultMatch => ({
  kind: 'http',
  phase,
  method: random.pick(methods),
  path: random.pick(paths),
})

const packet = (random: Random): FaultMatch => ({ kind: 'emit', event: random.pick(events) })

/** What TCP, REST and Socket.IO can really do, each as likely as the others. */
const draws: readonly Draw[] = [
  (random) => [exchange(random, 'request'), { type: 'drop' }],
  (random) => [exchange(random, 'response'), { type: 'drop' }],
  (random) => [exchange(random, 'request'), { type: 'status', status: 429, retryAfterSeconds: whole(random, 0, 1) }],
  (random) => [exchange(random, 'request'), { type: 'status', status: random.pick([500, 502, 503]) }],
  (random) => [exchange(random, random.pick(['request', 'response'])), { type: 'latency', ms: whole(random, 20, 400) }],
  (random) => [exchange(random, 'request'), { type: 'expire-token' }],
  (random) => [packet(random), { type: 'latency', ms: whole(random, 20, 400) }],
  (random) => [packet(random), { type: 'disconnect' }],
  (random) => [packet(random), { type: 'lose' }],
  () => [{ kind: 'connect' }, { type: 'refuse' }],
  () => [{ kind: 'connect' }, { type: 'connect-error' }],
  (random) => [{ kind: 'connect' }, { type: 'slow-join', ms: whole(random, 20, 400) }],
]

/** A few legal faults, each of which strikes once. */
export function drawSchedule(random: Random): Schedule {
  const count = whole(random, 1, MOST_FAULTS)
  return Array.from({ length: count }, () => {
    const [match, action] = random.pick(draws)(random)
    return { match: { ...match, nth: whole(random, 1, LATEST) }, action }
  })
}
