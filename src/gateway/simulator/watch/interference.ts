import type { DeliveryOutcome } from '#shared/simulator/journal-step.ts'
import type { Leave } from './line.ts'

/** A packet on its way to one socket, or from it. */
export interface Passage {
  readonly user: string
  readonly socket: string
  readonly event: string
  readonly payload: unknown
}

/** What is to become of a packet. Without a verdict it passes. */
export interface Verdict {
  readonly outcome: DeliveryOutcome
  readonly fault: string
  readonly leave?: Leave
  /** What is sent instead, in its order: none where it is dropped, two where it is doubled. */
  readonly packets?: readonly (readonly [event: string, payload: unknown])[]
  /** Breaks the connection: after what waits has gone, or with it lost. */
  readonly ends?: 'after' | 'losing'
}

export interface Exchange {
  readonly method: string
  readonly path: string
  readonly user: string | undefined
}

/** What is to become of a request before it is handled, or of its answer after. */
export interface ExchangeVerdict {
  readonly fault: string
  readonly leave?: Leave
  /** Answered with this instead; or, `cut`, with nothing: the connection breaks. */
  readonly answer?:
    | { readonly status: number; readonly body: unknown; readonly headers: Readonly<Record<string, string>> }
    | 'cut'
}

/** Stands in the way of what passes through a gateway. Asked in the order of what happens. */
export interface Interference {
  readonly emit: (passage: Passage) => Verdict | undefined
  readonly receive: (passage: Passage) => Verdict | undefined
  readonly request: (exchange: Exchange) => ExchangeVerdict | undefined
  readonly answer: (exchange: Exchange) => ExchangeVerdict | undefined
  /** Asked when a socket comes: whether and when it is let in, and how late it gets into its rooms. */
  readonly connect: (user: string | undefined) => Admission | undefined
}

export interface Admission {
  readonly fault: string
  readonly leave?: Leave
  /** The text it is refused with; or, `cut`, none: the connection breaks. */
  readonly refusal?: { readonly message: string } | 'cut'
  readonly joinsAfterMs?: number
}

export const noInterference: Interference = {
  emit: () => undefined,
  receive: () => undefined,
  request: () => undefined,
  answer: () => undefined,
  connect: () => undefined,
}
