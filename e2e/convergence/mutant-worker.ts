import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Mutant } from './mutants.ts'

const SEED = 7
const RUNS = 1_500

// Whoever starts this hands in a mutant.
const { file, find, replace } = workerData as Mutant
let isMade = false

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(`/src/renderer/${file}`)) return loaded
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
    if (source.split(find).length !== 2) throw new Error(`${file} has not one place like this: ${find}`)
    isMade = true
    return { ...loaded, source: source.replace(find, () => replace) }
  },
})

/** What noticed it; undefined: nothing did. */
async function killer(): Promise<string | undefined> {
  const { played, playTrace } = await import('./traces.ts')
  if (!isMade) throw new Error(`Nothing imports ${file}`)
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

parentPort?.postMessage(await killer())
