import type { Clock } from './clock.ts'

/** A clock that stands still until it is moved, and then runs what became due, in order. */
export interface HandDrivenClock extends Clock {
  /** A negative step sets the clock back, as a correction of the system's time does; nothing becomes due by that. */
  readonly advance: (stepMs: number) => void
  /** When the first task that waits is due. */
  readonly nextDueMs: () => number | undefined
}

interface Task {
  readonly dueMs: number
  readonly run: () => void
}

export function createHandDrivenClock(startMs: number): HandDrivenClock {
  let now = startMs
  const waiting = new Set<Task>()

  function nextDue(endMs: number): Task | undefined {
    let first: Task | undefined
    // Of two that are due together the one that was asked for first.
    for (const task of waiting)
      if (task.dueMs <= endMs && task.dueMs < (first?.dueMs ?? Number.POSITIVE_INFINITY)) first = task
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
    nextDueMs: () => nextDue(Number.POSITIVE_INFINITY)?.dueMs,
    advance: (stepMs) => {
      const endMs = now + stepMs
      for (let task = nextDue(endMs); task !== undefined; task = nextDue(endMs)) {
        waiting.delete(task)
        // Each at its own time, so that what it sets going is due when it would have been.
        now = Math.max(now, task.dueMs)
        task.run()
      }
      now = endMs
    },
  }
}
