import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { Finder, Found } from './question.ts'

/** Beside this file, as it was written or as it was built. */
export const searchProgram = new URL(`./search-worker${path.extname(import.meta.filename)}`, import.meta.url)

interface ThreadOptions {
  /** The program of the thread. */
  readonly program: URL
  /** The database, which the thread opens for reading only. */
  readonly file: string
  readonly limitMs: number
}

interface Thread {
  readonly worker: Worker
  readonly ready: Promise<unknown>
}

/**
 * Searches in a thread of its own, so that nobody else waits. A search that takes too long is ended with its thread, and
 * the next one gets a new thread.
 */
export function createThreadFinder({ program, file, limitMs }: ThreadOptions): Finder {
  let running: Thread | undefined

  function start(): Thread {
    const worker = new Worker(program, { workerData: file })
    worker.unref()
    // Without a listener an error of the thread would be one of the whole process; whoever waits hears of it as well.
    worker.on('error', () => {
      forget(worker)
    })
    return { worker, ready: once(worker, 'message') }
  }

  function forget(worker: Worker): void {
    if (running?.worker === worker) running = undefined
  }

  return {
    find: async (question) => {
      running ??= start()
      const { worker, ready } = running
      await ready
      const signal = AbortSignal.timeout(limitMs)
      worker.postMessage(question)
      try {
        const [found] = (await once(worker, 'message', { signal })) as [Found]
        return found
      } catch (error) {
        forget(worker)
        void worker.terminate()
        throw signal.aborted ? new ProtocolError('searchTooSlow') : error
      }
    },
    close: async () => {
      await running?.worker.terminate()
    },
  }
}
