import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDiskFiles } from './disk-files.ts'
import type { FileStore, OpenFile, StoredFile } from './file-store.ts'
import { createMemoryFiles } from './memory-files.ts'

const KEY = 'a'.repeat(21)
const OTHER_KEY = `${'b'.repeat(21)}.txt`

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'mew-files-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

async function openFile(files: FileStore, key: string): Promise<OpenFile> {
  const file = await files.open(key)
  if (file === undefined) throw new Error(`There is no file ${key}`)
  return file
}

const readFile = async (files: FileStore, key: string): Promise<Buffer> =>
  buffer(await (await openFile(files, key)).stream())

async function listed(files: FileStore): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  for await (const file of files.list()) found.push(file)
  return found
}

describe.each([
  ['in memory', () => createMemoryFiles()],
  ['on disk', () => createDiskFiles(path.join(directory, 'files'))],
])('%s', (_where, create) => {
  test('[FILE2] a file is found again by a key that cannot be guessed', async () => {
    const files = create()
    const key = await files.put(Buffer.from([0, 255, 10]), '.png')
    expect(key).toMatch(/^[\w-]{21}\.png$/)
    expect(await readFile(files, key)).toEqual(Buffer.from([0, 255, 10]))
    expect(await files.put(Buffer.from([0]), '.png')).not.toBe(key)
  })

  test('[FILE3] a stream is taken in while it comes, and knows its size', async () => {
    const files = create()
    const source = new PassThrough()
    const received = files.receive(source, { key: KEY, limitBytes: 100 })
    source.write('one ')
    source.end('two')
    expect(await received).toBe(7)
    expect((await readFile(files, KEY)).toString()).toBe('one two')
  })

  test('[FILE3] as many bytes as are allowed are taken, and not one more', async () => {
    const files = create()
    expect(await files.receive(Readable.from([Buffer.alloc(8)]), { key: KEY, limitBytes: 8 })).toBe(8)
    const source = Readable.from([Buffer.alloc(8), Buffer.alloc(1)])
    await expect(files.receive(source, { key: OTHER_KEY, limitBytes: 8 })).rejects.toMatchObject({
      code: 'fileTooLarge',
    })
    expect(source.destroyed).toBe(true)
  })

  test('[FILE3] a part of a file is read from its first to its last byte, and its head tells what it is', async () => {
    const files = create()
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, place) => place))
    const key = await files.put(bytes, '')
    const file = await openFile(files, key)
    expect([file.size, Buffer.from(file.head)]).toEqual([200, bytes.subarray(0, 64)])
    expect(await buffer(await file.stream({ start: 3, end: 5 }))).toEqual(Buffer.from([3, 4, 5]))
  })

  test('[FILE3] an empty file is a file', async () => {
    const files = create()
    const key = await files.put(Buffer.alloc(0), '.txt')
    const file = await openFile(files, key)
    expect([file.size, file.head.length]).toEqual([0, 0])
    expect(await buffer(await file.stream())).toEqual(Buffer.alloc(0))
  })

  test('[SWEEP1] all of them are listed, with the time they came', async () => {
    const files = create()
    expect(await listed(files)).toEqual([])
    const before = Date.now()
    const keys = [await files.put(Buffer.from('x'), ''), await files.put(Buffer.from('y'), '.txt')]
    const found = await listed(files)
    expect(found.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
    for (const { storedAtMs } of found) expect(Math.abs(storedAtMs - before)).toBeLessThan(60_000)
  })

  test('[FILE3] what was removed is gone, and may be removed again', async () => {
    const files = create()
    const key = await files.put(Buffer.from('x'), '')
    await files.remove(key)
    await files.remove(key)
    expect(await files.open(key)).toBeUndefined()
  })

  test.each(['unknown', `${'a'.repeat(21)}.png`, '../jwt-secret', '..', '', '__proto__', `${'a'.repeat(21)}.png.part`])(
    '[FILE2] there is no file under %j',
    async (key) => {
      writeFileSync(path.join(directory, 'jwt-secret'), 'secret')
      const files = create()
      expect(await files.open(key)).toBeUndefined()
      await files.remove(key)
      expect(readdirSync(directory)).toContain('jwt-secret')
    },
  )
})

describe('on disk', () => {
  const filesIn = (): string[] => readdirSync(path.join(directory, 'files'))

  test('[FILE2] nothing half written is left beside a stored file', async () => {
    const files = createDiskFiles(path.join(directory, 'files'))
    const key = await files.put(Buffer.from('x'), '')
    expect(filesIn()).toEqual([key])
  })

  test('[FILE3] what breaks off or is too large leaves nothing', async () => {
    const files = createDiskFiles(path.join(directory, 'files'))
    async function* breaking(): AsyncGenerator<Buffer> {
      yield Buffer.from('half')
      await Promise.reject(new Error('gone'))
    }
    const broken = files.receive(Readable.from(breaking()), { key: OTHER_KEY, limitBytes: 100 })
    await expect(broken).rejects.toThrow('gone')
    const large = files.receive(Readable.from([Buffer.alloc(9)]), { key: OTHER_KEY, limitBytes: 8 })
    await expect(large).rejects.toMatchObject({ code: 'fileTooLarge' })
    expect(filesIn()).toEqual([])
  })

  test('[SWEEP1] what a run left half received is gone after a look at all of them, but not what is coming in', async () => {
    const files = createDiskFiles(path.join(directory, 'files'))
    await files.put(Buffer.from('x'), '')
    writeFileSync(path.join(directory, 'files', `${'c'.repeat(21)}~.part`), 'half')
    const source = new PassThrough()
    const received = files.receive(source, { key: KEY, limitBytes: 100 })
    source.write('coming')
    await expect.poll(filesIn).toContain(`${KEY}~.part`)
    expect((await listed(files)).length).toBe(1)
    expect(filesIn()).toHaveLength(2)
    source.end()
    expect(await received).toBe(6)
  })
})
