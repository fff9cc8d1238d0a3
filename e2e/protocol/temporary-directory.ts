import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A data directory of a test's own, gone when the test ends. */
export interface TemporaryDirectory extends Disposable {
  readonly path: string
}

export function createTemporaryDirectory(): TemporaryDirectory {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'mew-test-'))
  return {
    path: directory,
    [Symbol.dispose]: () => {
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
