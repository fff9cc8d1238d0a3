import { assertNever } from '#shared/assert-never.ts'
import type { ProtocolErrorCode } from '#shared/protocol/errors.ts'
import type { Catalogue } from './catalogue.ts'
import { describeReason } from './describe-outcome.ts'

type Refusal = { readonly code: ProtocolErrorCode } | { readonly words: string }

/** Something on its way, as far as words for its state need it. */
export interface OnItsWay {
  readonly kind: 'message' | 'edit' | 'reaction' | 'retraction'
  readonly attempted?: true
  readonly delivery:
    | { readonly status: 'sending' | 'held' | 'files-failed' | 'unconfirmed' | 'conflict' }
    | { readonly status: 'failed'; readonly refusal: Refusal }
}

function failed(text: Catalogue, kind: OnItsWay['kind'], reason: string): string {
  const { notSentBecause, editFailed, reactionFailed, retractFailed } = text.messages
  return { message: notSentBecause, edit: editFailed, reaction: reactionFailed, retraction: retractFailed }[kind](
    reason,
  )
}

function going(text: Catalogue, { attempted }: OnItsWay, connected: boolean): string {
  if (connected) return text.messages.sending
  return attempted === true ? text.messages.notConfirmed : text.messages.waiting
}

/** What became of it so far. What went out and was not answered is neither sent nor failed: it is not confirmed. */
export function describeDelivery(text: Catalogue, item: OnItsWay, connected: boolean): string {
  const { kind, delivery } = item
  switch (delivery.status) {
    case 'failed':
      return failed(text, kind, describeReason(text, delivery.refusal))
    case 'held':
      return text.messages.held
    case 'files-failed':
      return text.files.notSent
    case 'unconfirmed':
      return text.messages.notConfirmed
    case 'conflict':
      return text.messages.changedElsewhere
    case 'sending':
      return going(text, item, connected)
    default:
      return assertNever(delivery)
  }
}
