import type { Journal } from '../journal/journal.ts'
import { actOf, type Act } from './acts.ts'

/** What was done, as a recording needs it, in its order; the oldest is forgotten first. */
export interface ActLog {
  readonly begin: () => void
  readonly acts: () => readonly Act[]
  /** From which cursor on nothing is forgotten. */
  readonly first: () => number
  /** Who is connected, by the names of the journal: once for each socket. */
  readonly connected: () => readonly string[]
}

export function createActLog(journal: Journal, limit: number): ActLog {
  let acts: Act[] = []
  let first = 0
  let hasBegun = false
  const sockets = new Map<string, string>()

  function keep(act: Act): void {
    if (act.kind === 'connect' && act.namespace === '/') sockets.set(act.socket, act.user)
    if (act.kind === 'disconnect') sockets.delete(act.socket)
    acts.push(act)
    if (acts.length <= limit) return
    // Half of them at a time: cutting one off each time would copy all the others.
    acts = acts.slice(-Math.floor(limit / 2))
    first = acts[0]?.cursor ?? act.cursor
  }

  journal.listen((step) => {
    const act = hasBegun ? actOf(step) : undefined
    if (act !== undefined) keep(act)
  })

  return {
    begin: () => {
      hasBegun = true
    },
    acts: () => acts,
    first: () => first,
    connected: () => [...sockets.values()],
  }
}
