import { expect, test } from 'vitest'
import { createServerBody, updateServerBody } from './servers.ts'

test('[SRV1] a server may name a picture that lies elsewhere, at an address a page may link', () => {
  expect(createServerBody.parse({ name: 'x', avatarUrl: ' https://a.test/b.png ' }).avatarUrl).toBe(
    'https://a.test/b.png',
  )
  expect(createServerBody.safeParse({ name: 'x', avatarUrl: 'javascript:alert(1)' }).success).toBe(false)
})

test.each([0, 101])('[SRV1] a name of %i characters is refused', (length) => {
  expect(createServerBody.safeParse({ name: 'x'.repeat(length) }).success).toBe(false)
})

test('[SRV7] a change of a server names what changes and nothing else', () => {
  expect(updateServerBody.parse({})).toEqual({})
  expect(updateServerBody.parse({ name: ' New ', avatarUrl: ' https://a.test/b.png ', ownerId: 'dropped' })).toEqual({
    name: ' New ',
    avatarUrl: 'https://a.test/b.png',
  })
})

test.each([
  { name: '' },
  { name: null },
  { name: 'x'.repeat(101) },
  { avatarUrl: '' },
  { avatarUrl: 'javascript:alert(1)' },
  { avatarUrl: null },
])('[SRV7] %j is none', (body) => {
  expect(updateServerBody.safeParse(body).error?.issues[0]?.path).toEqual(Object.keys(body))
})

test('[SRV1] [SRV7] half a character in a name is replaced at once', () => {
  expect(createServerBody.parse({ name: 'x\ud83d' }).name).toBe('x\ufffd')
  expect(updateServerBody.parse({ name: 'x\ud83d' }).name).toBe('x\ufffd')
})
