import { Worker } from 'node:worker_threads'
import type { Mutant } from './mutants.ts'

/** A store that goes round in circles is noticed, too. */
const LIMIT_MS = 60_000

/** What noticed a mutant; undefined where nothing did. Rejects where the mutant cannot be made any more. */
export async function killMutant(mutant: Mutant): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
  const worker = new Worker(new URL('mutant-worker.ts', import.meta.url), { workerData: mutant, execArgv: [] })
  const timer = setTimeout(() => {
    resolve('it never came to an end')
  }, LIMIT_MS)
  worker.once('message', resolve)
  worker.once('error', reject)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
