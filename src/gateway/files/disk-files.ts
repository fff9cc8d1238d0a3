import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { syncDirectory } from '../sync-directory.ts'
import { isFileKey, newFileKey } from './file-key.ts'
import { HEAD_BYTES, upTo, type FileStore, type OpenFile, type WantedFile } from './file-store.ts'

/** What a file is called while it comes in. */
const PART = '.part'

async function openForReading(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
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

/** Files in a directory. They come in under another name: half a file is never found. */
export function createDiskFiles(directory: string): FileStore {
  const placeOf = (key: string): string => path.join(directory, key)

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

  async function receive(source: Readable, { key, limitBytes }: WantedFile): Promise<number> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const part = placeOf(key) + PART
    try {
      const size = await write(part, source, limitBytes)
      await rename(part, placeOf(key))
      await syncDirectory(directory)
      return size
    } catch (error) {
      await rm(part, { force: true })
      throw error
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
      const handle = await openForReading(placeOf(key))
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
  }
}
