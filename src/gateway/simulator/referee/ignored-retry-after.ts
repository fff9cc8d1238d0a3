import { elapsedMs, pathOf, type Rule, type Seen } from './rule.ts'

/** A client's clock may be a little fast. */
const TOLERANCE_MS = 50

interface Told {
  readonly seen: Seen
  readonly seconds: number
}

/** Somebody who asks again before the time that they were told to wait is over. */
export const ignoredRetryAfter: Rule = ({ accuse, beginningOf }) => {
  const toldToWait = new Map<string, Told>()

  return {
    answer: ({ user, method, path, retryAfterSeconds: seconds, status }, seen) => {
      if (user === undefined) return
      const what = `${method} ${pathOf(path)}`
      const told = toldToWait.get(`${user} ${what}`)
      const asked = beginningOf(seen)
      if (told !== undefined && asked.step.cursor > told.seen.step.cursor) {
        const waitedMs = elapsedMs(told.seen, asked)
        const text = `asked again after ${Math.round(waitedMs)} ms, told to wait ${told.seconds} s: ${what}`
        const isTooSoon = waitedMs + TOLERANCE_MS < told.seconds * 1000
        if (isTooSoon) accuse({ rule: 'ignored-retry-after', user, text, steps: [told.seen, asked] })
        toldToWait.delete(`${user} ${what}`)
      }
      if (seconds !== undefined && [429, 503].includes(status)) toldToWait.set(`${user} ${what}`, { seen, seconds })
    },
  }
}
