import { chmodSync, closeSync, openSync } from 'node:fs'

/** Makes a file that its owner alone may read, or makes an existing one so. SQLite gives its side files the same mode. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}
