import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { findMatches } from './find-matches.ts'
import type { Finder } from './question.ts'

/** So short that nobody who talks meanwhile feels it. */
const STEP_MS = 5

/**
 * Searches on the gateway's own connection, a step at a time with everybody else in between: a database in memory cannot
 * be opened by another thread.
 */
export function createInlineFinder(connection: DatabaseSync, limitMs: number): Finder {
  return {
    find: async (question) => {
      const end = performance.now() + limitMs
      const steps = findMatches(connection, question, STEP_MS)
      let step = steps.next()
      while (step.done !== true) {
        if (performance.now() > end) throw new ProtocolError('searchTooSlow')
        await setImmediate()
        step = steps.next()
      }
      return step.value
    },
    close: () => Promise.resolve(),
  }
}
