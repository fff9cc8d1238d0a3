import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { userId } from '#shared/models/ids.ts'
import { createAccessTokens, type TokenOptions } from './access-tokens.ts'

const NOW = Date.parse('2027-01-01T00:00:00.000Z')
const options: TokenOptions = { secret: 'secret', issuer: undefined, audience: undefined, lifetimeSeconds: 1800 }
const tokens = createAccessTokens(options)
const holder = {
  id: userId.parse('a'.repeat(24)),
  sid: 'b'.repeat(24),
  cv: 3,
  username: 'alice',
  discriminator: '0001',
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function forge(header: object, claims: object, algorithm = 'sha256'): string {
  const text = `${encode(header)}.${encode(claims)}`
  return `${text}.${createHmac(algorithm, options.secret).update(text).digest('base64url')}`
}

const claims = { id: holder.id, sid: holder.sid, cv: 3, iat: NOW / 1000, exp: NOW / 1000 + 60 }

test('[AUTH12] a token carries what the protocol says, and is read again', async () => {
  const token = await tokens.sign(holder, NOW)
  const [header = '', body = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  expect(JSON.parse(header)).toEqual({ alg: 'HS256', typ: 'JWT' })
  expect(JSON.parse(body)).toEqual({ ...holder, iat: NOW / 1000, exp: NOW / 1000 + 1800 })
  expect(await tokens.verify(token, NOW)).toEqual({ id: holder.id, sid: holder.sid, cv: 3 })
})

test('[AUTH12] it lives for its lifetime and not a second longer', async () => {
  const token = await tokens.sign(holder, NOW)
  await expect(tokens.verify(token, NOW + 1_799_000)).resolves.toBeDefined()
  await expect(tokens.verify(token, NOW + 1_800_000)).rejects.toMatchObject({ code: 'invalidToken' })
})

test('[AUTH12] a hand-made token of the right make is read, so that the refusals below mean something', async () => {
  await expect(tokens.verify(forge({ alg: 'HS256', typ: 'JWT' }, claims), NOW)).resolves.toBeDefined()
})

test.each([
  ['no text', 5],
  ['nothing', undefined],
  ['an object', {}],
  ['no token', 'garbage'],
  ['an unsigned one', `${encode({ alg: 'none' })}.${encode(claims)}.`],
  ['another algorithm with the right secret', forge({ alg: 'HS512', typ: 'JWT' }, claims, 'sha512')],
  ['a signature of another algorithm', forge({ alg: 'HS256', typ: 'JWT' }, claims, 'sha512')],
  ['no session', forge({ alg: 'HS256' }, { ...claims, sid: undefined })],
  ['no credential version', forge({ alg: 'HS256' }, { ...claims, cv: undefined })],
  ['no user', forge({ alg: 'HS256' }, { ...claims, id: 'somebody' })],
  ['no end', forge({ alg: 'HS256' }, { ...claims, exp: 1 })],
])('[AUTH12] %s is refused', async (_what, token) => {
  await expect(tokens.verify(token, NOW)).rejects.toMatchObject({ code: 'invalidToken' })
})

test('[AUTH12] issuer and audience are written and demanded where they are set', async () => {
  const strict = createAccessTokens({ ...options, issuer: 'mew', audience: 'desktop' })
  const token = await strict.sign(holder, NOW)
  await expect(strict.verify(token, NOW)).resolves.toBeDefined()
  await expect(strict.verify(await tokens.sign(holder, NOW), NOW)).rejects.toMatchObject({ code: 'invalidToken' })
})
