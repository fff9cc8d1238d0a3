import type { TokenOutcome } from '../accounts/token-keeper.ts'
import type { LiveRequest } from './live-requests.ts'
import { hasBody, isStandardStatus, ownAnswer } from './relay-answers.ts'
import { incomingHeaders, type AnswerKind } from './relay-headers.ts'

interface Asked extends AnswerKind {
  readonly request: Pick<Request, 'method'>
}

/** A gateway's answer as the page gets it. */
export function passOn(answer: Response, asked: Asked, entry: LiveRequest): Response {
  const { status } = answer
  if (!isStandardStatus(status)) {
    void answer.body?.cancel()
    return ownAnswer('odd-status', { status })
  }
  const carries = answer.body !== null && hasBody(status) && asked.request.method !== 'HEAD'
  return new Response(carries ? entry.carry(answer.body) : null, {
    status,
    headers: incomingHeaders(answer.headers, asked),
  })
}

/** There is no token to send anything with. */
export function refuse(outcome: Exclude<TokenOutcome, { readonly status: 'token' }>): Response {
  if (outcome.status !== 'unreachable') return ownAnswer(outcome.status)
  return ownAnswer('unreachable', { message: outcome.message, reason: outcome.reason })
}
