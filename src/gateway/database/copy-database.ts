import { copyFileSync, constants } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { syncDirectory } from '../sync-directory.ts'
import { createPrivateFile } from './private-file.ts'

const nameOf = (migration: string): string => `gateway.before-${migration}.sqlite`
const isCopy = (name: string): boolean => /^gateway\.before-.*\.sqlite$/.test(name)

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Puts a copy of the database beside it, named after the migration it was made before, and takes the place of an earlier
 * one. Called while nobody else can write.
 */
export async function copyDatabase(connection: DatabaseSync, file: string, migration: string): Promise<void> {
  // What was committed last stands in a file of its own until then.
  connection.exec('pragma wal_checkpoint(truncate)')
  const directory = path.dirname(file)
  const copy = path.join(directory, nameOf(migration))
  createPrivateFile(`${copy}.part`)
  copyFileSync(file, `${copy}.part`, constants.COPYFILE_FICLONE)
  await syncFile(`${copy}.part`)
  await rename(`${copy}.part`, copy)
  for (const name of await readdir(directory)) {
    if (isCopy(name) && name !== nameOf(migration)) await rm(path.join(directory, name))
  }
  await syncDirectory(directory)
}
