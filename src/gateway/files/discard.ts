import type { FileStore } from './file-store.ts'

/** Removes files whose rows are gone already; what fails now is swept later. */
export function discard(files: Pick<FileStore, 'remove'>, keys: readonly string[]): void {
  for (const key of keys) files.remove(key).catch(() => undefined)
}
