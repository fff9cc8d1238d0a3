import { castDraft } from 'immer'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import type { Delivery, PendingMessage } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'

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

export function createOutbox({ api, store, clock, newNonce, dedupes }: OutboxOptions): Outbox {
  const busy = new Set<ChannelId>()

  const listOf = (channelId: ChannelId): readonly PendingMessage[] => store.get().pending[channelId] ?? []
  const find = (channelId: ChannelId, nonce: string): PendingMessage | undefined =>
    listOf(channelId).find((pending) => pending.nonce === nonce)

  function setDelivery(channelId: ChannelId, nonce: string, delivery: Delivery): void {
    store.update((draft) => {
      const pending = draft.pending[channelId]?.find((entry) => entry.nonce === nonce)
      if (pending !== undefined) pending.delivery = castDraft(delivery)
    })
  }

  function remove(channelId: ChannelId, nonce: string): void {
    const rest = listOf(channelId).filter((pending) => pending.nonce !== nonce)
    store.update((draft) => {
      if (rest.length > 0) draft.pending[channelId] = castDraft([...rest])
      else delete draft.pending[channelId]
    })
  }

  function post({ channelId, content, nonce, referencedMessageId }: PendingMessage): Promise<Outcome<Message>> {
    const body = {
      content,
      payload: { clientNonce: nonce },
      ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
    }
    return api.send(messageSchema, { method: 'POST', path: `/channels/${channelId}/messages`, body })
  }

  /** What the outcome makes of the message; true where the next one may go. */
  function settle(pending: PendingMessage, outcome: Outcome<Message>): boolean {
    const { channelId, nonce } = pending
    if (outcome.status === 'done') {
      store.update((draft) => {
        applyMessage(draft, { type: 'MESSAGE_CREATE', channelId, row: outcome.body })
      })
      // An answer without the nonce would leave the row beside its message.
      remove(channelId, nonce)
      return true
    }
    if (outcome.status === 'refused') {
      if (outcome.httpStatus === 429) {
        later(channelId, outcome.retryAfterMs ?? RETRY_DELAY_MS)
        return false
      }
      setDelivery(channelId, nonce, { status: 'failed', refusal: outcome.refusal })
      return true
    }
    if (find(channelId, nonce) === undefined) return true
    if (dedupes) {
      later(channelId, RETRY_DELAY_MS)
      return false
    }
    setDelivery(channelId, nonce, { status: 'unconfirmed' })
    return true
  }

  function later(channelId: ChannelId, delayMs: number): void {
    clock.after(delayMs, () => void work(channelId))
  }

  async function work(channelId: ChannelId): Promise<void> {
    if (busy.has(channelId)) return
    busy.add(channelId)
    try {
      while (store.get().connection.status === 'connected') {
        const next = listOf(channelId).find((pending) => pending.delivery.status === 'sending')
        if (next === undefined || !settle(next, await post(next))) break
      }
    } finally {
      busy.delete(channelId)
    }
  }

  function send({ channelId, content, referencedMessageId }: NewMessage): void {
    const pending: PendingMessage = {
      nonce: newNonce(),
      channelId,
      content,
      ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
      sentAt: clock.now(),
      delivery: { status: 'sending' },
    }
    store.update((draft) => {
      draft.pending[channelId] = castDraft([...listOf(channelId), pending])
    })
    void work(channelId)
  }

  return {
    send,
    retry: (channelId, nonce) => {
      if (find(channelId, nonce)?.delivery.status !== 'failed') return
      setDelivery(channelId, nonce, { status: 'sending' })
      void work(channelId)
    },
    sendAgain: (channelId, nonce) => {
      const pending = find(channelId, nonce)
      if (pending?.delivery.status !== 'unconfirmed') return
      remove(channelId, nonce)
      send(pending)
    },
    discard: remove,
    resume: () => {
      for (const channelId of Object.keys(store.get().pending)) void work(channelId as ChannelId)
    },
  }
}
