import { afterEach, expect, test, vi } from 'vitest'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import { draftNoteBoxOf, forgetNotes, noteBoxOf } from './kept-note-box.ts'

const person = { gatewayId: 'gateway', userId: 'user' }

afterEach(() => {
  vi.unstubAllGlobals()
})

test('F35: what is noted of one person is there at the next start, is nobody else’s, and goes with the account', () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  noteBoxOf(person).write('noted')
  draftNoteBoxOf(person).write('words')
  expect([noteBoxOf(person).read(), draftNoteBoxOf(person).read()]).toEqual(['noted', 'words'])
  expect(noteBoxOf({ ...person, userId: 'other' }).read()).toBeNull()
  forgetNotes(person)
  expect([noteBoxOf(person).read(), draftNoteBoxOf(person).read()]).toEqual([null, null])
})

test('F35: where a page may keep nothing, nothing is noted', () => {
  const storage = createHeldStorage()
  storage.fail('forbidden')
  vi.stubGlobal('localStorage', storage)
  noteBoxOf(person).write('noted')
  expect(noteBoxOf(person).read()).toBeNull()
})
