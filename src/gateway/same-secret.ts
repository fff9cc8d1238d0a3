import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares what somebody brought with a secret in a time that tells nothing of either, not even their lengths. */
export function sameSecret(brought: unknown, secret: string): boolean {
  return typeof brought === 'string' && timingSafeEqual(digest(brought), digest(secret))
}
