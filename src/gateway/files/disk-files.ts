import { mkdir, open, opendir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { syncDirectory } from '../sync-directory.ts'
import { isFileKey, newFileKey } from './file-key.ts'
import { HEAD_BYTES, upTo, type FileStore, type OpenFile, type StoredFile, type WantedFile } from './file-store.ts'

/** What a file is called while it comes in: nothing that could be a key, as one that ends in `.part` could. */
const PART = '~.part'

/** Undefined where there is no such file. */
async function ifThere<Result>(result: Promise<Result>): Promise<Result | undefined> {
  try {
    return await result
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function toOpenFile(handle: FileHandle): Promise<OpenFile> {
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  return {
    size,
    head: buffer.subarray(0, bytesRead),
    // Reading to the end closes it, and so does whoever stops before.
    stream: (range) => handle.createReadStream({ start: 0, ...range }),
    close: () => handle.close(),
  }
}

async function write(part: string, source: Readable, limitBytes: number): Promise<number> {
  const handle = await open(part, 'wx', 0o600)
  try {
    await handle.writeFile(upTo(limitBytes, source))
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

/** Files in a directory. They come in under another name: half a file is never found. */
export function createDiskFiles(directory: string): FileStore {
  const underWay = new Set<string>()
  const placeOf = (key: string): string => path.join(directory, key)

  async function receive(source: Readable, { key, limitBytes }: WantedFile): Promise<number> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const part = placeOf(key) + PART
    underWay.add(key + PART)
    try {
      const size = await write(part, source, limitBytes)
      await rename(part, placeOf(key))
      await syncDirectory(directory)
      return size
    } catch (error) {
      await rm(part, { force: true })
      throw error
    } finally {
      underWay.delete(key + PART)
    }
  }

  async function* list(): AsyncGenerator<StoredFile> {
    const entries = await ifThere(opendir(directory))
    for await (const { name } of entries ?? []) {
      // Left by a run that was killed: the directory is locked, so nobody else is writing it.
      if (name.endsWith(PART) && !underWay.has(name)) await rm(placeOf(name), { force: true })
      const found = isFileKey(name) ? await ifThere(stat(placeOf(name))) : undefined
      if (found !== undefined) yield { key: name, storedAtMs: found.mtimeMs }
    }
  }

  return {
    receive,
    put: async (bytes, extension) => {
      const key = newFileKey(extension)
      await receive(Readable.from([bytes]), { key, limitBytes: bytes.length })
      return key
    },
    open: async (key) => {
      if (!isFileKey(key)) return undefined
      const handle = await ifThere(open(placeOf(key), 'r'))
      if (handle === undefined) return undefined
      try {
        return await toOpenFile(handle)
      } catch (error) {
        await handle.close()
        throw error
      }
    },
    remove: async (key) => {
      if (isFileKey(key)) await rm(placeOf(key), { force: true })
    },
    list,
  }
}
