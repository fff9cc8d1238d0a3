import * as z from 'zod/mini'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { AccountStore } from '../store/store.ts'
import { applyReadState } from './apply/read-state.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi } from './gateway-api.ts'
import type { KeptDisk } from './kept-disk.ts'
import { markedUnread } from './marked-unread.ts'
import { createMarking } from './marking.ts'
import { readOf } from './read/read-of.ts'

/** Scrolling past ten messages is one acknowledgement. */
const SETTLE_MS = 250
const RETRY_DELAY_MS = 2_000

/** Tells the gateway how far somebody has read. What was not seen is never acknowledged: the view decides when to call. */
export interface Reading {
  readonly acknowledge: (channelId: ChannelId, messageId: MessageId) => void
  /** From this message on the channel counts as unread again, until somebody leaves it and reads it once more. */
  readonly markUnread: (channelId: ChannelId, messageId: MessageId) => void
  /** Tells again what got no answer: after `ready`. */
  readonly resume: () => void
  readonly stop: () => void
}

interface ReadingOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly pages: Pick<KeptDisk, 'tell' | 'onChanged'>
}

export function createReading({ api, store, clock, pages }: ReadingOptions): Reading {
  /** What the gateway has not confirmed, by channel. */
  const unconfirmed = new Map<ChannelId, MessageId>()
  const planned = new Set<ChannelId>()
  const { mark, isHeld, stop } = createMarking({ store, pages })

  function plan(channelId: ChannelId, delayMs: number): void {
    if (planned.has(channelId)) return
    planned.add(channelId)
    clock.after(delayMs, () => {
      planned.delete(channelId)
      if (store.get().connection.status === 'connected') void tell(channelId)
    })
  }

  async function tell(channelId: ChannelId): Promise<void> {
    const lastMessageId = unconfirmed.get(channelId)
    if (lastMessageId === undefined) return
    const call = { method: 'POST', path: `/channels/${channelId}/ack`, body: { lastMessageId } } as const
    const outcome = await api.send(z.unknown(), call)
    if (readOf(outcome) === 'lost') plan(channelId, RETRY_DELAY_MS)
    else if (unconfirmed.get(channelId) === lastMessageId) unconfirmed.delete(channelId)
  }

  return {
    resume: () => {
      for (const channelId of unconfirmed.keys()) plan(channelId, 0)
    },
    markUnread: (channelId, messageId) => {
      mark(channelId, markedUnread(store.get(), channelId, messageId))
    },
    acknowledge: (channelId, messageId) => {
      const known = store.get().marks[channelId]
      if (known === undefined || isHeld(channelId)) return
      if (known.marked !== undefined) mark(channelId, null)
      if (messageId <= (known.lastReadMessageId ?? '')) return
      store.update((draft) => {
        applyReadState(draft, { channelId, lastReadMessageId: messageId })
      })
      unconfirmed.set(channelId, messageId)
      plan(channelId, SETTLE_MS)
    },
    stop,
  }
}
