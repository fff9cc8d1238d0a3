import { expect, test } from 'vitest'
import { createServerBody } from './servers.ts'

test('[SRV1] a server may name a picture that lies elsewhere, at an address a page may link', () => {
  expect(createServerBody.parse({ name: 'x', avatarUrl: ' https://a.test/b.png ' }).avatarUrl).toBe(
    'https://a.test/b.png',
  )
  expect(createServerBody.safeParse({ name: 'x', avatarUrl: 'javascript:alert(1)' }).success).toBe(false)
})

test.each([0, 101])('[SRV1] a name of %i characters is refused', (length) => {
  expect(createServerBody.safeParse({ name: 'x'.repeat(length) }).success).toBe(false)
})
