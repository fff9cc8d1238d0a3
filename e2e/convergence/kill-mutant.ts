import { Worker } from 'node:worker_threads'
import type { Mutant } from './mutant.ts'

/** A slow machine proves nothing: whoever takes longer is told as such. */
const LIMIT_MS = 600_000

/** What noticed a mutant; undefined where nothing did. Rejects where the mutant cannot be made any more. */
export async function killMutant(mutant: Mutant): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
  const worker = new Worker(new URL('mutant-worker.ts', import.meta.url), { workerData: mutant, execArgv: [] })
  const timer = setTimeout(() => {
    reject(new Error(`Nobody knows yet after ${LIMIT_MS} ms`))
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
