import type { Clock } from '../../clock.ts'
import type { TestUser } from './api.ts'

/** Well within the life of an access token. */
const FRESH_MS = 5 * 60 * 1000

/** A token that never runs out: a new session takes the place of an old one in time, whatever the clock does. */
export function createLastingToken(clock: Clock, signIn: () => Promise<TestUser>): () => Promise<string> {
  let last: { readonly atMs: number; readonly token: Promise<string> } | undefined
  return () => {
    const now = clock.now()
    if (last === undefined || now - last.atMs > FRESH_MS) {
      last = { atMs: now, token: signIn().then(({ token }) => token) }
    }
    return last.token
  }
}
