import type { Connection } from '../store/state.ts'
import type { SyncClock } from './clock.ts'

const FIRST_DELAY_MS = 400
const MAX_DELAY_MS = 30_000
/** So many attempts in a row may fail before it is called offline. */
const ATTEMPTS_BEFORE_OFFLINE = 3

/** How long to wait before an attempt: doubling, capped, and never the same for everybody. */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1))
  return Math.round(full * (0.5 + random / 2))
}

/** Attempts to connect: how many failed in a row, when the next one is due, and what that is called. */
export interface Attempts {
  readonly succeeded: () => void
  /** Counts a failure, says the state, and calls `next` when it is time. */
  readonly failed: (next: () => void) => void
  readonly callOff: () => void
}

interface AttemptsOptions {
  readonly clock: SyncClock
  /** 0 to 1. */
  readonly random: () => number
  readonly onState: (state: Connection) => void
}

export function createAttempts({ clock, random, onState }: AttemptsOptions): Attempts {
  let failures = 0
  let everSucceeded = false
  let callOff = (): void => undefined

  function describe(retryAt: number): Connection {
    if (failures >= ATTEMPTS_BEFORE_OFFLINE) return { status: 'offline', attempt: failures, retryAt }
    return everSucceeded ? { status: 'reconnecting', attempt: failures } : { status: 'connecting' }
  }

  return {
    succeeded: () => {
      failures = 0
      everSucceeded = true
    },
    failed: (next) => {
      failures += 1
      const delay = backOff(failures, random())
      onState(describe(clock.now() + delay))
      callOff = clock.after(delay, next)
    },
    callOff: () => {
      callOff()
    },
  }
}
