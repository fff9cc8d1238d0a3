import type { Connection } from '../store/state.ts'
import type { SyncClock } from './clock.ts'

const FIRST_DELAY_MS = 400
const MAX_DELAY_MS = 30_000
/** Between the beginnings of two attempts, whoever asks for them: a line that opens and breaks is no reason for a storm. */
const SPACING_MS = 1_000
/** A gateway that takes the socket and never says `ready` is as good as none. */
const READY_LIMIT_MS = 20_000
/** So many attempts in a row may fail before it is called offline. */
const ATTEMPTS_BEFORE_OFFLINE = 3

/** How long to wait before an attempt: doubling, capped, and never the same for everybody. */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1))
  return Math.round(full * (0.5 + random / 2))
}

/** Attempts to connect: how many failed in a row, when the next one is due, and what that is called. */
export interface Attempts {
  /** One begins: `onLimit` is called where it comes to nothing for so long that nothing will come of it. */
  readonly begin: (onLimit: () => void) => void
  readonly succeeded: () => void
  /** Counts a failure, says the state, and calls `next` when it is time. */
  readonly failed: (next: () => void) => void
  /** Somebody does not want to wait: calls `next` as soon as one attempt may follow the other. */
  readonly hurry: (next: () => void) => void
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
  let startedAt = -Infinity
  let callOff = (): void => undefined

  function describe(retryAt: number): Connection {
    if (failures >= ATTEMPTS_BEFORE_OFFLINE) return { status: 'offline', attempt: failures, retryAt }
    return everSucceeded ? { status: 'reconnecting', attempt: failures } : { status: 'connecting' }
  }

  /** What is left of the time between two attempts. The wall clock may have been moved meanwhile, in either direction. */
  const rest = (): number => Math.min(SPACING_MS, Math.max(0, startedAt + SPACING_MS - clock.now()))

  return {
    begin: (onLimit) => {
      callOff()
      startedAt = clock.now()
      callOff = clock.after(READY_LIMIT_MS, onLimit)
    },
    succeeded: () => {
      callOff()
      failures = 0
      everSucceeded = true
    },
    failed: (next) => {
      failures += 1
      const delay = Math.max(backOff(failures, random()), rest())
      onState(describe(clock.now() + delay))
      callOff = clock.after(delay, next)
    },
    hurry: (next) => {
      callOff()
      const delay = rest()
      if (delay === 0) next()
      else callOff = clock.after(delay, next)
    },
    callOff: () => {
      callOff()
    },
  }
}
