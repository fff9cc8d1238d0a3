import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../hand-driven-clock.ts'
import { createTokenBucket } from './token-bucket.ts'

const take = (mayPass: () => boolean, times: number): number =>
  Array.from({ length: times }, mayPass).filter(Boolean).length

test('[UP6] a burst passes at once, then nothing until the bucket fills again', () => {
  const clock = createHandDrivenClock(0)
  const mayPass = createTokenBucket(clock, { perSecond: 10, burst: 5 })
  expect(take(mayPass, 8)).toBe(5)
  clock.advance(250)
  expect(take(mayPass, 8)).toBe(2)
  clock.advance(50)
  expect(take(mayPass, 8)).toBe(1)
})

test('[UP6] the bucket holds no more than one burst, however long it was left alone', () => {
  const clock = createHandDrivenClock(0)
  const mayPass = createTokenBucket(clock, { perSecond: 10, burst: 5 })
  clock.advance(3_600_000)
  expect(take(mayPass, 100)).toBe(5)
})

test('[UP6] a clock that is set back takes nothing away and gives nothing', () => {
  const clock = createHandDrivenClock(3_600_000)
  const mayPass = createTokenBucket(clock, { perSecond: 10, burst: 5 })
  expect(take(mayPass, 3)).toBe(3)
  clock.advance(-3_600_000)
  expect(take(mayPass, 3)).toBe(2)
  clock.advance(100)
  expect(take(mayPass, 3)).toBe(1)
})
