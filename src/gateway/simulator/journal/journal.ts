import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Clock } from '../../clock.ts'
import { currentCause } from './cause.ts'

/** A step as whoever saw it tells it; the journal adds where and when, and what it was caused by. */
export type Told = JournalStep extends infer Step
  ? Step extends JournalStep
    ? Omit<Step, 'cursor' | 'at' | 'cause'>
    : never
  : never

export interface JournalPage {
  readonly steps: readonly JournalStep[]
  /** Pass it on to get what comes after. */
  readonly next: number
  /** How many of what was asked for are forgotten already. */
  readonly forgotten: number
}

/** Everything that happened in a gateway, a step at a time, in its order. The oldest is forgotten first. */
export interface Journal {
  /** Answers with the step's cursor. */
  readonly tell: (told: Told) => number
  /** The steps from a cursor on, all of them or at most `limit`. */
  readonly read: (from?: number, limit?: number) => JournalPage
  /** Hears of each step in the tick it is told in; the answer ends it. */
  readonly listen: (heard: (step: JournalStep) => void) => () => void
  /** The first step that fits, from a cursor on: told already or yet to come. */
  readonly wait: (
    fits: (step: JournalStep) => boolean,
    options?: { readonly from?: number; readonly timeoutMs?: number },
  ) => Promise<JournalStep>
  /** Forgets from now on what goes beyond. */
  readonly limit: (limits: JournalLimits) => void
  /** How many steps there have been. */
  readonly length: () => number
}

export interface JournalLimits {
  readonly steps: number
  readonly bytes: number
}

export const LIMITS: JournalLimits = { steps: 20_000, bytes: 32_000_000 }
/** Where nobody can read it: enough for what looks back at what has just been. */
export const UNREAD: JournalLimits = { steps: 1_000, bytes: 2_000_000 }
const WAIT_MS = 5_000

export class JournalTimeout extends Error {}

interface Kept {
  readonly step: JournalStep
  readonly bytes: number
}

/** About how much a step keeps in memory: what people wrote counts, all else is much the same. */
function weigh(step: JournalStep): number {
  return 200 + JSON.stringify(step).length
}

interface Wanted {
  readonly fits: (step: JournalStep) => boolean
  readonly timeoutMs: number
}

/** @throws JournalTimeout */
function nextStep(listen: Journal['listen'], { fits, timeoutMs }: Wanted): Promise<JournalStep> {
  return new Promise((resolve, reject) => {
    const stop = listen((step) => {
      if (!fits(step)) return
      clearTimeout(timer)
      stop()
      resolve(step)
    })
    const timer = setTimeout(() => {
      stop()
      reject(new JournalTimeout(`Nothing of the kind happened within ${timeoutMs} ms`))
    }, timeoutMs)
  })
}

export function createJournal(clock: Clock, wanted: JournalLimits = LIMITS): Journal {
  let limits = wanted
  let kept: Kept[] = []
  let first = 0
  let bytes = 0
  const listeners = new Set<(step: JournalStep) => void>()

  function forget(): void {
    let count = 0
    while (kept.length - count > limits.steps || (bytes > limits.bytes && kept.length - count > 1)) {
      bytes -= kept[count]?.bytes ?? 0
      count += 1
    }
    if (count === 0) return
    kept = kept.slice(count)
    first += count
  }

  function tell(told: Told): number {
    const cursor = first + kept.length
    const cause = currentCause()
    const step: JournalStep = { cursor, at: clock.now(), ...(cause === undefined ? {} : { cause }), ...told }
    const weight = weigh(step)
    kept.push({ step, bytes: weight })
    bytes += weight
    // A tenth more at a time: cutting one off each time would copy all the others.
    if (kept.length > limits.steps * 1.1 || bytes > limits.bytes) forget()
    for (const heard of listeners) heard(step)
    return cursor
  }

  function read(from = 0, limit = Number.POSITIVE_INFINITY): JournalPage {
    const start = Math.max(from, first)
    const steps = kept.slice(start - first, start - first + limit).map(({ step }) => step)
    return { steps, next: start + steps.length, forgotten: Math.max(0, first - from) }
  }

  function listen(heard: (step: JournalStep) => void): () => void {
    listeners.add(heard)
    return () => {
      listeners.delete(heard)
    }
  }

  return {
    tell,
    read,
    listen,
    limit: (smaller) => {
      limits = smaller
      forget()
    },
    length: () => first + kept.length,
    wait: (fits, { from = 0, timeoutMs = WAIT_MS } = {}) => {
      const already = read(from).steps.find(fits)
      return already === undefined ? nextStep(listen, { fits, timeoutMs }) : Promise.resolve(already)
    },
  }
}
