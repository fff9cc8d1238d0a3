import * as z from 'zod/mini'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { AccountState } from '../store/state.ts'
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

/** How far a channel was read that the gateway does not know of yet. It is kept with the mark: the page may go before it is told. */
function untoldIn({ marks }: AccountState, channelId: ChannelId): MessageId | undefined {
  const mark = marks[channelId]
  return mark?.untold === true ? (mark.lastReadMessageId ?? undefined) : undefined
}

function noteTold(store: AccountStore, channelId: ChannelId): void {
  store.update((draft) => {
    delete draft.marks[channelId]?.untold
  })
}

export function createReading({ api, store, clock, pages }: ReadingOptions): Reading {
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
    const lastMessageId = untoldIn(store.get(), channelId)
    if (lastMessageId === undefined) return
    const call = { method: 'POST', path: `/channels/${channelId}/ack`, body: { lastMessageId } } as const
    const outcome = await api.send(z.unknown(), call)
    const answer = readOf(outcome)
    if (answer !== 'done') plan(channelId, answer.againMs)
    else if (untoldIn(store.get(), channelId) === lastMessageId) noteTold(store, channelId)
  }

  return {
    resume: () => {
      // Keys of `marks` are channel ids by construction.
      const channelIds = Object.keys(store.get().marks) as ChannelId[]
      for (const channelId of channelIds) if (untoldIn(store.get(), channelId) !== undefined) plan(channelId, 0)
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
        const read = draft.marks[channelId]
        if (read !== undefined) read.untold = true
      })
      plan(channelId, SETTLE_MS)
    },
    stop,
  }
}
