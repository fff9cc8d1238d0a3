import { afterEach, expect, test, vi } from 'vitest'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import { createBrowserNotes } from './browser-notes.ts'

const account = { key: 'page', gatewayId: 'gateway', userId: 'user' }

afterEach(() => {
  vi.unstubAllGlobals()
})

test('F35: what is noted of one person is there at the next start, is nobody else’s, and goes with the account', () => {
  const storage = createHeldStorage()
  vi.stubGlobal('localStorage', storage)
  const notes = createBrowserNotes()
  notes.write(account, 'kept', 'noted')
  notes.write(account, 'drafts', 'words')
  const next = createBrowserNotes()
  expect([next.read(account, 'kept'), next.read(account, 'drafts')]).toEqual(['noted', 'words'])
  expect(next.read({ ...account, userId: 'other' }, 'kept')).toBeNull()
  next.forget(account)
  expect([next.read(account, 'kept'), next.read(account, 'drafts')]).toEqual([null, null])
  expect(['mew noted gateway user', 'mew drafts gateway user'].map(storage.getItem)).toEqual([null, null])
})

test('where there is nothing to note any more, there is no entry', () => {
  const storage = createHeldStorage()
  vi.stubGlobal('localStorage', storage)
  const notes = createBrowserNotes()
  notes.write(account, 'drafts', 'words')
  expect(storage.getItem('mew drafts gateway user')).toBe('words')
  notes.write(account, 'drafts', null)
  expect(storage.getItem('mew drafts gateway user')).toBeNull()
})

test('F35: where a page may keep nothing, nothing is noted', () => {
  const storage = createHeldStorage()
  storage.fail('forbidden')
  vi.stubGlobal('localStorage', storage)
  const notes = createBrowserNotes()
  notes.write(account, 'kept', 'noted')
  notes.forget(account)
  expect(notes.read(account, 'kept')).toBeNull()
})
