import { afterEach, expect, test, vi } from 'vitest'
import { randomId } from './random-id.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('ids are 128 bits of text, and no two are the same', () => {
  const ids = Array.from({ length: 1_000 }, randomId)
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
})

test('a page of an unencrypted address, which has less of crypto, gets them too', () => {
  const getRandomValues = (bytes: Uint8Array): Uint8Array => bytes.fill(5)
  vi.stubGlobal('crypto', { getRandomValues })
  expect(randomId()).toBe('05'.repeat(16))
})
