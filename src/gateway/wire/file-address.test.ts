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
  const fileAddress = createFileAddress({ staticBase: () => base })
  base = 'http://127.0.0.1:2'
  expect(fileAddress('key.png')).toEqual({ avatarUrl: 'http://127.0.0.1:2/static/key.png' })
})

test('[FILE1] an address elsewhere stays, and what is not there is absent', () => {
  const fileAddress = createFileAddress({ staticBase: () => 'http://127.0.0.1:1' })
  expect(fileAddress('https://pictures.test/a.png')).toEqual({ avatarUrl: 'https://pictures.test/a.png' })
  expect(fileAddress('HTTPS://pictures.test/a.png')).toEqual({ avatarUrl: 'HTTPS://pictures.test/a.png' })
  expect(fileAddress(null)).toEqual({})
  expect(fileAddress('')).toEqual({})
})

const KEY = 'abcdefghijklmnopqrstu.png'

test.each([
  [`http://mew.web.test:3902/${KEY}`, `https://files.test/mew/static/${KEY}`],
  [`HTTPS://MEW.web.test:3902/${KEY}`, `https://files.test/mew/static/${KEY}`],
  [`http://files.test/mew/static/${KEY}`, `https://files.test/mew/static/${KEY}`],
  [`https://files.test/mew/static/${KEY}`, `https://files.test/mew/static/${KEY}`],
])('[FILE1] %s is the file it names', (stored, avatarUrl) => {
  const fileAddress = createFileAddress({
    staticBase: () => 'https://files.test/mew',
    store: { webHost: 'mew.web.test:3902' },
  })
  expect(fileAddress(stored)).toEqual({ avatarUrl })
})

test.each([
  `http://mew.web.test:3902/${KEY}?v=1`,
  `http://mew.web.test:3902/${KEY}#top`,
  `http://mew.web.test/${KEY}`,
  `http://web.test:3902/mew/${KEY}`,
  `http://mew.web.test:3902/folder/${KEY}`,
  'http://mew.web.test:3902/index.html',
  'http://mew.web.test:3902/',
  `https://files.test/static/${KEY}`,
  `https://files.test/mew/other/${KEY}`,
  `https://other.test/mew/static/${KEY}`,
  'http://',
])('[FILE1] %s stays as it is', (stored) => {
  const fileAddress = createFileAddress({
    staticBase: () => 'https://files.test/mew',
    store: { webHost: 'mew.web.test:3902' },
  })
  expect(fileAddress(stored)).toEqual({ avatarUrl: stored })
})
