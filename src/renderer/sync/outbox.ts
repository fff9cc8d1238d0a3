import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import type { PendingMessage } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'
import { createOnceAtATime } from './once.ts'
import { createPendingList, type PendingList } from './pending-list.ts'

/** What somebody wrote, on its way: one message at a time in each channel, in the order of sending. */
export interface Outbox {
  readonly send: (draft: NewMessage) => void
  /** Sends a refused message once more. Pressed again while it is on its way, nothing happens. */
  readonly retry: (channelId: ChannelId, nonce: string) => void
  /** A new action of the user: the same words under a new nonce. */
  readonly sendAgain: (channelId: ChannelId, nonce: string) => void
  readonly discard: (channelId: ChannelId, nonce: string) => void
  /** Goes on wherever something waits: after `ready`. */
  readonly resume: () => void
}

export interface NewMessage {
  readonly channelId: ChannelId
  readonly content: string
  readonly referencedMessageId?: MessageId
}

interface OutboxOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly newNonce: () => string
  /** Whether the gateway takes a nonce as an idempotency key: only then a lost message may be sent once more. */
  readonly dedupes: boolean
}

const RETRY_DELAY_MS = 1_000

/** What is to be done after an answer, or its absence: the next message, or this one again after a while. */
type Next = { readonly kind: 'go-on' } | { readonly kind: 'again'; readonly afterMs: number }

const goOn: Next = { kind: 'go-on' }

function post(api: GatewayApi, pending: PendingMessage): Promise<Outcome<Message>> {
  const { channelId, content, nonce, referencedMessageId } = pending
  const body = {
    content,
    payload: { clientNonce: nonce },
    ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
  }
  return api.send(messageSchema, { method: 'POST', path: `/channels/${channelId}/messages`, body })
}

/** What an outcome makes of a message, in the store and for the next step. */
function settle(
  { store, list, dedupes }: { store: AccountStore; list: PendingList; dedupes: boolean },
  { channelId, nonce }: PendingMessage,
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
    // A yes that cannot be read is no refusal: what was sent is stored, and seen sooner or later.
    const stored = outcome.httpStatus < 400
    const { refusal } = outcome
    list.setDelivery(channelId, nonce, stored ? { status: 'unconfirmed' } : { status: 'failed', refusal })
    return goOn
  }
  if (dedupes) return { kind: 'again', afterMs: RETRY_DELAY_MS }
  list.setDelivery(channelId, nonce, { status: 'unconfirmed' })
  return goOn
}

export function createOutbox({ api, store, clock, newNonce, dedupes }: OutboxOptions): Outbox {
  const list = createPendingList(store)
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

  async function workThrough(channelId: ChannelId): Promise<void> {
    while (!resting.has(channelId) && store.get().connection.status === 'connected') {
      const pending = list.of(channelId).find(({ delivery }) => delivery.status === 'sending')
      if (pending === undefined) return
      const next = settle({ store, list, dedupes }, pending, await post(api, pending))
      if (next.kind === 'again') rest(channelId, next.afterMs)
    }
  }

  /** One at a time in each channel, so that they arrive in the order in which they were sent. */
  const work = (channelId: ChannelId): Promise<void> => once.run(channelId, () => workThrough(channelId))

  function send({ channelId, content, referencedMessageId }: NewMessage): void {
    list.add({
      nonce: newNonce(),
      channelId,
      content,
      ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
      sentAt: clock.now(),
      delivery: { status: 'sending' },
    })
    void work(channelId)
  }

  return {
    send,
    retry: (channelId, nonce) => {
      if (list.find(channelId, nonce)?.delivery.status !== 'failed') return
      list.setDelivery(channelId, nonce, { status: 'sending' })
      void work(channelId)
    },
    sendAgain: (channelId, nonce) => {
      const pending = list.find(channelId, nonce)
      if (pending?.delivery.status !== 'unconfirmed') return
      list.remove(channelId, nonce)
      send(pending)
    },
    discard: list.remove,
    resume: () => {
      for (const channelId of list.channels()) void work(channelId)
    },
  }
}
