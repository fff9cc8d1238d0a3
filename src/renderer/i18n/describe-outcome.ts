import type { ProtocolErrorCode } from '#shared/protocol/errors.ts'
import type { Catalogue } from './catalogue.ts'
import { describeRefusal } from './error-text.ts'

/** An outcome that was not what one wanted, as sync reports it. */
export type Disappointment = { readonly status: 'lost' } | { readonly status: 'refused'; readonly refusal: Refusal }

type Refusal = { readonly code: ProtocolErrorCode } | { readonly words: string }

/** A refusal in the words of the catalogue; a text it does not know is shown as the server's own. */
export function describeReason(text: Catalogue, refusal: Refusal): string {
  if ('code' in refusal) return describeRefusal(text, { code: refusal.code, message: '' })
  return describeRefusal(text, { code: undefined, message: refusal.words })
}

export function describeOutcome(text: Catalogue, outcome: Disappointment): string {
  return outcome.status === 'lost' ? text.errors.unreachable : describeReason(text, outcome.refusal)
}
