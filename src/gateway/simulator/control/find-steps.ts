import type { StepFilter } from '#shared/simulator/control.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Journal, JournalPage } from '../journal/journal.ts'

const fields = ['kind', 'user', 'event', 'outcome', 'cause'] as const

/** Whether a step has all that a filter asks for. Of a cause, the step itself is one of what it caused. */
export function createFits(filter: StepFilter): (step: JournalStep) => boolean {
  const wanted = fields.flatMap((field) => (filter[field] === undefined ? [] : [[field, filter[field]] as const]))
  const text = filter.text?.toLowerCase()
  return (step) =>
    wanted.every(
      ([field, value]) => Reflect.get(step, field) === value || (field === 'cause' && step.cursor === value),
    ) &&
    (text === undefined || JSON.stringify(step).toLowerCase().includes(text))
}

interface Wish {
  readonly from: number
  readonly limit: number
  readonly fits: (step: JournalStep) => boolean
}

/** The first steps that fit, and where to go on from. */
export function findSteps(journal: Journal, { from, limit, fits }: Wish): JournalPage {
  const page = journal.read(from)
  const steps: JournalStep[] = []
  let { next } = page
  for (const step of page.steps) {
    if (!fits(step)) continue
    if (steps.length === limit) {
      next = step.cursor
      break
    }
    steps.push(step)
  }
  return { steps, next, forgotten: page.forgotten }
}
