import type { Rule, Seen } from './rule.ts'

/** Somebody who renews their session twice at once: only one of the two can win. */
export const parallelRefresh: Rule = ({ accuse }) => {
  /** Those on their way by the token they brought, and those beside them by their own step. */
  const running = new Map<string, Seen>()
  const beside = new Map<number, readonly [first: Seen, second: Seen]>()

  function end(cause: number): void {
    for (const [token, { step }] of running) if (step.cursor === cause) running.delete(token)
  }

  return {
    request: ({ cursor, refresh }, seen) => {
      if (refresh === undefined) return
      const first = running.get(refresh)
      if (first === undefined) running.set(refresh, seen)
      else beside.set(cursor, [first, seen])
    },
    fault: ({ action, cause }) => {
      if (action === 'cut' && cause !== undefined) end(cause)
    },
    answer: ({ cause = -1, user = '?' }) => {
      end(cause)
      const steps = beside.get(cause)
      if (steps === undefined) return
      beside.delete(cause)
      accuse({ rule: 'parallel-refresh', user, text: 'renewed one session twice at once', steps })
    },
  }
}
