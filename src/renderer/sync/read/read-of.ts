import type { Outcome } from '../gateway-api.ts'

/** After so long what got no answer is asked for again, where the gateway names no other time. */
export const RETRY_DELAY_MS = 2_000

/** The gateway has said yes or no; or nobody knows, and it is to be asked again after a while. */
export type Read = 'done' | { readonly againMs: number }

export const NO_ANSWER: Read = { againMs: RETRY_DELAY_MS }

/** A gateway that says "later" has not answered yet. */
export function readOf(outcome: Outcome<unknown>): Read {
  if (outcome.status === 'done') return 'done'
  if (outcome.status === 'lost') return NO_ANSWER
  const isPassing = outcome.httpStatus === 429 || outcome.httpStatus >= 500
  return isPassing ? { againMs: outcome.retryAfterMs ?? RETRY_DELAY_MS } : 'done'
}

/** Of several that are asked for together: where one of them is to be asked for again, all are, at the latest of the times. */
export function readOfAll(outcomes: readonly Outcome<unknown>[]): Read {
  const delays = outcomes.map(readOf).flatMap((read) => (read === 'done' ? [] : read.againMs))
  return delays.length === 0 ? 'done' : { againMs: Math.max(...delays) }
}

/** The gateway says that this account may not see it. */
export const mayNotBeSeen = (outcome: Outcome<unknown>): boolean =>
  outcome.status === 'refused' && (outcome.httpStatus === 403 || outcome.httpStatus === 404)
