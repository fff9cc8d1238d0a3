import { parentPort, threadId, workerData } from 'node:worker_threads'
import type { Found, Question } from './question.ts'

/** For tests: a search that never ends, or fails, or answers with the thread it runs in. */
const answers: Readonly<Record<string, () => Found>> = {
  stuck: () => {
    for (;;) Math.random()
  },
  broken: () => {
    throw new Error(`broken at ${String(workerData)}`)
  },
}

parentPort?.on('message', ({ text }: Question) => {
  parentPort?.postMessage(answers[text]?.() ?? { total: threadId, ids: [text] })
})
parentPort?.postMessage('ready')
