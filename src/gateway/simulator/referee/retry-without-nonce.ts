import { nonceOf } from '#shared/models/message.ts'
import { elapsedMs, pathOf, type Of, type Rule, type Seen } from './rule.ts'

const REMEMBERED_MS = 60_000

interface Failed {
  readonly seen: Seen
  readonly nonce: string | undefined
}

/** A message as it was sent: what it says, and the key it can be known again by. */
function messageOf({
  method,
  path,
  sent,
}: Of<'answer'>): { readonly says: string; readonly nonce?: string | undefined } | undefined {
  if (method !== 'POST' || !pathOf(path).endsWith('/messages')) return undefined
  const { content, type, payload } = (sent ?? {}) as Readonly<Record<string, unknown>>
  const rest = typeof payload === 'object' ? { ...payload, clientNonce: undefined } : payload
  return { says: JSON.stringify([pathOf(path), content, type, rest]), nonce: nonceOf(payload) }
}

/** Somebody who sends again what may have arrived, without the key by which the gateway would know it again. */
export const retryWithoutNonce: Rule = ({ accuse, beginningOf }) => {
  const failed = new Map<string, Failed>()
  const cut = new Set<number>()

  function compare(before: Failed, user: string, { seen, nonce }: Failed): void {
    const isKnown = nonce !== undefined && nonce === before.nonce
    if (isKnown || elapsedMs(before.seen, seen) >= REMEMBERED_MS) return
    const steps = [before.seen, beginningOf(seen)]
    accuse({ rule: 'retry-without-nonce', user, text: 'sent a message again without its nonce', steps })
  }

  return {
    fault: ({ action, cause }) => {
      if (action === 'cut' && cause !== undefined) cut.add(cause)
    },
    answer: (step, seen) => {
      const { user, status, cause = -1 } = step
      const neverArrived = cut.delete(cause) || status >= 500
      const message = messageOf(step)
      if (user === undefined || message === undefined) return
      const key = `${user} ${message.says}`
      const before = failed.get(key)
      failed.delete(key)
      if (before !== undefined) compare(before, user, { seen, nonce: message.nonce })
      if (neverArrived) failed.set(key, { seen, nonce: message.nonce })
    },
  }
}
