import { expect, test } from 'vitest'
import { createFileAddress, staticBaseOf } from './file-address.ts'

test.each([
  ['https://files.test', 'https://files.test'],
  ['https://files.test/', 'https://files.test'],
  ['https://files.test/static', 'https://files.test'],
  ['https://files.test/static///', 'https://files.test'],
  ['https://files.test/presign/', 'https://files.test'],
  ['https://files.test/mew/static', 'https://files.test/mew'],
  ['https://files.test/statics', 'https://files.test/statics'],
])('[FILE1] the base of %s is %s', (setting, base) => {
  expect(staticBaseOf(setting)).toBe(base)
})

test('[FILE1] a key is put under the base, which is asked for each time', () => {
  let base = 'http://127.0.0.1:1'
  const fileAddress = createFileAddress(() => base)
  base = 'http://127.0.0.1:2'
  expect(fileAddress('key.png')).toEqual({ avatarUrl: 'http://127.0.0.1:2/static/key.png' })
})

test('[FILE1] an address elsewhere stays, and what is not there is absent', () => {
  const fileAddress = createFileAddress(() => 'http://127.0.0.1:1')
  expect(fileAddress('https://pictures.test/a.png')).toEqual({ avatarUrl: 'https://pictures.test/a.png' })
  expect(fileAddress('HTTPS://pictures.test/a.png')).toEqual({ avatarUrl: 'HTTPS://pictures.test/a.png' })
  expect(fileAddress(null)).toEqual({})
  expect(fileAddress('')).toEqual({})
})
