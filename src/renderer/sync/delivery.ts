import type { ChannelId } from '#shared/models/ids.ts'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import type { PendingMessage } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'
import { createOnceAtATime } from './once.ts'
import { bodyOf, filesOf, hasFailed, isUnderWay } from './outgoing-message.ts'
import type { PendingList } from './pending-list.ts'
import type { Uploads } from './uploads.ts'

export interface DeliveryOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly uploads: Pick<Uploads, 'retry' | 'sweep'>
  readonly clock: SyncClock
  /** Whether the gateway takes a nonce as an idempotency key: only then a lost message may be sent once more. */
  readonly dedupes: boolean
}

const RETRY_DELAY_MS = 1_000

/** What is to be done after an answer, or its absence: the next message, or this one again after a while. */
type Next = { readonly kind: 'go-on' } | { readonly kind: 'again'; readonly afterMs: number }

const goOn: Next = { kind: 'go-on' }

function post({ api, store }: { api: GatewayApi; store: AccountStore }, pending: PendingMessage): Posted {
  const path = `/channels/${pending.channelId}/messages`
  return api.send(messageSchema, { method: 'POST', path, body: bodyOf(store, pending) })
}

type Posted = Promise<Outcome<Message>>

/** What an outcome makes of a message, in the store and for the next step. */
function settle(
  { store, list, dedupes }: { store: AccountStore; list: PendingList; dedupes: boolean },
  { channelId, nonce, attempted }: PendingMessage,
  outcome: Outcome<Message>,
): Next {
  if (outcome.status === 'done') {
    store.update((draft) => {
      applyMessage(draft, { type: 'MESSAGE_CREATE', channelId, row: outcome.body })
    })
    // An answer without the nonce would leave the row beside its message.
    list.remove(channelId, nonce)
    return goOn
  }
  if (outcome.status === 'refused') {
    if (outcome.httpStatus === 429) return { kind: 'again', afterMs: outcome.retryAfterMs ?? RETRY_DELAY_MS }
    // A yes that cannot be read is no refusal: what was sent is stored, and seen sooner or later. And what is refused now
    // may have been taken the first time (convergence, rule 7).
    const stored = outcome.httpStatus < 400 || attempted === true
    const { refusal } = outcome
    list.setDelivery(channelId, nonce, stored ? { status: 'unconfirmed' } : { status: 'failed', refusal })
    return goOn
  }
  list.change(channelId, nonce, { attempted: true })
  if (dedupes) return { kind: 'again', afterMs: RETRY_DELAY_MS }
  list.setDelivery(channelId, nonce, { status: 'unconfirmed' })
  return goOn
}

/** Brings what waits in a channel to the gateway. The function that is returned may be called whenever something changed. */
export function createDelivery(
  { api, store, uploads, clock, dedupes }: DeliveryOptions,
  list: PendingList,
): (channelId: ChannelId) => Promise<void> {
  const once = createOnceAtATime()
  /** Channels in which nothing goes out until a wait is over. */
  const resting = new Set<ChannelId>()

  function rest(channelId: ChannelId, afterMs: number): void {
    resting.add(channelId)
    clock.after(afterMs, () => {
      resting.delete(channelId)
      void work(channelId)
    })
  }

  /** The next message that can go out; those whose files are still on their way let others past. */
  function nextOf(channelId: ChannelId): PendingMessage | undefined {
    return list
      .of(channelId)
      .find((pending) => pending.delivery.status === 'sending' && !filesOf(store, pending).some(isUnderWay))
  }

  /** A message whose files are all settled: sent, unless one of them failed or nothing is left of it. */
  async function deliver(pending: PendingMessage): Promise<Next> {
    const { channelId, nonce, content, sticker } = pending
    const files = filesOf(store, pending)
    if (files.some(hasFailed)) {
      list.setDelivery(channelId, nonce, { status: 'files-failed' })
      return goOn
    }
    if (content.trim() === '' && files.length === 0 && sticker === undefined) {
      list.remove(channelId, nonce)
      return goOn
    }
    return settle({ store, list, dedupes }, pending, await post({ api, store }, pending))
  }

  async function workThrough(channelId: ChannelId): Promise<void> {
    while (!resting.has(channelId) && store.get().connection.status === 'connected') {
      const pending = nextOf(channelId)
      if (pending === undefined) break
      const next = await deliver(pending)
      if (next.kind === 'again') rest(channelId, next.afterMs)
    }
    uploads.sweep()
  }

  /** One at a time in each channel, so that they arrive in the order in which they were sent. */
  function work(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => workThrough(channelId))
  }

  return work
}
