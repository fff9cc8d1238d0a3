import type { Outcome } from '../gateway-api.ts'

/** Whether the gateway has said yes or no, or nobody knows and it is to be asked again. */
export type Read = 'done' | 'lost'

/** A gateway that says "later" has not answered yet. */
export function readOf(outcome: Outcome<unknown>): Read {
  if (outcome.status !== 'refused') return outcome.status
  return outcome.httpStatus === 429 || outcome.httpStatus >= 500 ? 'lost' : 'done'
}

/** The gateway says that this account may not see it. */
export const mayNotBeSeen = (outcome: Outcome<unknown>): boolean =>
  outcome.status === 'refused' && (outcome.httpStatus === 403 || outcome.httpStatus === 404)
