import { expect, test, vi } from 'vitest'
import { MOST_NOTE_CHARACTERS, type ExposedBridge } from '#shared/desktop-bridge.ts'
import { createDesktopNotes } from './desktop-notes.ts'

const work = { key: 'work', gatewayId: 'gateway', userId: 'user' }
const home = { ...work, key: 'home' }

function bridgeWith(notes: ExposedBridge['notes']) {
  return { notes, note: vi.fn<ExposedBridge['note']>(() => Promise.resolve()) }
}

test('F35: what main has noted is read at once, each account its own', async () => {
  const bridge = bridgeWith(() =>
    Promise.resolve({ work: { kept: 'much', drafts: 'words' }, home: { kept: 'little' } }),
  )
  const notes = createDesktopNotes(bridge)
  await notes.loaded
  const read = [work, home].map((account) => [notes.read(account, 'kept'), notes.read(account, 'drafts')])
  expect(read).toEqual([
    ['much', 'words'],
    ['little', null],
  ])
})

test('F35: what is noted is read again at once and told to main, each change once', async () => {
  const bridge = bridgeWith(() => Promise.resolve({}))
  const notes = createDesktopNotes(bridge)
  await notes.loaded
  notes.write(work, 'drafts', null)
  notes.write(work, 'drafts', 'words')
  notes.write(work, 'drafts', 'words')
  expect(notes.read(work, 'drafts')).toBe('words')
  notes.write(work, 'drafts', null)
  expect(notes.read(work, 'drafts')).toBeNull()
  expect(bridge.note.mock.calls).toEqual([
    ['work', 'drafts', 'words'],
    ['work', 'drafts', null],
  ])
})

test('in the place of what is too long for main it keeps nothing: what was there before is outdated', async () => {
  const bridge = bridgeWith(() => Promise.resolve({ work: { drafts: 'earlier' } }))
  const notes = createDesktopNotes(bridge)
  await notes.loaded
  const long = 'x'.repeat(MOST_NOTE_CHARACTERS + 1)
  notes.write(work, 'drafts', long)
  expect(notes.read(work, 'drafts')).toBe(long)
  expect(bridge.note.mock.calls).toEqual([['work', 'drafts', null]])
})

test('J42: of an account that is taken off this computer nothing is known any more; the others keep theirs', async () => {
  const bridge = bridgeWith(() =>
    Promise.resolve({ work: { kept: 'much', drafts: 'words' }, home: { kept: 'little' } }),
  )
  const notes = createDesktopNotes(bridge)
  await notes.loaded
  notes.forget(work)
  expect([notes.read(work, 'kept'), notes.read(work, 'drafts'), notes.read(home, 'kept')]).toEqual([
    null,
    null,
    'little',
  ])
})

test('where main does not answer, nothing is noted, and nobody waits for it', async () => {
  const bridge = bridgeWith(() => Promise.reject(new Error('no answer')))
  bridge.note.mockRejectedValue(new Error('There is no such account'))
  const notes = createDesktopNotes(bridge)
  await notes.loaded
  expect(notes.read(work, 'kept')).toBeNull()
  notes.write(work, 'kept', 'much')
  expect(notes.read(work, 'kept')).toBe('much')
})
