import { expect, test } from 'vitest'
import { saying } from '../fixtures/journal.ts'
import { createPace } from './pace.ts'

test('[INSP10] events are counted by the second, and answers timed by the clock of the gateway', () => {
  const pace = createPace()
  pace.heard(saying.slice(0, 3), 1_500)
  pace.heard(saying.slice(3), 2_100)
  const seconds = pace.seconds(3_000)
  expect(seconds).toHaveLength(60)
  expect(seconds.slice(-3)).toEqual([
    { events: 3, answerMs: undefined },
    { events: 4, answerMs: 11 },
    { events: 0, answerMs: undefined },
  ])
  expect(pace.seconds(90_000).some(({ events }) => events > 0)).toBe(false)
})
