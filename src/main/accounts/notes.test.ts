import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openNotes, type Notes } from './notes.ts'

let parent: string
let folder: string
let accounts: Set<string>

beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'mew-notes-'))
  folder = path.join(parent, 'notes')
  accounts = new Set(['a1', 'b1'])
})

afterEach(() => rm(parent, { recursive: true, force: true }))

const open = (): Promise<Notes> => openNotes({ folder, isAccount: (key) => accounts.has(key) })
const fileOf = (key: string): string => path.join(folder, key, 'notes.json')
const onDisk = async (): Promise<readonly string[]> => (await readdir(folder, { recursive: true })).toSorted()

test('[NOTE1] what is noted is known at once, and at the next start, for this user alone', async () => {
  const notes = await open()
  notes.note('a1', 'kept', 'much')
  notes.note('a1', 'drafts', 'words')
  notes.note('b1', 'kept', 'little')
  const all = { a1: { kept: 'much', drafts: 'words' }, b1: { kept: 'little' } }
  expect(notes.all()).toEqual(all)
  await notes.flush()
  expect((await open()).all()).toEqual(all)
  expect((await stat(fileOf('a1'))).mode & 0o777).toBe(0o600)
})

test('[NOTE2] of many notes in a row the last one stays', async () => {
  const notes = await open()
  for (let number = 1; number <= 50; number += 1) notes.note('a1', 'drafts', `word ${number}`)
  await notes.flush()
  expect((await open()).all()).toEqual({ a1: { drafts: 'word 50' } })
  expect(await onDisk()).toEqual(['a1', 'a1/notes.json'])
})

test('[NOTE3] where nothing is noted any more there is no file', async () => {
  const notes = await open()
  notes.note('a1', 'kept', 'much')
  await notes.flush()
  notes.note('a1', 'kept', null)
  await notes.flush()
  expect(notes.all()).toEqual({})
  expect(await onDisk()).toEqual([])
})

test('[NOTE4] J42: nothing of an account that is left stays, what a broken-off write has left neither', async () => {
  const notes = await open()
  notes.note('a1', 'drafts', 'words')
  notes.note('b1', 'drafts', 'others')
  await notes.flush()
  await writeFile(`${fileOf('a1')}.00c0ffee.tmp`, 'wor')
  // This one is on its way to the disk.
  notes.note('a1', 'drafts', 'words and more')
  await notes.forget('a1')
  expect(await onDisk()).toEqual(['b1', 'b1/notes.json'])
  expect(notes.all()).toEqual({ b1: { drafts: 'others' } })
})

test('[NOTE5] J42: a page that is late cannot bring back what was left', async () => {
  const notes = await open()
  notes.note('a1', 'drafts', 'words')
  accounts.delete('a1')
  const forgotten = notes.forget('a1')
  expect(() => {
    notes.note('a1', 'drafts', 'words')
  }).toThrow('There is no such account')
  await forgotten
  await notes.flush()
  expect(await onDisk()).toEqual([])
  expect(notes.all()).toEqual({})
})

test('[NOTE6] J42: what the app had no time to take away when it ended goes at the next start', async () => {
  const notes = await open()
  notes.note('a1', 'drafts', 'words')
  notes.note('b1', 'drafts', 'others')
  await notes.flush()
  accounts.delete('a1')
  expect((await open()).all()).toEqual({ b1: { drafts: 'others' } })
  expect(await onDisk()).toEqual(['b1', 'b1/notes.json'])
})

test.each([
  ['broken off', '{"version":1,"notes":{"drafts":"wor'],
  ['of another kind', '{"version":2,"notes":{"drafts":"words"}}'],
  ['with a name nobody knows', '{"version":1,"notes":{"secrets":"words"}}'],
])('[NOTE7] a file that is %s says that nothing is noted, and the next note takes its place', async (_case, text) => {
  await mkdir(path.dirname(fileOf('a1')), { recursive: true })
  await writeFile(fileOf('a1'), text)
  const notes = await open()
  expect(notes.all()).toEqual({})
  notes.note('a1', 'kept', 'much')
  await notes.flush()
  expect(JSON.parse(await readFile(fileOf('a1'), 'utf8'))).toEqual({ version: 1, notes: { kept: 'much' } })
})

test('[NOTE8] a disk that refuses costs the file and nothing else', async () => {
  await writeFile(folder, 'no folder')
  const notes = await open()
  notes.note('a1', 'kept', 'much')
  await notes.flush()
  expect(notes.all()).toEqual({ a1: { kept: 'much' } })
  await notes.forget('a1')
  expect(notes.all()).toEqual({})
})
