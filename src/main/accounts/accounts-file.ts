import { rename } from 'node:fs/promises'
import { readJsonFile, writeJsonFile } from '../json-file.ts'
import { logProblem } from '../log.ts'
import { storedAccounts, type StoredAccount } from './stored-account.ts'

/** A file that cannot be understood is set aside, never written over: it may hold somebody's only way back in. */
export async function readAccountsFile(file: string): Promise<readonly StoredAccount[]> {
  const read = await readJsonFile(file, storedAccounts)
  if (read.status === 'read') return read.value.accounts
  if (read.status === 'broken') {
    const aside = `${file}.unreadable`
    await rename(file, aside)
    logProblem(`the list of accounts cannot be read; it was kept as ${aside}`)
  }
  return []
}

/** Writes one state after the other, each as it was when it was asked for. A failed one does not stop the next. */
export function createAccountsWriter(file: string): (accounts: Iterable<StoredAccount>) => Promise<void> {
  let last = Promise.resolve()
  return (accounts) => {
    const content = { version: 1, accounts: [...accounts] }
    const written = last.then(() => writeJsonFile(file, content))
    last = written.catch(() => undefined)
    return written
  }
}
