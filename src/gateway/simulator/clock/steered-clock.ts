import { systemClock, type Clock } from '../../clock.ts'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'

/** A clock that runs at the pace of the real one, stands still, or is moved ahead; what becomes due runs in its order. */
export interface SteeredClock extends Clock {
  readonly isRunning: () => boolean
  readonly pause: () => void
  readonly resume: () => void
  readonly advance: (ms: number) => void
  /** Whether something waits for a time to come; heartbeats and the like do not count, they run on real time. */
  readonly nextDueMs: () => number | undefined
}

interface SteeredClockOptions {
  readonly startMs: number
  readonly running: boolean
  readonly real?: Clock
}

export function createSteeredClock({ startMs, running, real = systemClock }: SteeredClockOptions): SteeredClock {
  const inner = createHandDrivenClock(startMs)
  /** The real time up to which the inner one has been moved; undefined while it stands. */
  let movedAt = running ? real.now() : undefined
  let callOff = (): void => undefined

  /** A real clock that is set back moves nothing. */
  const behindMs = (): number => (movedAt === undefined ? 0 : Math.max(0, real.now() - movedAt))

  function catchUp(): void {
    if (movedAt === undefined) return
    const step = behindMs()
    movedAt = real.now()
    inner.advance(step)
  }

  function plan(): void {
    callOff()
    const dueMs = inner.nextDueMs()
    if (movedAt === undefined || dueMs === undefined) return
    callOff = real.after(Math.max(0, dueMs - inner.now() - behindMs()), () => {
      catchUp()
      plan()
    })
  }

  function move(ms: number): void {
    catchUp()
    inner.advance(ms)
    plan()
  }

  return {
    now: () => inner.now() + behindMs(),
    after: (delayMs, task) => {
      const cancel = inner.after(delayMs + behindMs(), task)
      plan()
      return cancel
    },
    isRunning: () => movedAt !== undefined,
    nextDueMs: inner.nextDueMs,
    advance: move,
    pause: () => {
      catchUp()
      movedAt = undefined
      plan()
    },
    resume: () => {
      movedAt ??= real.now()
      plan()
    },
  }
}
