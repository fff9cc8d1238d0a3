import { expect, test } from 'vitest'
import { loginBody, registerBody } from './auth.ts'

const email = (text: string): string | undefined => loginBody.safeParse({ email: text, password: 'x' }).data?.email

test.each([
  ['a@b.co', 'a@b.co'],
  ['  Alice.B+mew@Sub.Example.COM ', 'alice.b+mew@sub.example.com'],
  ["o'brien_-+@a-b.test", "o'brien_-+@a-b.test"],
  ['1@1.io', '1@1.io'],
])('[AUTH1] "%s" is an address, kept as %s', (text, kept) => {
  expect(email(text)).toBe(kept)
})

test.each([
  'a@localhost',
  'a@b.c',
  'a@127.0.0.1',
  '.a@b.co',
  'a..b@b.co',
  'a.@b.co',
  "a'@b.co",
  '@b.co',
  'a@-b.co',
  'a@b..co',
  'a b@c.co',
  'é@b.co',
  'a@é.co',
  'a@b.co.',
  '<a@b.co>',
  'a@b@c.co',
  '',
])('[AUTH1] "%s" is none', (text) => {
  expect(email(text)).toBeUndefined()
})

test('[AUTH1] a hostile address is judged at once', () => {
  const started = performance.now()
  for (const text of [
    'a'.repeat(500_000),
    `${'a.'.repeat(250_000)}@`,
    `a@${'a.'.repeat(250_000)}`,
    `a@${'a-'.repeat(250_000)}`,
  ]) {
    expect(email(text)).toBeUndefined()
  }
  expect(performance.now() - started).toBeLessThan(2_000)
})

const valid = { username: 'alice', email: 'a@b.co', password: 'long enough' }
const complaint = (fields: object): string | undefined =>
  registerBody.safeParse({ ...valid, ...fields }).error?.issues[0]?.message

test('[AUTH1] a name is trimmed, a password is not', () => {
  expect(registerBody.parse({ ...valid, username: ' alice ', password: ' pass  word ' })).toEqual({
    ...valid,
    password: ' pass  word ',
  })
})

test.each([
  [{ username: '  ab  ' }, 'Username must be at least 3 characters long'],
  [{ username: 'x'.repeat(33) }, 'Username is too long'],
  [{ email: 'nope' }, 'Invalid email address'],
  [{ password: '1234567' }, 'Password must be at least 8 characters long'],
  [{ password: 'x'.repeat(1025) }, 'Password must be at most 1,024 characters long'],
])('[AUTH1] %j is refused with its own text', (fields, text) => {
  expect(complaint(fields)).toBe(text)
})

test('[AUTH6] rememberMe is a flag and no text', () => {
  expect(registerBody.safeParse({ ...valid, rememberMe: true }).success).toBe(true)
  expect(registerBody.safeParse({ ...valid, rememberMe: 'true' }).success).toBe(false)
  expect(loginBody.safeParse({ email: 'a@b.co', password: 'x', rememberMe: 1 }).success).toBe(false)
})

test('[AUTH3] logging in needs some password', () => {
  expect(loginBody.safeParse({ email: 'a@b.co', password: '' }).error?.issues[0]?.message).toBe('Password is required')
})
