import { Readable } from 'node:stream'
import { newFileKey } from './file-key.ts'
import { HEAD_BYTES, upTo, type FileStore, type StoredFile } from './file-store.ts'

/** Files of a gateway that keeps nothing. */
export function createMemoryFiles(): FileStore {
  const files = new Map<string, { readonly bytes: Buffer; readonly storedAtMs: number }>()

  function keep(key: string, bytes: Buffer): void {
    files.set(key, { bytes, storedAtMs: Date.now() })
  }

  async function* list(): AsyncGenerator<StoredFile> {
    await Promise.resolve()
    for (const [key, { storedAtMs }] of files) yield { key, storedAtMs }
  }

  return {
    receive: async (source, { key, limitBytes }) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of upTo(limitBytes, source)) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      keep(key, bytes)
      return bytes.length
    },
    put: (bytes, extension) => {
      const key = newFileKey(extension)
      keep(key, Buffer.from(bytes))
      return Promise.resolve(key)
    },
    open: (key) => {
      const bytes = files.get(key)?.bytes
      if (bytes === undefined) return Promise.resolve(undefined)
      return Promise.resolve({
        size: bytes.length,
        head: bytes.subarray(0, HEAD_BYTES),
        stream: (range) => Readable.from([range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)]),
        close: () => Promise.resolve(),
      })
    },
    remove: (key) => {
      files.delete(key)
      return Promise.resolve()
    },
    list,
  }
}
