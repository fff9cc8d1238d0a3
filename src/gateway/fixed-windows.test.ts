import { expect, test } from 'vitest'
import { createFixedWindows } from './fixed-windows.ts'
import { createHandDrivenClock } from './hand-driven-clock.ts'

test('[RATE1] a window begins with the first hit and ends after its length, however many come', () => {
  const clock = createHandDrivenClock(1_000_000)
  const windows = createFixedWindows(clock, { windowMs: 1_000, maxKeys: 10 })
  expect(windows.hit('a')).toEqual({ count: 1, endsInMs: 1_000 })
  clock.advance(999)
  expect(windows.hit('a')).toEqual({ count: 2, endsInMs: 1 })
  expect(windows.hit('b')).toEqual({ count: 1, endsInMs: 1_000 })
  clock.advance(1)
  expect(windows.hit('a')).toEqual({ count: 1, endsInMs: 1_000 })
  windows.forget('b')
  expect(windows.hit('b').count).toBe(1)
})

test('[RATE1] a clock that is set back keeps nobody out', () => {
  const clock = createHandDrivenClock(1_000_000)
  const windows = createFixedWindows(clock, { windowMs: 1_000, maxKeys: 10 })
  windows.hit('a')
  clock.advance(-500_000)
  expect(windows.hit('a')).toEqual({ count: 1, endsInMs: 1_000 })
})

test('[RATE1] no more keys are kept than there is room for; who began first is forgotten first', () => {
  const clock = createHandDrivenClock(1_000_000)
  const windows = createFixedWindows(clock, { windowMs: 1_000, maxKeys: 3 })
  for (const key of ['a', 'b', 'c', 'b', 'd']) windows.hit(key)
  expect(windows.hit('b').count).toBe(3)
  expect(windows.hit('d').count).toBe(2)
  expect(windows.hit('a').count).toBe(1)
})
