import { expect, test } from 'vitest'
import { exceedsDepth } from './json-depth.ts'

const nested = (levels: number, leaf: unknown = 1): unknown =>
  Array.from({ length: levels }).reduce<unknown>(
    (inner, _level, index) => (index % 2 === 0 ? { inner } : [inner]),
    leaf,
  )

test.each([0, 1, 31, 32])('[HTTP2] %i levels are read', (levels) => {
  expect(exceedsDepth(nested(levels))).toBe(false)
})

test.each([33, 34, 100, 100_000])('[HTTP2] %i levels are too many, and are not walked to their end', (levels) => {
  expect(exceedsDepth(nested(levels))).toBe(true)
})

test('[HTTP2] only objects and lists make a level', () => {
  expect(exceedsDepth(nested(32, null))).toBe(false)
  expect(exceedsDepth(nested(32, 'text'))).toBe(false)
  expect(exceedsDepth(nested(32, {}))).toBe(true)
})
