import { expect, test } from 'vitest'
import { desktopArguments } from './desktop-bridge-arguments.ts'

const accepts = (method: keyof typeof desktopArguments, given: readonly unknown[]): boolean =>
  desktopArguments[method].safeParse(given).success

test('[HTTP1] what the page hands to main is read like any other door', () => {
  expect(accepts('signOut', ['abc-123'])).toBe(true)
  expect(accepts('accessToken', ['abc-123', null])).toBe(true)
  expect(accepts('note', ['abc-123', 'drafts', 'x'.repeat(1_000_000)])).toBe(true)
  expect(accepts('note', ['abc-123', 'kept', null])).toBe(true)
  expect(accepts('signIn', ['https://a.test', { email: 'a@b.co', password: 'x' }])).toBe(true)
})

test.each([
  ['signOut', ['../x']],
  ['signOut', []],
  ['signOut', ['a', 'b']],
  ['accessToken', ['a', 'x'.repeat(8193)]],
  ['signIn', ['https://a.test', { email: 'nope', password: 'x' }]],
  ['signIn', ['', { email: 'a@b.co', password: 'x' }]],
  ['openExternal', ['x'.repeat(2049)]],
  ['accounts', [1]],
  ['notes', ['abc-123']],
  ['note', ['../x', 'kept', null]],
  ['note', ['abc-123', '../x', 'text']],
  ['note', ['abc-123', 'kept']],
  ['note', ['abc-123', 'drafts', 'x'.repeat(1_000_001)]],
] as const)('[HTTP1] %s(%j) is refused', (method, given) => {
  expect(accepts(method, given)).toBe(false)
})
