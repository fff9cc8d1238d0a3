import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHeldStorage, type HeldStorage } from '../fixtures/held-storage.ts'
import { readPreferences, writePreferences, type StoredPreferences } from './preferences.ts'

let storage: HeldStorage

beforeEach(() => {
  storage = createHeldStorage()
  vi.stubGlobal('localStorage', storage)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const fresh: StoredPreferences = { theme: 'system', language: undefined, membersShown: true, undoSeconds: 0 }

test('what was chosen is there at the next start', () => {
  const chosen: StoredPreferences = { theme: 'dark', language: 'zh-Hans', membersShown: false, undoSeconds: 10 }
  expect(readPreferences()).toEqual(fresh)
  writePreferences(chosen)
  expect(readPreferences()).toEqual(chosen)
})

test.each(['nonsense', 'null', '"dark"', '{"theme":"pink","language":"tlh","membersShown":"no","undoSeconds":3600}'])(
  '[F35] what cannot be read costs itself alone: %s',
  (stored) => {
    storage.setItem('mew:preferences', stored)
    expect(readPreferences()).toEqual(fresh)
  },
)

test.each(['full', 'forbidden'] as const)('[F34] a storage that is %s keeps nobody from choosing', (how) => {
  storage.fail(how)
  writePreferences({ ...fresh, theme: 'dark' })
  expect(readPreferences()).toEqual(fresh)
})
