import type { Counts } from './ears.ts'
import type { Step } from './step.ts'

/** How long what is expected is waited for: what did not come once is not waited for as long again. */
export interface Patience {
  readonly for: (step: Step, expected: Counts) => number
  readonly lose: (step: Step, missing: readonly string[]) => void
}

const AGAIN_MS = 100

/** What steps of one kind have in common. */
const kindOf = (step: Step): string =>
  step.kind === 'request' ? `${step.method} ${step.path.replaceAll(/\{[^}]+\}/g, '*')}` : step.kind

export function createPatience({ settleMs, awayMs }: { readonly settleMs: number; readonly awayMs: number }): Patience {
  const lost = new Set<string>()
  const keyOf = (step: Step, expected: string): string => `${kindOf(step)} ${expected.split(' ')[1] ?? ''}`

  return {
    for: (step, expected) => {
      const isLeaving = step.kind === 'go' || step.kind === 'sign-out'
      const whole = isLeaving ? awayMs : settleMs
      const isKnown = [...expected.keys()].some((each) => lost.has(keyOf(step, each)))
      return isKnown ? Math.min(whole, AGAIN_MS) : whole
    },
    lose: (step, missing) => {
      for (const each of missing) lost.add(keyOf(step, each))
    },
  }
}
