import { Worker } from 'node:worker_threads'
import { liveHistories, type Asked, type Lived } from './histories.ts'
import type { Happening } from './model/coverage.ts'

/** So many have one seed: however many there are to be, and whoever runs them, these stay the same. */
export const HISTORIES_OF_A_SEED = 5_000

/** Far from the seed before, so that runs whose seeds lie side by side have nothing in common. */
const SEED_STEP = 0x9e_37_79_b1

/** What is asked for, in parts that anybody can run; the first one has the seed that was named. */
export function partsOf({ profile, runs, seed }: Asked): readonly Asked[] {
  return Array.from({ length: Math.ceil(runs / HISTORIES_OF_A_SEED) }, (_each, index) => ({
    profile,
    runs: Math.min(HISTORIES_OF_A_SEED, runs - index * HISTORIES_OF_A_SEED),
    seed: index === 0 ? seed : (seed + index * SEED_STEP) % 2 ** 31,
  }))
}

/** All parts together, up to the first one in which something went wrong. */
export function together(parts: readonly Lived[]): Lived {
  const wrong = parts.findIndex(({ violation }) => violation !== undefined)
  const all = wrong < 0 ? parts : parts.slice(0, wrong + 1)
  const counts = new Map<Happening, number>()
  for (const part of all) for (const [name, count] of part.counts) counts.set(name, (counts.get(name) ?? 0) + count)
  return {
    runs: all.reduce((sum, { runs }) => sum + runs, 0),
    counts,
    violation: all.at(-1)?.violation,
  }
}

/** A thread that lives one part after the other. */
function openThread(): { live: (part: Asked) => Promise<Lived>; close: () => Promise<unknown> } {
  const worker = new Worker(new URL('histories-worker.ts', import.meta.url), { execArgv: [] })
  const live = (part: Asked): Promise<Lived> => {
    const { promise, resolve, reject } = Promise.withResolvers<Lived>()
    worker.once('message', resolve).once('error', reject)
    worker.postMessage(part)
    return promise.finally(() => worker.off('error', reject))
  }
  return { live, close: () => worker.terminate() }
}

export interface AskedOfMany extends Asked {
  readonly workers: number
  readonly onPart?: (runs: number) => void
}

/** Random histories on several cores. The same ones, with the same outcome, on however many. */
export async function liveManyHistories(asked: AskedOfMany): Promise<Lived> {
  const parts = partsOf(asked)
  if (asked.path !== undefined || parts.length === 1) return liveHistories(asked)
  const lived: Lived[] = []
  let next = 0
  let done = 0

  async function work(): Promise<void> {
    const thread = openThread()
    try {
      for (let part = parts[next]; part !== undefined; part = parts[next]) {
        const index = next
        next += 1
        const outcome = await thread.live(part)
        lived[index] = outcome
        done += outcome.runs
        asked.onPart?.(done)
        // Parts before this one may go wrong yet; those behind it need not be begun.
        if (outcome.violation !== undefined) next = parts.length
      }
    } finally {
      await thread.close()
    }
  }

  await Promise.all(Array.from({ length: Math.min(asked.workers, parts.length) }, work))
  return together(lived)
}
