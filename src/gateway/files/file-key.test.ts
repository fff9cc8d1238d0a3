import { expect, test } from 'vitest'
import { extensionOf } from './file-key.ts'

test.each([
  ['photo.PNG', '.PNG'],
  ['archive.tar.gz', '.gz'],
  ['README', ''],
  ['.env', ''],
  ['..png', ''],
  ['name.', ''],
  ['a.b/../c d', ''],
  ['a.e e', ''],
  [`x.${'e'.repeat(17)}`, ''],
  [`x.${'e'.repeat(16)}`, `.${'e'.repeat(16)}`],
  ['x.é', ''],
  ['', ''],
])('[UPL3] of %j the key keeps %j', (filename, extension) => {
  expect(extensionOf(filename)).toBe(extension)
})
