import { expect, test } from 'vitest'
import { createHostCheck } from './host-names.ts'

const answersTo = createHostCheck('127.0.0.1', ['Host.Docker.Internal'])

test.each([
  'localhost',
  'localhost:3000',
  'LOCALHOST:3000',
  '127.0.0.1:3000',
  '[::1]',
  '[::1]:3000',
  '::1',
  '::1:3000',
  '84fffb29aab9.localhost:3000',
  'host.docker.internal:3000',
])('[WHO2] %s is one of its own names', (host) => {
  expect(answersTo(host)).toBe(true)
})

test.each([
  'evil.test',
  'evil.test:3000',
  'localhost.evil.test',
  'notlocalhost',
  '.localhost',
  '192.168.0.5:3000',
  '::2',
  "x;script-src 'unsafe-inline' .localhost",
  'a b.localhost',
  'user@localhost',
])('[WHO2] %s is not', (host) => {
  expect(answersTo(host)).toBe(false)
})

test('[WHO2] a request that names no host at all comes from no browser', () => {
  expect(answersTo(undefined)).toBe(true)
  expect(answersTo('')).toBe(true)
})

test('[WHO2] bound to every address it answers to literal addresses, which nobody can rebind, and to no foreign name', () => {
  const everywhere = createHostCheck('0.0.0.0', [])
  expect(everywhere('192.168.0.5:3000')).toBe(true)
  expect(everywhere('[fe80::1]:3000')).toBe(true)
  expect(everywhere('evil.test')).toBe(false)
  expect(everywhere('1.2.3.4.evil.test')).toBe(false)
})

test('[WHO2] the address it is bound to is its own name', () => {
  expect(createHostCheck('192.168.0.5', [])('192.168.0.5:3000')).toBe(true)
  expect(createHostCheck('fd00::5', [])('[fd00::5]:3000')).toBe(true)
})
