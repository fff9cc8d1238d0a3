import { expect, test } from 'vitest'
import { findAddress } from './find-address.ts'

test.each([
  ['http://example.test', 'http://example.test'],
  ['see https://example.test/a/b?c=d&e=f#g-h_i~j:k@l+m%20n now', 'https://example.test/a/b?c=d&e=f#g-h_i~j:k@l+m%20n'],
  ['HTTPS://Example.TEST/A', 'HTTPS://Example.TEST/A'],
  ['https://example.test:8080/x', 'https://example.test:8080/x'],
  ['https://a-b.c.example.info?q', 'https://a-b.c.example.info?q'],
  ['first https://one.test/ then https://two.test/', 'https://one.test/'],
  ['first http://localhost:3000/x then https://two.test/', 'https://two.test/'],
  ['看https://example.test/a这个', 'https://example.test/a'],
  ['<https://example.test/a>', 'https://example.test/a'],
  ['"https://example.test/a", he said', 'https://example.test/a'],
  ['It is at https://example.test/a.', 'https://example.test/a'],
  ['Is it at https://example.test?', 'https://example.test'],
  ['[this](https://example.test/a) page', 'https://example.test/a'],
  ['(https://example.test/a_(b))', 'https://example.test/a_(b)'],
  ['(see https://example.test/a.)', 'https://example.test/a'],
  ['xhttps://example.test/', 'https://example.test/'],
  ['http://93.184.216.34/', 'http://93.184.216.34/'],
])('[LINK1] in %j the address is %s', (content, address) => {
  expect(findAddress(content)).toBe(address)
})

test.each([
  '',
  'example.test',
  'www.example.test',
  'ftp://example.test/',
  'http://localhost/',
  'http://localhost:3000/a.b',
  'http://[::1]/',
  'https://example.technology/',
  'https://example.xn--p1ai/',
  'https://name:secret@example.test/',
  'https://safe.test@evil.test/',
  'https://例え.テスト/',
  'https://',
  'https:// example.test',
  'https://.test/',
  'https://a..test/',
  'https://a_b.test/',
  'http://a.test:99999/',
  `https://example.test/${'a'.repeat(2048)}`,
])('[LINK1] in %j there is none', (content) => {
  expect(findAddress(content)).toBeUndefined()
})

test.each(['https://', 'https://a.', 'https://a.b/)', ')', 'https://a.b/(', 'https://a.b/?'])(
  '[LINK1] a long text of nothing but %j is read in no time',
  (part) => {
    const began = performance.now()
    findAddress(part.repeat(Math.ceil(16_000 / part.length)))
    findAddress(`https://a.b/${part.repeat(2000)}`.slice(0, 2048))
    expect(performance.now() - began).toBeLessThan(500)
  },
)
