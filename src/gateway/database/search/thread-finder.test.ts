import { mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { createFairLine } from './fair-line.ts'
import type { Finder, Found } from './question.ts'
import { createThreadFinder, searchProgram } from './thread-finder.ts'

const program = new URL('stuck-program.ts', import.meta.url)

const ask = (finder: Finder, text: string): Promise<Found> => finder.find({ text, channels: [], skip: 0, take: 1 })

test('[SEARCH8] a search that takes too long is ended, and those behind it are answered by a new thread', async () => {
  const finder = createThreadFinder({ program, file: 'a file', limitMs: 300 })
  const line = createFairLine()
  const inLine = (person: string, text: string): Promise<Found> => line.take(person, () => ask(finder, text))
  const first = await inLine('eva', 'a word')
  const [stuck, other] = await Promise.allSettled([inLine('eva', 'stuck'), inLine('tom', 'another')])
  expect(stuck).toMatchObject({ status: 'rejected', reason: { code: 'searchTooSlow', status: 503 } })
  expect(other).toMatchObject({ status: 'fulfilled', value: { ids: ['another'] } })
  const later = await inLine('eva', 'a word')
  expect(later.ids).toEqual(['a word'])
  expect(later.total).toBeGreaterThan(first.total)
  await finder.close()
})

test.runIf(process.platform === 'linux')('[SEARCH8] the thread has less priority than the gateway', async () => {
  using directory = mkdtempDisposableSync(path.join(os.tmpdir(), 'mew-thread-'))
  const database = await openDatabase(directory.path)
  await database.search.find('eva', { text: 'a word', channels: [], skip: 0, take: 1 })
  const tasks = readdirSync('/proc/self/task').map((task) => readFileSync(`/proc/self/task/${task}/stat`, 'utf8'))
  const niceness = tasks.map((stat) => Number(stat.split(') ')[1]?.split(' ')[16]))
  expect(niceness).toContain(10)
  expect(os.getPriority()).not.toBe(10)
  await database.close()
})

test('[SEARCH8] an error of the thread is the asker’s alone', async () => {
  const finder = createThreadFinder({ program, file: 'a file', limitMs: 5000 })
  await expect(ask(finder, 'broken')).rejects.toThrow('broken at a file')
  expect((await ask(finder, 'a word')).ids).toEqual(['a word'])
  await finder.close()
})

test('[SEARCH8] a thread that cannot start fails its search, and the next one tries again', async () => {
  using directory = mkdtempDisposableSync(path.join(os.tmpdir(), 'mew-thread-'))
  const file = path.join(directory.path, 'none.sqlite')
  const finder = createThreadFinder({ program: searchProgram, file, limitMs: 5000 })
  await expect(ask(finder, 'a word')).rejects.toThrow('unable to open database file')
  writeFileSync(file, '')
  await expect(ask(finder, 'a word')).rejects.toThrow('no such table')
  await finder.close()
})
