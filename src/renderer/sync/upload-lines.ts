import type { SyncClock } from './clock.ts'

/** The line of one upload, as far as anybody can tell: a connection may be dead for long before it breaks. */
export interface UploadLine {
  /** Aborted once nothing is expected of it any more. */
  readonly signal: AbortSignal
  /** So many bytes have gone out. */
  readonly moved: (bytes: number) => void
  /** There is an answer, or nobody waits for one any more. */
  readonly end: () => void
}

export interface UploadLines {
  /** For a file of this size. */
  readonly watch: (size: number) => UploadLine
  /** The line of everything else was cut: these may be waiting for a connection that is dead. */
  readonly doubt: () => void
  /** Gives up those that were doubted and have not moved since. */
  readonly dropDoubted: () => void
}

/** Longer than any honest line stands still. */
const STALLED_MS = 30_000
/** Once all has gone out much of it may still be in front of a slow line, in a proxy that takes everything at once. */
const UNANSWERED_MS = 300_000

export function createUploadLines(clock: Pick<SyncClock, 'after'>): UploadLines {
  const lines = new Set<AbortController>()
  const doubted = new Set<AbortController>()

  return {
    watch: (size) => {
      const line = new AbortController()
      let sent = 0
      const wait = (delayMs: number): (() => void) => clock.after(delayMs, () => line.abort())
      let callOff = wait(STALLED_MS)
      lines.add(line)
      return {
        signal: line.signal,
        moved: (bytes) => {
          if (bytes <= sent) return
          sent = bytes
          doubted.delete(line)
          callOff()
          callOff = wait(sent < size ? STALLED_MS : UNANSWERED_MS)
        },
        end: () => {
          callOff()
          lines.delete(line)
          doubted.delete(line)
        },
      }
    },
    doubt: () => {
      for (const line of lines) doubted.add(line)
    },
    dropDoubted: () => {
      for (const line of doubted) line.abort()
      doubted.clear()
    },
  }
}
