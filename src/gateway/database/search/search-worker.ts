import os from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { findMatches } from './find-matches.ts'
import type { Found, Question } from './question.ts'

/** Between two steps this thread can be ended: that is when somebody may have to wait for it once more. */
const STEP_MS = 100

/** Whoever talks comes first. Linux alone knows priorities of threads; elsewhere this would be the whole gateway's. */
const PRIORITY = 10
if (process.platform === 'linux') os.setPriority(PRIORITY)

// Typed by whoever starts this thread: create-thread-finder.ts.
const connection = new DatabaseSync(workerData as string, { readOnly: true, timeout: 5000 })
connection.exec('pragma trusted_schema = 0')

/** Of one moment, however many steps it takes. */
function answer(question: Question): Found {
  connection.exec('begin')
  try {
    const steps = findMatches(connection, question, STEP_MS)
    let step = steps.next()
    while (step.done !== true) step = steps.next()
    return step.value
  } finally {
    connection.exec('rollback')
  }
}

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(answer(question))
})
parentPort?.postMessage('ready')
