import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createPrivateFile } from './private-file.ts'

/** Another gateway has the data directory. */
export class DirectoryInUseError extends Error {
  constructor(directory: string) {
    super(`Another gateway is using the data directory ${directory}: stop it, or choose another directory with --data`)
    this.name = 'DirectoryInUseError'
  }
}

/**
 * Takes a data directory for this process. The lock is the operating system's own, held through a small SQLite file:
 * it is gone the moment the process is, kill -9 included, so no stale one can be left behind.
 */
export function lockDirectory(directory: string): { release: () => void } {
  const file = path.join(directory, 'lock.sqlite')
  createPrivateFile(file)
  const connection = new DatabaseSync(file, { timeout: 0 })
  try {
    connection.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    connection.close()
    if (error instanceof Error && /locked|busy/.test(error.message)) throw new DirectoryInUseError(directory)
    throw error
  }
  return {
    release: () => {
      connection.close()
    },
  }
}
