import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { createFixedWindows } from '../../fixed-windows.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

const LIMITS = { windowMs: 15 * 60_000, maxKeys: 10_000 }
const MAX_ATTEMPTS = 10

/** Slows guessing at one account, from wherever it comes (ID-15, D-37). */
export interface LoginThrottle {
  /**
   * Counts an attempt before its password is checked, so that a hundred at once are not a hundred guesses.
   * @throws ProtocolError tooManyAttempts
   */
  readonly admit: (email: string) => void
  readonly succeeded: (email: string) => void
}

/** An address may be as long as a body: ten thousand of those would be too much to remember. */
const keyOf = (email: string): string => createHash('sha256').update(email).digest('base64')

export function createLoginThrottle(clock: Clock): LoginThrottle {
  const attempts = createFixedWindows(clock, LIMITS)
  return {
    admit: (email) => {
      const { count, endsInMs } = attempts.hit(keyOf(email))
      if (count <= MAX_ATTEMPTS) return
      throw new ProtocolError('tooManyAttempts', { retryAfter: Math.ceil(endsInMs / 1000) })
    },
    succeeded: (email) => {
      attempts.forget(keyOf(email))
    },
  }
}
