import type { SyncClock } from './clock.ts'
import type { SyncEvent } from './parse-event.ts'

/** As many as one change of state takes without being felt. */
const MAX_BATCH = 500

/** Collects events and hands them on in batches: ten thousand one by one take seconds, together they take none. */
export interface EventQueue {
  readonly push: (event: SyncEvent) => void
  /** Hands on what is there, now. */
  readonly flush: () => void
}

export function createEventQueue(
  clock: Pick<SyncClock, 'soon'>,
  apply: (events: readonly SyncEvent[]) => void,
): EventQueue {
  let waiting: SyncEvent[] = []
  let scheduled = false

  function run(): void {
    scheduled = false
    const batch = waiting.slice(0, MAX_BATCH)
    waiting = waiting.slice(MAX_BATCH)
    if (waiting.length > 0) schedule()
    if (batch.length > 0) apply(batch)
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    clock.soon(run)
  }

  return {
    push: (event) => {
      waiting.push(event)
      schedule()
    },
    flush: () => {
      while (waiting.length > 0) run()
    },
  }
}
