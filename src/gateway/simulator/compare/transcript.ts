import type { SocketName } from './step.ts'

export interface Heard {
  readonly event: string
  /** In plain form: with symbols for all that differs from one gateway to the next. */
  readonly payload: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What became of a step at one gateway. */
export interface Outcome {
  /** It speaks of what was never made here. */
  readonly skipped?: boolean
  readonly answer?: Answer
  readonly heard: ReadonlyMap<SocketName, readonly Heard[]>
}

/** Of each step, in order. */
export type Transcript = readonly Outcome[]

export const NOTHING: Outcome = { heard: new Map() }

/** How often each socket heard each event. */
export function countsOf({ heard }: Outcome): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [socket, events] of heard) {
    for (const { event } of events) {
      const key = `${socket} ${event}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}
