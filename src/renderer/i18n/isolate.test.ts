import { expect, test } from 'vitest'
import { isolated } from './isolate.ts'

test('[F19] an ordinary name stays the same string, so that it can be looked for', () => {
  for (const name of ['general', '日本の鉄道', `Bob's "Q&A" <b> &lt;`, 'Ada 🚂', '']) expect(isolated(name)).toBe(name)
})

test('[F19] a name that turns text around is closed in', () => {
  expect(isolated('\u202Eecila')).toBe('\u2068\u202Eecila\u2069')
  expect(isolated('שלום')).toBe('\u2068שלום\u2069')
})

test('[F19] an isolate left open is closed, and one that was never opened cannot break out', () => {
  expect(isolated('topic \u2067left open')).toBe('\u2068topic \u2067left open\u2069\u2069')
  expect(isolated('out\u2069\u202E of it')).toBe('\u2068out\u202E of it\u2069')
})
