import type { Clock } from '../../clock.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

const WINDOW_MS = 15 * 60_000
const MAX_ATTEMPTS = 10
const MAX_ACCOUNTS = 10_000

/** Slows guessing at one account, from wherever it comes (ID-15, D-37). */
export interface LoginThrottle {
  /**
   * Counts an attempt before its password is checked, so that a hundred at once are not a hundred guesses.
   * @throws ProtocolError tooManyAttempts
   */
  readonly admit: (email: string) => void
  readonly succeeded: (email: string) => void
}

interface Attempts {
  readonly count: number
  readonly since: number
}

export function createLoginThrottle(clock: Clock): LoginThrottle {
  const attempts = new Map<string, Attempts>()

  function current(email: string): Attempts {
    const known = attempts.get(email)
    const fresh = { count: 0, since: clock.now() }
    return known === undefined || clock.now() >= known.since + WINDOW_MS ? fresh : known
  }

  /** The memory is bounded; the account that was tried first is forgotten first. */
  function forgetOldest(): void {
    const [oldest] = attempts.keys()
    if (oldest !== undefined && attempts.size >= MAX_ACCOUNTS) attempts.delete(oldest)
  }

  return {
    admit: (email) => {
      const { count, since } = current(email)
      if (count >= MAX_ATTEMPTS) {
        const left = since + WINDOW_MS - clock.now()
        throw new ProtocolError('tooManyAttempts', { retryAfter: Math.ceil(left / 1000) })
      }
      if (!attempts.has(email)) forgetOldest()
      attempts.set(email, { count: count + 1, since })
    },
    succeeded: (email) => {
      attempts.delete(email)
    },
  }
}
