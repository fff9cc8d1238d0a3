import type { ChannelId } from '#shared/models/ids.ts'
import { isDoneTo } from '../store/kept-items.ts'
import type { KeptMessage } from '../store/kept.ts'
import { createDelivery, type DeliveryOptions } from './delivery.ts'
import { createChanges } from './outbox-changes.ts'
import { canRetry, sent, type NewMessage, type Outbox } from './outbox-types.ts'
import { filesOf, hasFailed, sentAfter, wasLost } from './outgoing-message.ts'
import type { Uploads } from './uploads.ts'

interface OutboxOptions extends DeliveryOptions {
  readonly uploads: Pick<Uploads, 'retry' | 'sweep' | 'resume'>
  readonly newNonce: () => string
  /** How long what is sent is held back, so that it can be taken back; 0: not at all. */
  readonly undoMs: () => number
}

type Own = Pick<KeptMessage, 'nonce' | 'sentAt' | 'delivery' | 'sentAfter'>

function itemOf(message: NewMessage, own: Own): KeptMessage {
  const { channelId, content, referencedMessageId, files, sticker } = message
  return {
    kind: 'message',
    channelId,
    content,
    ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
    ...(files === undefined || files.length === 0 ? {} : { files }),
    ...(sticker === undefined ? {} : { sticker }),
    ...own,
  }
}

/** Those that are held go once their time is over. After a restart it begins anew: nobody had time to take them back. */
function createHolding({ list, clock, undoMs }: OutboxOptions, work: Work): Pick<Outbox, 'hold' | 'takeBack'> {
  function release(nonce: string): void {
    const item = list.find(nonce)
    if (item?.delivery.status !== 'held') return
    void list.change(nonce, sent)
    void work(item.channelId)
  }
  return {
    hold: ({ nonce, delivery }) => {
      if (delivery.status === 'held') clock.after(undoMs(), () => release(nonce))
    },
    takeBack: (nonce) => {
      const item = list.find(nonce)
      if (item?.kind !== 'message' || item.delivery.status !== 'held') return undefined
      list.remove(nonce)
      return item
    },
  }
}

type Work = (channelId: ChannelId) => Promise<void>

/** Files that were lost on the way go up again by themselves, and so their message does not wait for anybody. */
function resumeAll({ list, store, uploads }: OutboxOptions, work: Work): void {
  for (const channelId of list.channels()) {
    for (const item of list.of(channelId)) {
      const failed = item.kind === 'message' ? filesOf(store, item).filter(hasFailed) : []
      if (item.delivery.status === 'files-failed' && failed.every(wasLost)) void list.change(item.nonce, sent)
    }
  }
  uploads.resume()
  for (const channelId of list.channels()) void work(channelId)
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, list, uploads, clock, newNonce, undoMs } = options
  const work = createDelivery(options)
  const holding = createHolding(options, work)

  function retry(channelId: ChannelId, nonce: string): void {
    const item = list.find(nonce)
    if (item === undefined || !canRetry(item)) return
    if (item.kind === 'message') for (const file of filesOf(store, item)) uploads.retry(file.id)
    void list.change(nonce, sent)
    void work(channelId)
  }

  /** With it goes what was done to it. */
  function discard(channelId: ChannelId, nonce: string): void {
    for (const item of list.of(channelId)) if (isDoneTo(item, nonce)) list.remove(item.nonce)
    list.remove(nonce)
    uploads.sweep()
  }

  const begun = (channelId: ChannelId): Omit<Own, 'delivery'> => ({
    nonce: newNonce(),
    sentAt: clock.now(),
    ...sentAfter(store.get(), channelId),
  })

  const { of: changesOf, ...changes } = createChanges({ list, store, clock, newNonce, work, retry })

  return {
    ...holding,
    ...changes,
    retry,
    discard,
    send: (message) => {
      const delivery = { status: undoMs() > 0 ? 'held' : 'sending' } as const
      const item = itemOf(message, { ...begun(message.channelId), delivery })
      // A sticker is sent beside what is being typed.
      list.add(item, { clearsDraft: message.sticker === undefined })
      holding.hold(item)
      void work(message.channelId)
    },
    sendAgain: (channelId, nonce) => {
      const item = list.find(nonce)
      if (item?.kind !== 'message' || item.delivery.status !== 'unconfirmed') return
      const corrected = changesOf({ channelId, nonce }, 'edit').at(-1)
      const content = corrected?.kind === 'edit' ? corrected.content : item.content
      // The new one is there before the old one goes: its files are never without a message.
      const { attempted: _attempted, sentAfter: _sentAfter, ...rest } = item
      list.add({ ...rest, ...begun(channelId), content, delivery: { status: 'sending' } })
      discard(channelId, nonce)
      void work(channelId)
    },
    goOn: (channelId) => void work(channelId),
    resume: () => {
      resumeAll(options, work)
    },
  }
}
