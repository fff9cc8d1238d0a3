import { expect, test } from 'vitest'
import { formatSize } from './format-size.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [340_400, '340 kB'],
  [999_600, '1 MB'],
  [1_240_000, '1.2 MB'],
  [240_000_000, '240 MB'],
  [5_000_000_000, '5 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatSize(bytes, 'en')).toBe(words)
})
