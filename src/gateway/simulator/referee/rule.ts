import type { Finding } from '#shared/simulator/finding.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'

export type Of<Kind extends JournalStep['kind']> = Extract<JournalStep, { kind: Kind }>

/** A step and when it happened, by the gateway's clock and by the real one that clients go by. */
export interface Seen {
  readonly step: JournalStep
  readonly realMs: number
}

/** How much later something happened: by whichever clock says more, so that nobody is accused of a clock that was moved. */
export const elapsedMs = (from: Seen, to: Seen): number => Math.max(to.step.at - from.step.at, to.realMs - from.realMs)

export interface Bench {
  /** The request or packet that a step began with; the step itself where that is forgotten. */
  readonly beginningOf: (seen: Seen) => Seen
  readonly accuse: (accusation: Omit<Finding, 'steps'> & { readonly steps: readonly Seen[] }) => void
}

/** What is looked at, kind by kind, in the order in which it happens. */
export type Watching = { readonly [Step in JournalStep as Step['kind']]?: (step: Step, seen: Seen) => void }

/** Accuses where it sees cause. */
export type Rule = (bench: Bench) => Watching

/** The path of an address, without what is asked there. */
export const pathOf = (address: string): string => address.split('?', 1)[0] ?? address
