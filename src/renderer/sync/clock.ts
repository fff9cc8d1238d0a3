/** Time and timers as sync knows them: handed in, so that tests can hold them. */
export interface SyncClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs a task once, later; the answer calls it off. */
  readonly after: (delayMs: number, task: () => void) => () => void
  /** Runs a task as soon as the page is free, also in a hidden window. */
  readonly soon: (task: () => void) => void
}

/** Until it is ended a clock like the other; then nothing of what was to be done is done any more. */
export interface EndableClock extends SyncClock {
  readonly end: () => void
}

export function createEndableClock(clock: SyncClock): EndableClock {
  const running = new Set<() => void>()
  let ended = false
  return {
    now: clock.now,
    after: (delayMs, task) => {
      if (ended) return () => undefined
      const callOff = clock.after(delayMs, () => {
        running.delete(callOff)
        task()
      })
      running.add(callOff)
      return () => {
        running.delete(callOff)
        callOff()
      }
    },
    soon: (task) => {
      clock.soon(() => {
        if (!ended) task()
      })
    },
    end: () => {
      ended = true
      for (const callOff of running) callOff()
      running.clear()
    },
  }
}
