import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SnapshotState } from '#shared/simulator/control.ts'
import { snapshotName } from '#shared/simulator/snapshot-name.ts'
import type { SnapshotData } from './snapshot-data.ts'
import { SnapshotError } from './snapshot-error.ts'
import {
  PART_EXTENSION,
  readSnapshot,
  readSnapshotHead,
  SNAPSHOT_EXTENSION,
  snapshotFile,
  writeSnapshot,
} from './snapshot-file.ts'

/** Snapshots by name, in one directory of this account's own. All of it throws SnapshotError. */
export interface SnapshotStore {
  /** Those that can be read, by name. */
  readonly list: () => Promise<readonly SnapshotState[]>
  /** In place of an earlier one of that name. */
  readonly save: (name: string, data: SnapshotData) => Promise<SnapshotState>
  readonly read: (name: string) => Promise<SnapshotData>
  readonly remove: (name: string) => Promise<void>
}

const OTHERS_WRITE = 0o022

const place = (directory: string, reason: string, cause?: unknown): SnapshotError =>
  new SnapshotError('place', `Snapshots are not kept in ${directory}: ${reason}`, { cause })

/** Whether it is there. Whoever else can write there could put a world of theirs in the place of one's own. */
async function isOwn(directory: string): Promise<boolean> {
  const found = await stat(directory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw place(directory, String(error), error)
  })
  if (found === undefined) return false
  const own = process.getuid?.()
  // Windows says it otherwise; there the directory lies among the account's own.
  if (own === undefined) return true
  if (found.uid !== own) throw place(directory, 'it is not of this account')
  if ((found.mode & OTHERS_WRITE) !== 0) throw place(directory, 'others may write there')
  return true
}

/** @throws SnapshotError */
function nameOf(text: string): string {
  const name = snapshotName.safeParse(text)
  if (name.success) return name.data
  throw new SnapshotError('name', `"${text}" is no name for a snapshot: small letters, digits and dashes, at most 64`)
}

const LEFT_MS = 3_600_000

/** What was being written when its process was killed: nobody else looks at it again. */
async function takeAwayLeft(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.endsWith(PART_EXTENSION)) continue
    const file = path.join(directory, name)
    const found = await stat(file).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs > LEFT_MS) await rm(file, { force: true })
  }
}

async function shownAs(file: string): Promise<SnapshotState | undefined> {
  const read = await readSnapshotHead(file)
  if (read === undefined) return undefined
  const { at, savedAt, scenario, seed } = read.head
  return { name: path.basename(file, SNAPSHOT_EXTENSION), at, savedAt, scenario, seed, bytes: read.bytes }
}

export function createSnapshotStore(directory: string): SnapshotStore {
  const fileOf = (name: string): string => snapshotFile(directory, name)

  async function find(text: string): Promise<string> {
    const name = nameOf(text)
    if (await isOwn(directory)) return name
    throw new SnapshotError('missing', `There is no snapshot "${name}" in ${directory}`)
  }

  return {
    list: async () => {
      if (!(await isOwn(directory))) return []
      const names = (await readdir(directory))
        .filter((file) => file.endsWith(SNAPSHOT_EXTENSION))
        .map((file) => path.basename(file, SNAPSHOT_EXTENSION))
        .filter((name) => snapshotName.safeParse(name).success)
        .toSorted()
      const shown = await Promise.all(names.map((name) => shownAs(fileOf(name))))
      return shown.flatMap((one) => one ?? [])
    },
    save: async (text, data) => {
      const name = nameOf(text)
      await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
        throw place(directory, String(error), error)
      })
      await isOwn(directory)
      await takeAwayLeft(directory)
      await writeSnapshot(directory, name, data)
      const shown = await shownAs(fileOf(name))
      if (shown === undefined) throw new SnapshotError('missing', `The snapshot "${name}" was taken away at once`)
      return shown
    },
    read: async (text) => readSnapshot(directory, await find(text)),
    remove: async (text) => {
      const name = await find(text)
      await rm(fileOf(name)).catch((error: unknown) => {
        throw new SnapshotError('missing', `There is no snapshot "${name}" in ${directory}`, { cause: error })
      })
    },
  }
}
