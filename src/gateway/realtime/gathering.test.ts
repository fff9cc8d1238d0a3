import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGathering } from './gathering.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function setUp(): { readonly come: (othersOnTheirWay: number) => void; readonly taken: () => number } {
  let expected = 0
  let taken = 0
  const { come } = createGathering({
    expected: () => expected,
    take: () => {
      taken += 1
    },
  })
  return {
    come: (others) => {
      expected = others
      come()
    },
    taken: () => taken,
  }
}

test('[CONN12] whoever comes alone, or with a few, waits for nobody', () => {
  const { come, taken } = setUp()
  for (const others of [0, 0, 7, 3, 0]) come(others)
  expect([taken(), vi.getTimerCount()]).toEqual([5, 0])
})

test('[CONN12] in a rush the first ones wait until the last one has come', () => {
  const { come, taken } = setUp()
  for (const others of [20, 9, 8, 4, 1]) come(others)
  expect(taken()).toBe(0)
  come(0)
  expect([taken(), vi.getTimerCount()]).toEqual([1, 0])
  come(0)
  expect(taken()).toBe(2)
})

test('[CONN12] but no longer than a quarter of a second, whoever does not come', () => {
  const { come, taken } = setUp()
  come(20)
  vi.advanceTimersByTime(200)
  come(19)
  vi.advanceTimersByTime(49)
  expect(taken()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(taken()).toBe(1)
  vi.advanceTimersByTime(1_000)
  expect(taken()).toBe(1)
  come(18)
  vi.advanceTimersByTime(250)
  expect(taken()).toBe(2)
})
