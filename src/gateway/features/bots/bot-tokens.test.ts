import { expect, test } from 'vitest'
import { createBotTokens } from './bot-tokens.ts'

test('[BOT1] a token is 32 URL-safe characters, and never the same twice', () => {
  const { create } = createBotTokens('secret')
  const made = Array.from({ length: 200 }, create)
  expect(made.filter((token) => !/^[\w-]{32}$/.test(token))).toEqual([])
  expect(new Set(made).size).toBe(200)
})

test('[BOT2] what is stored is its hash, and a sealed copy that only the same key opens, for the same bot', () => {
  const tokens = createBotTokens('secret')
  const sealed = tokens.seal('bot', 'the token')
  expect(tokens.hash('the token')).toMatch(/^[0-9a-f]{64}$/)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('the token')
  expect(tokens.seal('bot', 'the token')).not.toBe(sealed)
  expect(createBotTokens('secret').unseal('bot', sealed)).toBe('the token')
  expect(tokens.unseal('another bot', sealed)).toBeUndefined()
  expect(createBotTokens('another secret').unseal('bot', sealed)).toBeUndefined()
})

test('[BOT2] what was damaged is not opened, and breaks nothing', () => {
  const tokens = createBotTokens('secret')
  const sealed = tokens.seal('bot', 'the token')
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = `${sealed.slice(0, place)}${sealed[place] === 'A' ? 'z' : 'A'}${sealed.slice(place + 1)}`
    // The last character of a text in this form may say nothing.
    if (Buffer.from(changed, 'base64url').equals(Buffer.from(sealed, 'base64url'))) continue
    expect(tokens.unseal('bot', changed)).toBeUndefined()
  }
  for (const broken of ['', 'A', sealed.slice(0, 20), sealed.slice(0, -4), '%%%', `${sealed}AAAA`]) {
    expect(tokens.unseal('bot', broken)).toBeUndefined()
  }
})
