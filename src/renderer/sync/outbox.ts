import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { createDelivery, type DeliveryOptions } from './delivery.ts'
import { filesOf } from './outgoing-message.ts'
import { createPendingList } from './pending-list.ts'

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
  /** Something about a channel's files is settled: what waited for them may go on. */
  readonly filesSettled: (channelId: ChannelId) => void
}

export interface NewMessage {
  readonly channelId: ChannelId
  readonly content: string
  readonly referencedMessageId?: MessageId
  /** Ids of uploads; the message goes out once all of them are there. */
  readonly files?: readonly string[]
  readonly sticker?: ShownSticker
}

interface OutboxOptions extends DeliveryOptions {
  readonly newNonce: () => string
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, uploads, clock, newNonce } = options
  const list = createPendingList(store)
  const work = createDelivery(options, list)

  function send({ channelId, content, referencedMessageId, files, sticker }: NewMessage): void {
    list.add({
      nonce: newNonce(),
      channelId,
      content,
      ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
      ...(files === undefined || files.length === 0 ? {} : { files }),
      ...(sticker === undefined ? {} : { sticker }),
      sentAt: clock.now(),
      delivery: { status: 'sending' },
    })
    void work(channelId)
  }

  function retry(channelId: ChannelId, nonce: string): void {
    const pending = list.find(channelId, nonce)
    const status = pending?.delivery.status
    if (pending === undefined || (status !== 'failed' && status !== 'files-failed')) return
    for (const file of filesOf(store, pending)) uploads.retry(file.id)
    list.setDelivery(channelId, nonce, { status: 'sending' })
    void work(channelId)
  }

  return {
    send,
    retry,
    sendAgain: (channelId, nonce) => {
      const pending = list.find(channelId, nonce)
      if (pending?.delivery.status !== 'unconfirmed') return
      list.remove(channelId, nonce)
      send(pending)
    },
    discard: (channelId, nonce) => {
      list.remove(channelId, nonce)
      uploads.sweep()
    },
    filesSettled: (channelId) => void work(channelId),
    resume: () => {
      for (const channelId of list.channels()) void work(channelId)
    },
  }
}
