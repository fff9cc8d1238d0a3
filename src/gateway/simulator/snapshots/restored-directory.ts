import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { lockDirectory } from '../../database/lock-directory.ts'

/** A place for what is restored, for as long as somebody goes on there. */
interface RestoredDirectory {
  readonly data: string
  readonly remove: () => Promise<void>
}

const PREFIX = 'mew-restored-'
/** Somebody may have made it just now and not have locked it yet. */
const YOUNG_MS = 60_000

const removeAll = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true })

async function isOwnAndOld(directory: string): Promise<boolean> {
  const found = await lstat(directory)
  const isOwn = process.getuid === undefined || found.uid === process.getuid()
  return isOwn && found.isDirectory() && Date.now() - found.mtimeMs > YOUNG_MS
}

/** Whoever lives holds the lock of theirs. */
async function removeIfLeft(directory: string): Promise<void> {
  try {
    if (!(await isOwnAndOld(directory))) return
    lockDirectory(directory).release()
    await removeAll(directory)
  } catch {
    // Somebody goes on there, or it is gone by now.
  }
}

/** What processes left behind that were killed. */
async function takeAwayLeft(): Promise<void> {
  const names = await readdir(os.tmpdir())
  for (const name of names) if (name.startsWith(PREFIX)) await removeIfLeft(path.join(os.tmpdir(), name))
}

/** For this account alone. One that a killed process leaves is taken away with the next that is made. */
export async function makeRestoredDirectory(): Promise<RestoredDirectory> {
  await takeAwayLeft()
  const directory = await mkdtemp(path.join(os.tmpdir(), PREFIX))
  const { release } = lockDirectory(directory)
  const data = path.join(directory, 'data')
  await mkdir(data, { mode: 0o700 })
  let removing: Promise<void> | undefined
  return {
    data,
    remove: () => {
      if (removing === undefined) release()
      return (removing ??= removeAll(directory))
    },
  }
}
