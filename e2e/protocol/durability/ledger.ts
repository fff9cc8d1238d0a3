/** What one message said, as its writer knows it. */
export interface Attempt {
  readonly nonce: string
  readonly author: string
  readonly content: string
  /** Writers that wait for one before they send the next: what they wrote is stored in this order. */
  readonly queue: string
}

/** A message as the gateway told it, in an answer or an event. */
export interface Told {
  readonly _id: string
  readonly content: string
  readonly createdAt: string
  readonly authorId: { readonly _id: string }
  readonly payload: { readonly clientNonce: string }
}

export type Moment = 'sent' | 'answered' | 'heard'

/** What was sent, what was acknowledged, and a hook on the moments between, where a gateway can be killed. */
export interface Ledger {
  readonly attempts: ReadonlyMap<string, Attempt>
  /** By nonce: the answer or the event that said it is stored. */
  readonly acknowledged: ReadonlyMap<string, Told>
  readonly sent: (attempt: Attempt) => void
  readonly answered: (told: Told) => void
  readonly heard: (told: Told) => void
  /** Calls once, at the given occurrence of a moment from now on. */
  readonly at: (moment: Moment, occurrence: number, call: () => void) => void
}

export function createLedger(): Ledger {
  const attempts = new Map<string, Attempt>()
  const acknowledged = new Map<string, Told>()
  let awaited: { moment: Moment; left: number; call: () => void } | undefined

  function pass(moment: Moment): void {
    if (awaited?.moment !== moment) return
    awaited.left -= 1
    if (awaited.left > 0) return
    const { call } = awaited
    awaited = undefined
    call()
  }

  function acknowledge(told: Told): void {
    const before = acknowledged.get(told.payload.clientNonce)
    if (before !== undefined && before._id !== told._id) {
      throw new Error(`${told.payload.clientNonce} was told as ${before._id} and as ${told._id}`)
    }
    acknowledged.set(told.payload.clientNonce, told)
  }

  return {
    attempts,
    acknowledged,
    sent: (attempt) => {
      attempts.set(attempt.nonce, attempt)
      pass('sent')
    },
    answered: (told) => {
      acknowledge(told)
      pass('answered')
    },
    heard: (told) => {
      acknowledge(told)
      pass('heard')
    },
    at: (moment, occurrence, call) => {
      awaited = { moment, left: occurrence, call }
    },
  }
}
