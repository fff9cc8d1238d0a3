import type { DatabaseSync } from 'node:sqlite'
import { createFairLine } from './fair-line.ts'
import type { Finder, Found, Question } from './question.ts'

const LIMIT_MS = 1000

export interface Search {
  /** @throws ProtocolError searchTooSlow, searchBusy */
  readonly find: (person: string, question: Question) => Promise<Found>
  readonly close: () => Promise<void>
}

interface Place {
  readonly connection: DatabaseSync
  /** Undefined in memory. */
  readonly file: string | undefined
}

async function createFinder({ connection, file }: Place): Promise<Finder> {
  if (file === undefined) return (await import('./inline-finder.ts')).createInlineFinder(connection, LIMIT_MS)
  const { createThreadFinder, searchProgram } = await import('./thread-finder.ts')
  return createThreadFinder({ program: searchProgram, file, limitMs: LIMIT_MS })
}

/** Search over what is stored; most of it is loaded when the first one searches. */
export function openSearch(place: Place): Search {
  const line = createFairLine()
  let finder: Promise<Finder> | undefined
  return {
    find: (person, question) => line.take(person, async () => (await (finder ??= createFinder(place))).find(question)),
    close: async () => {
      await (await finder)?.close()
    },
  }
}
