import { expect, test } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { exampleState } from '../fixtures/records.ts'
import { createAccountStore } from '../store/store.ts'
import { createAgainLater } from './again-later.ts'

function open() {
  const store = createAccountStore(exampleState())
  const clock = createHeldClock()
  const done: string[] = []
  return {
    later: createAgainLater({ store, clock }),
    clock,
    done,
    note: (name: string) => () => void done.push(name),
    cut: () => {
      store.update((draft) => {
        draft.connection = { status: 'reconnecting', attempt: 1 }
      })
    },
  }
}

test('what is planned again under one key takes the place of what was planned before, sooner or later', () => {
  const { later, clock, done, note } = open()
  later.plan('a', 2_000, note('first'))
  later.plan('b', 3_000, note('other'))
  later.plan('a', 5_000, note('second'))
  expect(clock.timers()).toEqual([3_000, 5_000])
  clock.pass(5_000)
  expect(done).toEqual(['other', 'second'])
  expect(later.isPlanned('a')).toBe(false)
})

test('what was asked for meanwhile is called off', () => {
  const { later, clock } = open()
  later.plan('a', 2_000, () => undefined)
  expect(later.isPlanned('a')).toBe(true)
  later.callOff('a')
  expect(later.isPlanned('a')).toBe(false)
  expect(clock.timers()).toEqual([])
})

test('where the line is down nothing is planned, and nothing done that was', () => {
  const { later, clock, done, note, cut } = open()
  later.plan('a', 2_000, note('a'))
  cut()
  later.plan('b', 2_000, note('b'))
  expect(clock.timers()).toEqual([2_000])
  clock.pass(2_000)
  expect(done).toEqual([])
  expect(later.isPlanned('a')).toBe(false)
})
