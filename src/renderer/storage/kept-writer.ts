import type { Keeping, Kept } from '../store/kept.ts'
import { keepingAfter } from './keeping-after.ts'
import { withWrites, writeKept, type KeptDatabase, type KeptWrite, type Stored } from './kept-database.ts'

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
  readonly over: (stored: Stored) => Kept
  /** Once nothing is on its way to the disk any more. */
  readonly idle: () => Promise<unknown>
}

/** That something was taken back holds for whatever is written after it. */
function after(earlier: KeptWrite | undefined, write: KeptWrite): KeptWrite {
  const takesBack = earlier?.store === 'items' && earlier.takesBack === true
  return takesBack && write.store === 'items' ? { ...write, takesBack } : write
}

/** The last write to each key, which is all that matters of those that were refused. */
function lastOf(writes: readonly KeptWrite[]): readonly KeptWrite[] {
  const last = new Map<string, KeptWrite>()
  for (const write of writes) {
    const at = `${write.store} ${write.key}`
    last.set(at, after(last.get(at), write))
  }
  return [...last.values()]
}

const isBytes = ({ store }: KeptWrite): boolean => store === 'bytes'

/** Something goes from the disk: what had no room may have some now. */
const makesRoom = ({ value }: KeptWrite): boolean => value === null

export function createKeptWriter({ database, makeRoom, onKeeping }: WriterOptions): KeptWriter {
  /** Refused, or waiting for what is on its way. */
  let unwritten: readonly KeptWrite[] = []
  /** Files without room: words never wait for them. Tried again once something went. */
  let tooLarge: KeptWrite[] = []
  let onItsWay: readonly KeptWrite[] = []
  let writing: Promise<boolean> = Promise.resolve(true)
  let waiting: Promise<boolean> | undefined

  async function attempt(writes: readonly KeptWrite[]): Promise<Keeping> {
    try {
      await writeKept(await database(), writes)
      return 'kept'
    } catch (error) {
      // Not an error of the program's: a full, forbidden or broken disk. Its writes stay in memory, and it is said.
      return keepingAfter(error)
    }
  }

  async function attemptWithRoom(writes: readonly KeptWrite[]): Promise<Keeping> {
    let keeping = await attempt(writes)
    while (keeping === 'full' && (await makeRoom())) keeping = await attempt(writes)
    return keeping
  }

  /** Words as one; then each file by itself, so that one without room keeps nothing else off the disk. What is refused. */
  async function writeWhatFits(writes: readonly KeptWrite[]): Promise<readonly KeptWrite[]> {
    if ((await attempt(writes.filter((write) => !isBytes(write)))) !== 'kept') return writes
    for (const write of writes.filter(isBytes)) {
      if ((await attempt([write])) !== 'kept') tooLarge.push(write)
    }
    return []
  }

  async function writeAll(): Promise<boolean> {
    const hasRoom = unwritten.some(makesRoom)
    const writes = lastOf(hasRoom ? [...tooLarge, ...unwritten] : unwritten)
    if (hasRoom) tooLarge = []
    unwritten = []
    onItsWay = writes
    const keeping = await attemptWithRoom(writes)
    const isDivided = keeping === 'full' && writes.some(isBytes)
    const refused = keeping === 'kept' ? [] : isDivided ? await writeWhatFits(writes) : writes
    onItsWay = []
    unwritten = [...refused, ...unwritten]
    onKeeping(keeping === 'kept' && tooLarge.length > 0 ? 'full' : keeping)
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
    over: (stored) => withWrites(stored, [...tooLarge, ...onItsWay, ...unwritten]),
  }
}
