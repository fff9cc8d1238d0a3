import type { Clock } from '../../clock.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

const WINDOW_MS = 15 * 60_000
const MAX_FAILURES = 10
const MAX_ACCOUNTS = 10_000

/** Slows guessing at one account, from wherever it comes (ID-15, D-37). */
export interface LoginThrottle {
  /** @throws ProtocolError tooManyAttempts */
  readonly admit: (email: string) => void
  readonly failed: (email: string) => void
  readonly succeeded: (email: string) => void
}

export function createLoginThrottle(clock: Clock): LoginThrottle {
  const failures = new Map<string, { count: number; since: number }>()
  return {
    admit: (email) => {
      const entry = failures.get(email)
      if (entry === undefined) return
      const left = entry.since + WINDOW_MS - clock.now()
      if (left <= 0) failures.delete(email)
      else if (entry.count >= MAX_FAILURES) {
        throw new ProtocolError('tooManyAttempts', { retryAfter: Math.ceil(left / 1000) })
      }
    },
    failed: (email) => {
      const entry = failures.get(email) ?? { count: 0, since: clock.now() }
      if (failures.size >= MAX_ACCOUNTS) failures.clear()
      failures.set(email, { ...entry, count: entry.count + 1 })
    },
    succeeded: (email) => {
      failures.delete(email)
    },
  }
}
