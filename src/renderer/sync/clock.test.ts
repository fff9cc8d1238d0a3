import { expect, test, vi } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { createEndableClock } from './clock.ts'

test('until it is ended it is a clock like the other', () => {
  const held = createHeldClock()
  const clock = createEndableClock(held)
  const [later, soon, calledOff] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()]
  clock.after(10, later)
  clock.after(10, calledOff)()
  clock.soon(soon)
  held.runSoon()
  held.pass(10)
  expect(clock.now()).toBe(held.now())
  expect([later, soon, calledOff].map((task) => task.mock.calls.length)).toEqual([1, 1, 0])
})

test('ended, nothing is done any more: neither what was asked for before nor what is asked for after', () => {
  const held = createHeldClock()
  const clock = createEndableClock(held)
  const task = vi.fn<() => void>()
  clock.after(10, task)
  clock.soon(task)
  clock.end()
  clock.after(10, task)()
  clock.soon(task)
  held.runSoon()
  expect(held.timers()).toEqual([])
  held.pass(100)
  expect(task).not.toHaveBeenCalled()
})
