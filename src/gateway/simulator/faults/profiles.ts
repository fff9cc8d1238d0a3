import type { Fault } from '#shared/simulator/fault.ts'
import type { ProfileName } from '#shared/simulator/profile-names.ts'

const packets = ['emit', 'recv'] as const

/** A line to a café's router: everything late by some, some of it by much, now and then cut, answers that never come. */
const flakyWifi: readonly Fault[] = [
  { name: 'wifi: cut', match: { kind: 'emit' }, action: { type: 'lose' }, probability: 0.002 },
  ...packets.map((kind): Fault => ({
    name: 'wifi: stall',
    match: { kind },
    action: { type: 'latency', ms: 1500, jitterMs: 1500 },
    probability: 0.01,
  })),
  ...packets.map((kind): Fault => ({
    name: 'wifi: late',
    match: { kind },
    action: { type: 'latency', ms: 20, jitterMs: 180 },
  })),
  { name: 'wifi: no way in', match: { kind: 'connect' }, action: { type: 'refuse' }, probability: 0.1 },
  { name: 'wifi: request lost', match: { kind: 'http' }, action: { type: 'drop' }, probability: 0.02 },
  {
    name: 'wifi: answer lost',
    match: { kind: 'http', phase: 'response' },
    action: { type: 'drop' },
    probability: 0.02,
  },
  { name: 'wifi: slow', match: { kind: 'http' }, action: { type: 'latency', ms: 30, jitterMs: 400 } },
]

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

const inTunnel = { from: 30 * SECOND_MS, until: 42 * SECOND_MS, every: MINUTE_MS } as const

/** Whoever says or hears anything loses the connection and what was on its way; nobody gets in, nothing is answered. */
const tunnel: readonly Fault[] = [
  { name: 'tunnel: cut', match: { kind: 'emit' }, action: { type: 'lose' }, ...inTunnel },
  { name: 'tunnel: cut', match: { kind: 'recv' }, action: { type: 'lose' }, ...inTunnel },
  { name: 'tunnel: no way in', match: { kind: 'connect' }, action: { type: 'refuse' }, ...inTunnel },
  { name: 'tunnel: no answer', match: { kind: 'http' }, action: { type: 'drop' }, ...inTunnel },
]

/** A narrow line, and a tunnel of twelve seconds in each minute. */
const train: readonly Fault[] = [
  ...tunnel,
  { name: 'train: narrow', match: { kind: 'emit' }, action: { type: 'bandwidth', bytesPerSecond: 16_000 } },
  { name: 'train: slow', match: { kind: 'http' }, action: { type: 'latency', ms: 250, jitterMs: 750 } },
]

/** Killed once in each minute, by whatever passes then, and gone for three seconds: as while another version is started. */
const serverRestart = (['emit', 'recv', 'http', 'connect'] as const).map((kind): Fault => ({
  name: 'restart',
  match: { kind },
  action: { type: 'restart', ms: 3 * SECOND_MS },
  from: 20 * SECOND_MS,
  until: 23 * SECOND_MS,
  every: MINUTE_MS,
}))

/** What only a broken server could do, a little of each. */
const adversarial: readonly Fault[] = (
  [
    { type: 'duplicate' },
    { type: 'reorder' },
    { type: 'drop' },
    { type: 'stale-replay', back: 3 },
    { type: 'unknown-event' },
    { type: 'corrupt', field: 'content', value: null },
  ] as const
).map((action) => ({
  name: `broken: ${action.type}`,
  match: { kind: 'emit' },
  action,
  probability: 0.02,
}))

/** Sets of faults by the names they are asked for. */
export const profiles: Readonly<Record<ProfileName, readonly Fault[]>> = {
  none: [],
  'flaky-wifi': flakyWifi,
  train,
  'server-restart': serverRestart,
  adversarial,
}
