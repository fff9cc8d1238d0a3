import { message as messageSchema, type Message } from '#shared/models/message.ts'
import type { KeptItem, KeptMessage } from '../store/kept.ts'
import type { Delivery } from '../store/state.ts'
import { applyMessage } from './apply/messages.ts'
import { retire } from './apply/retire.ts'
import type { Outcome } from './gateway-api.ts'
import { goOn, later, type Carrier, type Next } from './next-step.ts'
import { bodyOf, filesOf, hasFailed, sentAfter } from './outgoing-message.ts'

/** As long as gateways know a nonce again, with an hour to spare. */
const NONCE_KNOWN_MS = 23 * 3_600_000

const withDelivery =
  (delivery: Delivery) =>
  (item: KeptItem): KeptItem =>
    item.kind === 'message' ? { ...item, delivery } : item

/** Nothing is out any more: what was asked was answered. */
const answered =
  (delivery: Delivery) =>
  (item: KeptItem): KeptItem => {
    if (item.kind !== 'message') return item
    const { attempted: _attempted, ...rest } = item
    return { ...rest, delivery }
  }

/** Tried before, with an outcome nobody knows, and not to be tried again by the program (convergence, rule 7). */
function mayBeDoubled({ dedupes, clock }: Carrier, { attempted, sentAt }: KeptMessage): boolean {
  return attempted === true && (!dedupes || clock.now() - sentAt > NONCE_KNOWN_MS)
}

function settleRefused(
  { list }: Carrier,
  { nonce, attempted }: KeptMessage,
  outcome: Extract<Outcome<Message>, { readonly status: 'refused' }>,
): Next {
  const delivery: Delivery = { status: 'failed', refusal: outcome.refusal }
  if (outcome.httpStatus === 429) {
    void list.change(nonce, attempted === true ? (item) => item : answered({ status: 'sending' }))
    return later(outcome.retryAfterMs)
  }
  // A yes that cannot be read is no refusal: what was sent is stored, and seen sooner or later. And what is refused now
  // may have been taken the first time.
  const stored = outcome.httpStatus < 400 || attempted === true
  void list.change(nonce, stored ? withDelivery({ status: 'unconfirmed' }) : answered(delivery))
  return goOn
}

/** What an outcome makes of a message, in the store and for the next step. `item` is as it was before the request. */
function settle(carrier: Carrier, item: KeptMessage, outcome: Outcome<Message>): Next {
  const { list, dedupes } = carrier
  const { channelId, nonce } = item
  if (outcome.status === 'refused') return settleRefused(carrier, item, outcome)
  if (outcome.status === 'done') {
    const { body } = outcome
    // An answer without the nonce would leave the row beside its message.
    list.remove(nonce, {
      confirmed: body,
      also: (draft) => {
        applyMessage(draft, { type: 'MESSAGE_CREATE', channelId, row: body })
        retire(draft, body, nonce)
      },
    })
    return goOn
  }
  if (dedupes) return later()
  void list.change(nonce, withDelivery({ status: 'unconfirmed' }))
  return goOn
}

/** What it becomes comes after what is known now, unless it may have come before already. */
const attemptedNow =
  ({ store }: Carrier, { attempted, channelId }: KeptMessage) =>
  (item: KeptItem): KeptItem =>
    attempted === true ? item : { ...item, ...sentAfter(store.get(), channelId), attempted: true }

/** A message whose files are all settled: sent, unless one of them failed or nothing is left of it. */
export async function deliverMessage(carrier: Carrier, item: KeptMessage): Promise<Next> {
  const { store, list, api } = carrier
  const { nonce, channelId } = item
  const files = filesOf(store, item)
  if (files.some(hasFailed)) {
    void list.change(nonce, withDelivery({ status: 'files-failed' }))
    return goOn
  }
  if (item.content.trim() === '' && files.length === 0 && item.sticker === undefined) {
    list.remove(nonce)
    return goOn
  }
  if (mayBeDoubled(carrier, item)) {
    void list.change(nonce, withDelivery({ status: 'unconfirmed' }))
    return goOn
  }
  // On the disk before the request: whoever starts again after a crash knows that it may have gone out.
  await list.change(nonce, attemptedNow(carrier, item))
  const now = list.find(nonce)
  if (now?.kind !== 'message' || now.delivery.status !== 'sending' || !carrier.mayGo(now.nonce)) return goOn
  const path = `/channels/${channelId}/messages`
  const outcome = await api.send(messageSchema, { method: 'POST', path, body: bodyOf(store, now) })
  return settle(carrier, item, outcome)
}
