import { expect, test } from 'vitest'
import { newId } from './new-id.ts'

const NOW = Date.parse('2027-01-01T12:00:00.123Z')

test('[CHAN2] ids stand in the order they were made in, within one millisecond too', () => {
  const ids = [
    ...Array.from({ length: 5_000 }, () => newId(NOW)),
    ...Array.from({ length: 10 }, (_, index) => newId(NOW + 1 + index)),
  ]
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('[HTTP3] an id is 24 hex characters, the first eight of them the second it was made in', () => {
  expect(newId(NOW)).toMatch(/^[0-9a-f]{24}$/)
  expect(Number.parseInt(newId(NOW).slice(0, 8), 16)).toBe(Math.floor(NOW / 1000))
})
