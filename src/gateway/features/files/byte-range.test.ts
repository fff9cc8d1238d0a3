import { expect, test } from 'vitest'
import { readRange } from './byte-range.ts'

test.each([
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=90-1000', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes = 1 - 2', { start: 1, end: 2 }],
])('[FILE4] of 100 bytes %j is a part', (header, part) => {
  expect(readRange(header, 100)).toEqual(part)
})

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
  '[FILE4] of 100 bytes there is no %j',
  (header) => {
    expect(readRange(header, 100)).toBe('none')
  },
)

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'bytes=a-b', 'lines=0-1', 'bytes=--1'])(
  '[FILE4] %j asks for the whole',
  (header) => {
    expect(readRange(header, 100)).toBeUndefined()
  },
)

test('[FILE4] an empty file has no parts', () => {
  expect(['bytes=0-', 'bytes=-1'].map((header) => readRange(header, 0))).toEqual(['none', 'none'])
})
