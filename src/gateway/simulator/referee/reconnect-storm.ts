import { elapsedMs, type Rule, type Seen } from './rule.ts'

/** A stock client that is thrown out again and again waits half a second at least. */
const STORM = 10
const WITHIN_MS = 4_000

interface Comer {
  /** How many of their sockets or attempts have ended and not been made up for. */
  ended: number
  returns: readonly Seen[]
}

/** Somebody who comes back at once, and again, without waiting longer each time. */
export const reconnectStorm: Rule = ({ accuse }) => {
  const comers = new Map<string, Comer>()

  function comerOf(user: string): Comer {
    const comer = comers.get(user) ?? { ended: 0, returns: [] }
    comers.set(user, comer)
    return comer
  }

  function end(user: string): void {
    comerOf(user).ended += 1
  }

  function comeBack(user: string, seen: Seen): void {
    const comer = comerOf(user)
    if (comer.ended === 0) return
    comer.ended -= 1
    comer.returns = [...comer.returns, seen].filter((each) => elapsedMs(each, seen) <= WITHIN_MS)
    if (comer.returns.length < STORM) return
    const text = `came back ${comer.returns.length} times within ${WITHIN_MS / 1000} seconds`
    accuse({ rule: 'reconnect-storm', user, text, steps: comer.returns })
    comer.returns = []
  }

  return {
    disconnect: ({ user }) => {
      end(user)
    },
    connect: ({ user, refused }, seen) => {
      // Of those who do not say who they are, nobody knows how many they are.
      if (user === '?') return
      comeBack(user, seen)
      if (refused !== undefined) end(user)
    },
    // An attempt that was cut off before it was one.
    fault: ({ action, on }, seen) => {
      const [what, user] = on.split(' ')
      if (action !== 'cut' || what !== 'connect' || user === undefined) return
      comeBack(user, seen)
      end(user)
    },
  }
}
