import type { Keeping, Kept } from '../store/kept.ts'
import { isFull } from './is-full.ts'
import { withWrites, writeKept, type KeptDatabase, type KeptWrite } from './kept-database.ts'

interface WriterOptions {
  readonly database: () => Promise<KeptDatabase>
  /** The disk is full: whatever else this program has on it is to go. False where there is nothing to let go. */
  readonly makeRoom: () => Promise<boolean>
  readonly onKeeping: (keeping: Keeping) => void
}

/** Writes in the order of asking, what was asked for meanwhile as one. What the disk refuses stays in memory. */
export interface KeptWriter {
  readonly write: (writes: readonly KeptWrite[]) => Promise<boolean>
  /** What is on the disk, with what it has not taken. */
  readonly over: (kept: Kept) => Kept
  /** Once nothing is on its way to the disk any more. */
  readonly idle: () => Promise<unknown>
}

/** The last write to each key, which is all that matters of those that were refused. */
function lastOf(writes: readonly KeptWrite[]): readonly KeptWrite[] {
  const last = new Map<string, KeptWrite>()
  for (const write of writes) last.set(`${write.store} ${write.key}`, write)
  return [...last.values()]
}

export function createKeptWriter({ database, makeRoom, onKeeping }: WriterOptions): KeptWriter {
  /** Refused, or waiting for what is on its way. */
  let unwritten: readonly KeptWrite[] = []
  let onItsWay: readonly KeptWrite[] = []
  let writing: Promise<boolean> = Promise.resolve(true)
  let waiting: Promise<boolean> | undefined

  async function attempt(writes: readonly KeptWrite[]): Promise<Keeping> {
    try {
      await writeKept(await database(), writes)
      return 'kept'
    } catch (error) {
      // Not an error of the program's: a full, forbidden or broken disk. Its writes stay in memory, and it is said.
      return isFull(error) ? 'full' : 'unavailable'
    }
  }

  async function writeAll(): Promise<boolean> {
    const writes = lastOf(unwritten)
    unwritten = []
    onItsWay = writes
    let keeping = await attempt(writes)
    if (keeping === 'full' && (await makeRoom())) keeping = await attempt(writes)
    onItsWay = []
    if (keeping !== 'kept') unwritten = [...writes, ...unwritten]
    onKeeping(keeping)
    return keeping === 'kept'
  }

  return {
    write: (writes) => {
      unwritten = [...unwritten, ...writes]
      waiting ??= writing.then(() => {
        waiting = undefined
        writing = writeAll()
        return writing
      })
      return waiting
    },
    idle: () => waiting ?? writing,
    over: (kept) => withWrites(kept, [...onItsWay, ...unwritten]),
  }
}
