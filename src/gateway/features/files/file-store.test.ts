import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDiskFiles, createMemoryFiles } from './file-store.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'mew-files-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

describe.each([
  ['in memory', () => createMemoryFiles()],
  ['on disk', () => createDiskFiles(path.join(directory, 'files'))],
])('%s', (_where, create) => {
  test('[FILE2] a file is found again by a key that cannot be guessed', async () => {
    const files = create()
    const key = await files.put(Buffer.from([0, 255, 10]), '.png')
    expect(key).toMatch(/^[\w-]{21}\.png$/)
    expect(Buffer.from((await files.read(key)) ?? [])).toEqual(Buffer.from([0, 255, 10]))
    expect(await files.put(Buffer.from([0]), '.png')).not.toBe(key)
  })

  test.each(['unknown', `${'a'.repeat(21)}.png`, '../jwt-secret', '..', '', '__proto__', `${'a'.repeat(21)}.png.part`])(
    '[FILE2] there is no file under %j',
    async (key) => {
      writeFileSync(path.join(directory, 'jwt-secret'), 'secret')
      expect(await create().read(key)).toBeUndefined()
    },
  )
})

test('[FILE2] nothing half written is left beside a stored file', async () => {
  const files = createDiskFiles(path.join(directory, 'files'))
  const key = await files.put(Buffer.from('x'), '')
  expect(readdirSync(path.join(directory, 'files'))).toEqual([key])
})
