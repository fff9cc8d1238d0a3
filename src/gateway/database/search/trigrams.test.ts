import { expect, test } from 'vitest'
import { trigramQuestion } from './trigrams.ts'

test('[SEARCH3] the index is asked for three characters in a row, from the first to the last', () => {
  expect(trigramQuestion('ab')).toBeUndefined()
  expect(trigramQuestion('👍👍')).toBeUndefined()
  expect(trigramQuestion('海上生')).toEqual({ match: '"海上生"', exact: true })
  expect(trigramQuestion('👍ab')).toEqual({ match: '"👍ab"', exact: true })
  expect(trigramQuestion('abcd')).toEqual({ match: '"abc" AND "bcd"', exact: false })
  expect(trigramQuestion('aaaaaaaa')).toEqual({ match: '"aaa"', exact: false })
  expect(trigramQuestion('abcdefghijkl')?.match).toBe('"abc" AND "def" AND "ghi" AND "jkl"')
})

test('[SEARCH3] nothing in a question means anything else to the index', () => {
  expect(trigramQuestion('a"OR*')?.match).toBe('"a""O" AND """OR" AND "OR*"')
})
