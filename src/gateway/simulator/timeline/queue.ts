import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Journal } from '../journal/journal.ts'

/** Work in the order it comes, one after the other: so that the same is done in the same order in every run. */
export interface Queue {
  readonly add: (work: () => Promise<void>) => void
  /** Resolves once nothing waits. */
  readonly idle: () => Promise<void>
  readonly isIdle: () => boolean
  /** Nothing more is begun. */
  readonly close: () => void
}

/** Something waits for the clock to move, or for a fault to let go: nobody waits for that here. */
function holdsUp(step: JournalStep): boolean {
  if (step.kind === 'fault') return /^(delay|hold)/.test(step.action)
  return step.kind === 'delivery' && step.event === 'ready' && (step.outcome === 'held' || step.outcome === 'delayed')
}

export function createQueue(journal: Journal): Queue {
  let last = Promise.resolve()
  let closed = false
  let waiting = 0

  async function run(work: () => Promise<void>): Promise<void> {
    if (closed) return
    const held = Promise.withResolvers<void>()
    const stop = journal.listen((step) => {
      if (holdsUp(step)) held.resolve()
    })
    await Promise.race([work(), held.promise])
    stop()
  }

  return {
    add: (work) => {
      waiting += 1
      last = last
        .then(() => run(work))
        .finally(() => {
          waiting -= 1
        })
    },
    idle: async () => {
      for (let seen = last; ; seen = last) {
        await seen
        if (seen === last) return
      }
    },
    isIdle: () => waiting === 0,
    close: () => {
      closed = true
    },
  }
}
