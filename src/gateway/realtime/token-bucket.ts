import type { Clock } from '../clock.ts'

/** Lets through `perSecond` on average and `burst` at once. */
export function createTokenBucket(clock: Clock, limits: { perSecond: number; burst: number }): () => boolean {
  let tokens = limits.burst
  let filledAt = clock.now()
  return () => {
    const now = clock.now()
    tokens = Math.min(limits.burst, tokens + (Math.max(0, now - filledAt) / 1000) * limits.perSecond)
    filledAt = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
