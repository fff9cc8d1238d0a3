import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { createRowList, type RowList } from './row-list.ts'
import { onItsWay, segmentOf, type Row } from './rows.ts'

/** The journal as rows, the oldest first. It grows at one end and is forgotten at the other. */
export interface Log extends Pick<RowList, 'rows' | 'at' | 'amended' | 'epoch'> {
  /** What follows from a row, in its order. */
  readonly effectsOf: (row: Row) => readonly Row[]
  readonly append: (steps: readonly JournalStep[]) => void
  readonly clear: () => void
  /** When somebody's last connection ended. */
  readonly closedAt: (person: string) => number | undefined
  /** The cursor of the newest step. */
  readonly newest: () => number | undefined
  /** Grows with every change. */
  readonly version: () => number
  readonly listen: (heard: () => void) => () => void
}

/** As many rows as a page can scroll and filter without a thought. */
const KEPT = 100_000

type Place = Pick<Row, 'parent' | 'root' | 'depth'>

/** What has to be known to tell where the next step belongs. */
function createMemory({ at }: RowList) {
  /** Of each cause the last emit: what is held on its way belongs to it. */
  const emits = new Map<number, number>()
  /** Of each cause the row of rooms that are being joined or left. */
  const moves = new Map<number, number>()
  /** Of each packet that waits on its way to a socket its row. */
  const waiting = new Map<string, number>()

  const wayOf = (emit: number, socket: string): string => `${emit} ${socket}`

  function parentOf(step: JournalStep): number | undefined {
    if (step.kind === 'delivery' && at(step.emit) !== undefined) return step.emit
    if (step.cause === undefined || step.cause === step.cursor) return undefined
    const isWaiting = step.kind === 'fault' && onItsWay(step.on) !== undefined
    return (isWaiting ? emits.get(step.cause) : undefined) ?? step.cause
  }

  return {
    /** Where a step stands in what followed from what. */
    place: (step: JournalStep): Place => {
      const parent = parentOf(step)
      const above = parent === undefined ? undefined : at(parent)
      if (above === undefined) return { parent: undefined, root: step.cursor, depth: 0 }
      return { parent: above.step.cursor, root: above.root, depth: above.depth + 1 }
    },
    /** The row that a step may go into: a request's of its answer, rooms of rooms, a waiting packet's of its arrival. */
    before: (step: JournalStep): number | undefined => {
      if (step.kind === 'delivery') return waiting.get(wayOf(step.emit, step.socket))
      if (step.cause === undefined) return undefined
      return step.kind === 'answer' ? step.cause : moves.get(step.cause)
    },
    learn: ({ step, parent }: Row): void => {
      const { cursor, cause = cursor } = step
      if (step.kind === 'emit') emits.set(cause, cursor)
      if (step.kind === 'join' || step.kind === 'leave') moves.set(cause, cursor)
      const way = step.kind === 'fault' ? onItsWay(step.on) : undefined
      if (way !== undefined && parent !== undefined) waiting.set(wayOf(parent, way.socket), cursor)
    },
    arrived: (step: JournalStep): void => {
      if (step.kind === 'delivery') waiting.delete(wayOf(step.emit, step.socket))
    },
    clear: (): void => {
      emits.clear()
      moves.clear()
      waiting.clear()
    },
  }
}

/** A step that says how the one before went on makes no row of its own. */
function joined(row: Row, step: JournalStep): Row | undefined {
  if (step.kind === 'delivery') return { ...row, arrival: step }
  if (step.kind === 'answer' && row.step.kind === 'request') return { ...row, answer: step }
  if (step.kind !== 'join' && step.kind !== 'leave') return undefined
  const fits = row.step.kind === step.kind && row.step.socket === step.socket
  return fits ? { ...row, rooms: [...row.rooms, step.room] } : undefined
}

interface Adding {
  readonly add: (step: JournalStep) => void
  readonly clear: () => void
}

function createAdding(list: RowList): Adding {
  const memory = createMemory(list)

  function join(step: JournalStep): boolean {
    const cursor = memory.before(step)
    const row = cursor === undefined ? undefined : list.at(cursor)
    const whole = row === undefined ? undefined : joined(row, step)
    if (whole === undefined) return false
    memory.arrived(step)
    list.replace(whole)
    list.join(step.cursor, whole)
    return true
  }

  /** A delivery, or one that is on its way, counts where it was sent. */
  function count({ segment, parent }: Row): void {
    const emit = segment === 'deliveries' && parent !== undefined ? list.at(parent) : undefined
    if (emit?.step.kind === 'emit') list.replace({ ...emit, deliveries: emit.deliveries + 1 })
  }

  return {
    add: (step) => {
      if (join(step)) return
      const rooms = step.kind === 'join' || step.kind === 'leave' ? [step.room] : []
      const row: Row = { step, segment: segmentOf(step), deliveries: 0, rooms, ...memory.place(step) }
      list.add(row)
      memory.learn(row)
      count(row)
    },
    clear: memory.clear,
  }
}

export function createLog(kept = KEPT): Log {
  const list = createRowList()
  const adding = createAdding(list)
  const listeners = new Set<() => void>()
  const closed = new Map<string, number>()
  let newest: number | undefined
  let version = 0

  function tell(): void {
    version += 1
    for (const heard of listeners) heard()
  }

  return {
    ...list,
    effectsOf: ({ step, root }) => list.from(root).filter((row) => row.parent === step.cursor),
    append: (steps) => {
      for (const step of steps) {
        if (step.cursor <= (newest ?? -1)) continue
        newest = step.cursor
        if (step.kind === 'disconnect') closed.set(step.user, step.at)
        adding.add(step)
      }
      // A tenth more at a time: cutting one off each time would copy all the others.
      if (list.rows().length > kept * 1.1) list.keep(kept)
      tell()
    },
    clear: () => {
      list.clear()
      adding.clear()
      closed.clear()
      newest = undefined
      tell()
    },
    closedAt: (person) => closed.get(person),
    newest: () => newest,
    version: () => version,
    listen: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}
