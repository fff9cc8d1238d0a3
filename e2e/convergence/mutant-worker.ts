import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { isIn, mutated, type Mutant } from './mutant.ts'

const SEED = 7
const RUNS = 1_500

// Whoever starts this hands in a mutant.
const mutant = workerData as Mutant
let isMade = false

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!isIn(mutant, url)) return loaded
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
    isMade = true
    return { ...loaded, source: mutated(mutant, source) }
  },
})

/** The first trace, or else the first random history, that notices it; undefined: nothing does. */
async function killer(): Promise<string | undefined> {
  const { played, playTrace } = await import('./traces.ts')
  if (!isMade) throw new Error(`Nothing imports ${mutant.file}`)
  const { profiles } = await import('./model/manner.ts')
  for (const [name, profile] of played) {
    try {
      await playTrace(name, profile)
    } catch (error) {
      return `${name} (${profile}): ${String(error).split('\n')[0] ?? ''}`
    }
  }
  const { firstViolation } = await import('./histories.ts')
  for (const profile of profiles) {
    const found = await firstViolation({ profile, runs: RUNS, seed: SEED })
    if (found !== undefined) return `history ${found.run} of seed ${SEED} (${profile}): ${found.words}`
  }
  return undefined
}

/** Where the rule lives above or below what histories drive, a unit test has to notice it. */
async function killerOf({ unitTest }: Mutant): Promise<string | undefined> {
  if (unitTest === undefined) return killer()
  const { failureOf } = await import('./mutant-in-unit-test.ts')
  const failure = await failureOf(mutant, unitTest)
  return failure === undefined ? undefined : `${unitTest.file}, ${unitTest.title}: ${failure.split('\n')[0] ?? ''}`
}

parentPort?.postMessage(await killerOf(mutant))
