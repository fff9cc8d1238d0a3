import { Readable } from 'node:stream'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Journal } from '../journal/journal.ts'
import { findSteps } from './find-steps.ts'

interface StreamOptions {
  readonly journal: Journal
  /** Stands before each cursor: a journal that begins anew has other steps under the same numbers. */
  readonly run: number
  readonly from: number
  readonly fits: (step: JournalStep) => boolean
}

const BATCH = 200
/** What passes a connection in between, so that neither end takes the other for gone. */
const BEAT_MS = 15_000

/**
 * Steps as server-sent events. Each reader takes them from the journal at its own pace: whoever reads slowly keeps nothing
 * in memory, and is told how much it has missed once the journal has forgotten it.
 */
export function createStepStream({ journal, run, from, fits }: StreamOptions): Readable {
  let next = from
  let isWanted = false
  let isPlanned = false

  function send(): void {
    isPlanned = false
    if (!isWanted || stream.destroyed) return
    const page = findSteps(journal, { from: next, limit: BATCH, fits })
    next = page.next
    const lost = page.forgotten === 0 ? '' : `event: forgotten\ndata: ${page.forgotten}\n\n`
    const told = page.steps.map((step) => `id: ${run}:${step.cursor}\ndata: ${JSON.stringify(step)}\n\n`)
    const text = lost + told.join('')
    if (text === '') return
    isWanted = false
    stream.push(text)
  }

  /** In the turn after the one in which something happened: with what happened together. */
  function plan(): void {
    if (isPlanned) return
    isPlanned = true
    setImmediate(send)
  }

  const stopListening = journal.listen(plan)
  const beat = setInterval(() => stream.push(':\n\n'), BEAT_MS).unref()
  const stream = new Readable({
    read: () => {
      isWanted = true
      plan()
    },
    destroy: (error, done) => {
      stopListening()
      clearInterval(beat)
      done(error)
    },
  })
  stream.push(`retry: 1000\n\n`)
  return stream
}

/** Where a reader goes on that has seen so much: from the beginning where the journal is another one by now. */
export function afterLastEvent(header: string | string[] | undefined, run: number): number | undefined {
  const [, of, cursor] = /^(\d+):(\d+)$/.exec(String(header)) ?? []
  if (of === undefined) return undefined
  return Number(of) === run ? Number(cursor) + 1 : 0
}
