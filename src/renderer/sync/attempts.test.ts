import { expect, test, vi } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import type { Connection } from '../store/state.ts'
import { backOff, createAttempts, type Attempts } from './attempts.ts'

test.each([
  [1, 200, 400],
  [2, 400, 800],
  [4, 1_600, 3_200],
  [7, 12_800, 25_600],
  [8, 15_000, 30_000],
  [1_000, 15_000, 30_000],
])('the wait before try %i lies between %i and %i ms', (attempt, least, most) => {
  expect(backOff(attempt, 0)).toBe(least)
  expect(backOff(attempt, 1)).toBe(most)
  expect(backOff(attempt, 0.5)).toBe((least + most) / 2)
})

interface Tried {
  readonly attempts: Attempts
  readonly states: Connection[]
  readonly clock: ReturnType<typeof createHeldClock>
}

function create(): Tried {
  const clock = createHeldClock(50_000)
  const states: Connection[] = []
  const attempts = createAttempts({ clock, random: () => 1, onState: (state) => states.push(state) })
  return { attempts, states, clock }
}

test('the next try comes when its wait is over, once', () => {
  const { attempts, clock } = create()
  const next = vi.fn<() => void>()
  attempts.failed(next)
  clock.pass(399)
  expect(next).not.toHaveBeenCalled()
  clock.pass(1)
  clock.pass(60_000)
  expect(next).toHaveBeenCalledOnce()
})

test('the first failures are still connecting, the third is offline and says when it is tried again', () => {
  const { attempts, states } = create()
  for (let failure = 0; failure < 3; failure += 1) attempts.failed(() => undefined)
  expect(states).toEqual([
    { status: 'connecting' },
    { status: 'connecting' },
    { status: 'offline', attempt: 3, retryAt: 51_600 },
  ])
})

test('after it once worked, a failure is a reconnection, and the waits begin anew', () => {
  const { attempts, states, clock } = create()
  for (let failure = 0; failure < 5; failure += 1) attempts.failed(() => undefined)
  attempts.succeeded()
  clock.pass(60_000)
  states.length = 0
  attempts.failed(() => undefined)
  expect(states).toEqual([{ status: 'reconnecting', attempt: 1 }])
  expect(clock.timers()).toEqual([400])
})

test('called off, no try comes', () => {
  const { attempts, clock } = create()
  const next = vi.fn<() => void>()
  attempts.failed(next)
  attempts.callOff()
  clock.pass(60_000)
  expect(next).not.toHaveBeenCalled()
  expect(clock.timers()).toEqual([])
})
