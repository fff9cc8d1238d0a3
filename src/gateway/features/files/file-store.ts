import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { syncDirectory } from '../../sync-directory.ts'

/** Files by key: on disk under the data directory, or in memory where nothing is kept. */
export interface FileStore {
  /** Stores bytes under a fresh key, 21 random characters and the extension; on disk before it answers. */
  readonly put: (bytes: Uint8Array, extension: string) => Promise<string>
  readonly read: (key: string) => Promise<Uint8Array | undefined>
}

const keySyntax = /^[A-Za-z0-9_-]{21}(?:\.[A-Za-z0-9]{1,16})?$/

const newKey = (extension: string): string => randomBytes(16).toString('base64url').slice(0, 21) + extension

/** Files of a gateway that keeps nothing. */
export function createMemoryFiles(): FileStore {
  const files = new Map<string, Uint8Array>()
  return {
    put: (bytes, extension) => {
      const key = newKey(extension)
      files.set(key, bytes)
      return Promise.resolve(key)
    },
    read: (key) => Promise.resolve(files.get(key)),
  }
}

export function createDiskFiles(directory: string): FileStore {
  return {
    put: async (bytes, extension) => {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const key = newKey(extension)
      const target = path.join(directory, key)
      const handle = await open(`${target}.part`, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${target}.part`, target)
      await syncDirectory(directory)
      return key
    },
    read: async (key) => {
      if (!keySyntax.test(key)) return undefined
      try {
        return await readFile(path.join(directory, key))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}
