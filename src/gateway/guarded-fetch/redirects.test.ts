import { expect, test } from 'vitest'
import { isFollowed } from './redirects.ts'

test.each([
  ['http://a.test/', 'https://a.test/x', true],
  ['http://a.test/', 'https://www.a.test/', true],
  ['http://a.test/', 'http://www.a.test/', true],
  ['https://www.a.test/x', 'https://a.test/y', true],
  ['http://a.test/', 'http://a.test/x', false],
  ['https://a.test/', 'https://a.test/x', false],
  ['https://a.test/', 'http://a.test/', false],
  ['https://a.test/', 'http://www.a.test/', false],
  ['http://a.test/', 'https://b.test/', false],
  ['http://a.test/', 'https://www.b.test/', false],
  ['http://a.test/', 'https://x.a.test/', false],
  ['http://a.test/', 'https://www.www.a.test/', false],
  ['http://a.test/', 'https://a.test.evil.test/', false],
  ['http://a.test/', 'ftp://www.a.test/', false],
  ['http://a.test/', 'file://a.test/etc/passwd', false],
])('[LINK4] from %s to %s: %j', (from, to, followed) => {
  expect(isFollowed(new URL(from), new URL(to))).toBe(followed)
})
