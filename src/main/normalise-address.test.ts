import { expect, test } from 'vitest'
import { normaliseAddress } from './normalise-address.ts'

test.each([
  ['mew.example', 'https://mew.example'],
  [' mew.example:8443 ', 'https://mew.example:8443'],
  ['https://MEW.example/servers/1?x#y', 'https://mew.example'],
  ['http://mew.example', 'http://mew.example'],
  ['localhost:3000', 'http://localhost:3000'],
  ['abc.localhost:3000/', 'http://abc.localhost:3000'],
  ['127.0.0.1', 'http://127.0.0.1'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['https://localhost:3000', 'https://localhost:3000'],
  ['192.168.1.5:3000', 'https://192.168.1.5:3000'],
  ['聊天.example', 'https://xn--rss932g.example'],
])('[ADDR1] %s is %s', (typed, origin) => {
  expect(normaliseAddress(typed)).toBe(origin)
})

test.each([
  '',
  '   ',
  'ftp://mew.example',
  'file:///etc/passwd',
  'app://bundle',
  'https://',
  'a b',
  'user:pass@mew.example',
])('[ADDR2] %j is no address of a gateway', (typed) => {
  expect(normaliseAddress(typed)).toBeUndefined()
})
