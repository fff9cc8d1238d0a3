import { expect, test } from 'vitest'
import { classOf } from '#shared/simulator/fault-class.ts'
import { fault } from '#shared/simulator/fault.ts'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'
import { createRandom } from '../random.ts'
import { createFaults } from './faults.ts'
import { profiles } from './profiles.ts'

test('[CTRL6] every profile consists of faults, and only the adversarial one of what no network can do', () => {
  expect(Object.keys(profiles)).toEqual(['none', 'flaky-wifi', 'train', 'server-restart', 'adversarial'])
  for (const [name, faults] of Object.entries(profiles)) {
    expect([name, faults.filter((each) => !fault.safeParse(each).success)]).toEqual([name, []])
    const expected = name === 'adversarial' ? 'adversarial' : 'legal'
    expect([name, faults.filter((each) => classOf(each) !== expected)]).toEqual([name, []])
  }
})

test('[CTRL6] the server of a restart is gone for the same three seconds of each minute', () => {
  const clock = createHandDrivenClock(0)
  const faults = createFaults({ clock, random: createRandom(1, 'faults') })
  for (const each of profiles['server-restart']) faults.add(each)
  const goneAt: number[] = []
  for (let second = 0; second < 180; second += 1) {
    if (faults.strike({ kind: 'connect' }) !== undefined) goneAt.push(second)
    clock.advance(1000)
  }
  expect(goneAt).toEqual([20, 21, 22, 80, 81, 82, 140, 141, 142])
})
