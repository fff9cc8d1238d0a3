import type { JournalStep } from '#shared/simulator/journal-step.ts'

/** What happened within one second of the page's own time. */
export interface Second {
  readonly events: number
  /** How long answers took by the gateway's clock, and deliveries; the middle one of each second. */
  readonly answerMs: number | undefined
}

/** How much happens in a gateway, and how fast it answers, in the last minute. */
export interface Pace {
  readonly heard: (steps: readonly JournalStep[], at: number) => void
  /** The oldest first, the one under way last. */
  readonly seconds: (at: number) => readonly Second[]
  readonly clear: () => void
}

const SPAN = 60

interface Counting {
  events: number
  answers: number[]
}

function middleOf(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]
}

export function createPace(): Pace {
  const counts = new Map<number, Counting>()
  /** When each request came, by the gateway's clock. */
  const asked = new Map<number, number>()

  const secondOf = (at: number): number => Math.floor(at / 1000)

  function answerMs(step: JournalStep): number[] {
    if (step.kind === 'request') asked.set(step.cursor, step.at)
    if (step.kind !== 'answer' || step.cause === undefined) return []
    const from = asked.get(step.cause)
    asked.delete(step.cause)
    return from === undefined ? [] : [step.at - from]
  }

  return {
    heard: (steps, at) => {
      const second = secondOf(at)
      const before = counts.get(second) ?? { events: 0, answers: [] }
      counts.set(second, {
        events: before.events + steps.length,
        answers: [...before.answers, ...steps.flatMap(answerMs)],
      })
      for (const old of counts.keys()) if (old < second - SPAN) counts.delete(old)
    },
    seconds: (at) =>
      Array.from({ length: SPAN }, (_, index) => {
        const { events = 0, answers = [] } = counts.get(secondOf(at) - SPAN + 1 + index) ?? {}
        return { events, answerMs: middleOf(answers) }
      }),
    clear: () => {
      counts.clear()
      asked.clear()
    },
  }
}
