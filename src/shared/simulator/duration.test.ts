import { expect, test } from 'vitest'
import { duration, durationMs } from './duration.ts'

test.each([
  ['0s', 0],
  ['250ms', 250],
  ['1.5s', 1500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['30d', 2_592_000_000],
])('%s is so many milliseconds', (text, ms) => {
  expect(duration.safeParse(text).success).toBe(true)
  expect(durationMs(text)).toBe(ms)
})

test.each(['', '5', 's', '-1s', '1.5.5s', '1 s', '5min', 'soon'])('"%s" is no span of time', (text) => {
  expect(duration.safeParse(text).success).toBe(false)
})
