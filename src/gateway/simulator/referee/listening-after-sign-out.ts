import { elapsedMs, pathOf, type Rule, type Seen } from './rule.ts'

/** What was on its way when the session ended is nobody's fault. */
const GRACE_MS = 100
/** So long a socket may take to go. */
const LEAVING_MS = 1_000

interface Going {
  readonly user: string | undefined
  readonly session: string | undefined
  readonly at: Seen
  readonly how: string
}

/** Somebody who signed out and goes on: with a socket, an attempt at one, or requests. */
export const listeningAfterSignOut: Rule = ({ accuse, beginningOf }) => {
  const signedOut = new Map<string, Seen>()
  const sessions = new Map<string, string>()

  /** One accusation for each session: the rest follows from the first. */
  function look({ user = '?', session, at, how }: Going, graceMs = GRACE_MS): void {
    const end = session === undefined ? undefined : signedOut.get(session)
    if (session === undefined || end === undefined) return
    if (at.step.cursor < end.step.cursor || elapsedMs(end, at) < graceMs) return
    signedOut.delete(session)
    accuse({ rule: 'listening-after-sign-out', user, text: `signed out and ${how}`, steps: [end, at] })
  }

  return {
    connect: ({ user, socket, session }, at) => {
      if (session !== undefined) sessions.set(socket, session)
      look({ user, session, at, how: 'came again' })
    },
    disconnect: ({ socket }) => {
      sessions.delete(socket)
    },
    delivery: ({ user, socket }, at) => {
      look({ user, session: sessions.get(socket), at, how: 'went on listening' }, LEAVING_MS)
    },
    answer: ({ user, session, method, path, status }, seen) => {
      const isSignOut = method === 'POST' && pathOf(path) === '/api/auth/logout' && status === 204
      if (isSignOut && session !== undefined) signedOut.set(session, seen)
      if (status === 401) look({ user, session, at: beginningOf(seen), how: 'went on asking' })
    },
  }
}
