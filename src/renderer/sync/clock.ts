/** Time and timers as sync knows them: handed in, so that tests can hold them. */
export interface SyncClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs a task once, later; the answer calls it off. */
  readonly after: (delayMs: number, task: () => void) => () => void
  /** Runs a task as soon as the page is free, also in a hidden window. */
  readonly soon: (task: () => void) => void
}
