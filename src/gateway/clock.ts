/** Time as the gateway knows it. Handed in, so that tests and scenarios can hold it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs a task once, later; the answer calls it off. A waiting task keeps no process alive. */
  readonly after: (delayMs: number, task: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs)
    timer.unref()
    return () => {
      clearTimeout(timer)
    }
  },
}
