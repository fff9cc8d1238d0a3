import * as z from 'zod/mini'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi } from './gateway-api.ts'

/** Scrolling past ten messages is one acknowledgement. */
const SETTLE_MS = 250

/** Tells the gateway how far somebody has read. What was not seen is never acknowledged: the view decides when to call. */
export type Acknowledge = (channelId: ChannelId, messageId: MessageId) => void

interface AcknowledgeOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
}

export function createAcknowledge({ api, store, clock }: AcknowledgeOptions): Acknowledge {
  const waiting = new Map<ChannelId, MessageId>()

  function send(channelId: ChannelId): void {
    const lastMessageId = waiting.get(channelId)
    waiting.delete(channelId)
    const call = { method: 'POST', path: `/channels/${channelId}/ack`, body: { lastMessageId } } as const
    // A lost acknowledgement costs nothing: the next one covers it, and the mark of this device stands.
    void api.send(z.unknown(), call)
  }

  return (channelId, messageId) => {
    const mark = store.get().marks[channelId]
    if (mark === undefined || messageId <= (mark.lastReadMessageId ?? '')) return
    store.update((draft) => {
      const changed = draft.marks[channelId]
      if (changed === undefined) return
      changed.lastReadMessageId = messageId
      changed.tail = changed.tail.filter((entry) => entry._id > messageId)
    })
    if (!waiting.has(channelId))
      clock.after(SETTLE_MS, () => {
        send(channelId)
      })
    waiting.set(channelId, messageId)
  }
}
