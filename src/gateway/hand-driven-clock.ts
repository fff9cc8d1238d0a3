import type { Clock } from './clock.ts'

/** A clock that stands still until it is moved, and then runs what became due, in order. */
export interface HandDrivenClock extends Clock {
  /** A negative step sets the clock back, as a correction of the system's time does; nothing becomes due by that. */
  readonly advance: (stepMs: number) => void
}

interface Task {
  readonly dueMs: number
  readonly run: () => void
}

export function createHandDrivenClock(startMs: number): HandDrivenClock {
  let now = startMs
  const waiting = new Set<Task>()

  function nextDue(): Task | undefined {
    const [first] = [...waiting].filter((task) => task.dueMs <= now).toSorted((a, b) => a.dueMs - b.dueMs)
    return first
  }

  return {
    now: () => now,
    after: (delayMs, run) => {
      const task = { dueMs: now + delayMs, run }
      waiting.add(task)
      return () => {
        waiting.delete(task)
      }
    },
    advance: (stepMs) => {
      now += stepMs
      for (let task = nextDue(); task !== undefined; task = nextDue()) {
        waiting.delete(task)
        task.run()
      }
    },
  }
}
