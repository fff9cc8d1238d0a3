import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { patternOf } from '../faults/matches.ts'
import type { Simulation } from '../simulation.ts'
import type { Step, StepQuery, TestEvents } from './api.ts'

type Fits = (step: Step) => boolean

/** The kind of step that a query is about, where it says so by what it asks for. */
function kindOf({ kind, emit, to, receive, answer }: StepQuery): string | undefined {
  if (kind !== undefined) return kind
  if (to !== undefined) return 'delivery'
  if (emit !== undefined) return 'emit'
  if (receive !== undefined) return 'receive'
  return answer === undefined ? undefined : 'answer'
}

function createFits(query: StepQuery): Fits {
  const { emit, receive, to, from, outcome, answer, status, path, where } = query
  const wanted: Partial<Record<keyof Step, unknown>> = {
    kind: kindOf(query),
    event: emit ?? receive,
    user: to ?? from,
    outcome,
    method: answer?.toUpperCase(),
    status,
  }
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const pattern = path === undefined ? undefined : patternOf(path)
  return (step) =>
    asked.every(([member, value]) => step[member as keyof Step] === value) &&
    (pattern === undefined || pattern.test((step.path ?? '').split('?', 1)[0] ?? '')) &&
    (where === undefined || where(step))
}

const asStep = (step: JournalStep): Step => step

export function createTestEvents({ journal, names }: Simulation): TestEvents {
  function fitting(query: StepQuery): Fits {
    const named = (user: string | undefined): string | undefined => user && names.of(names.personId(user))
    const { to, from } = query
    return createFits({
      ...query,
      ...(to === undefined ? {} : { to: named(to) ?? to }),
      ...(from === undefined ? {} : { from: named(from) ?? from }),
    })
  }

  return {
    all: (query = {}) => journal.read().steps.map(asStep).filter(fitting(query)),
    wait: async (query, { after = -1, timeoutMs } = {}) => {
      const fits = fitting(query)
      const limits = timeoutMs === undefined ? {} : { timeoutMs }
      try {
        return await journal.wait((step) => fits(step), { from: after + 1, ...limits })
      } catch (error) {
        throw new Error(`Nothing happened that fits ${JSON.stringify(query)}`, { cause: error })
      }
    },
  }
}
