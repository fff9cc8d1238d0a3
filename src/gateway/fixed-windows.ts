import type { Clock } from './clock.ts'

/** How much of a key's window is used. */
export interface Usage {
  readonly count: number
  readonly endsInMs: number
}

/** Counts by key, each in a window of fixed length that begins with its first hit. */
export interface FixedWindows {
  readonly hit: (key: string) => Usage
  readonly forget: (key: string) => void
}

interface Window {
  readonly since: number
  readonly count: number
}

/** The memory is bounded: whoever began first is forgotten first. */
export function createFixedWindows(
  clock: Clock,
  { windowMs, maxKeys }: { windowMs: number; maxKeys: number },
): FixedWindows {
  // In the order in which the windows began, so that what is over stands in front.
  const windows = new Map<string, Window>()

  const isOver = ({ since }: Window, now: number): boolean => now >= since + windowMs || now < since

  function makeRoom(now: number): void {
    for (const [key, window] of windows) {
      if (windows.size < maxKeys && !isOver(window, now)) return
      windows.delete(key)
    }
  }

  return {
    hit: (key) => {
      const now = clock.now()
      const known = windows.get(key)
      const goesOn = known !== undefined && !isOver(known, now)
      if (!goesOn) {
        windows.delete(key)
        makeRoom(now)
      }
      const window = goesOn ? { since: known.since, count: known.count + 1 } : { since: now, count: 1 }
      windows.set(key, window)
      return { count: window.count, endsInMs: window.since + windowMs - now }
    },
    forget: (key) => {
      windows.delete(key)
    },
  }
}
