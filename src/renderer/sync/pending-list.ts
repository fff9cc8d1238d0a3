import { castDraft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Delivery, PendingMessage } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'

/** The messages on their way, as they stand in the store. */
export interface PendingList {
  readonly of: (channelId: ChannelId) => readonly PendingMessage[]
  readonly find: (channelId: ChannelId, nonce: string) => PendingMessage | undefined
  readonly channels: () => readonly ChannelId[]
  readonly add: (pending: PendingMessage) => void
  readonly remove: (channelId: ChannelId, nonce: string) => void
  readonly change: (channelId: ChannelId, nonce: string, change: Partial<PendingMessage>) => void
  readonly setDelivery: (channelId: ChannelId, nonce: string, delivery: Delivery) => void
}

export function createPendingList(store: AccountStore): PendingList {
  const of = (channelId: ChannelId): readonly PendingMessage[] => store.get().pending[channelId] ?? []

  function set(channelId: ChannelId, list: readonly PendingMessage[]): void {
    store.update((draft) => {
      if (list.length > 0) draft.pending[channelId] = castDraft([...list])
      else delete draft.pending[channelId]
    })
  }

  function change(channelId: ChannelId, nonce: string, changes: Partial<PendingMessage>): void {
    set(
      channelId,
      of(channelId).map((pending) => (pending.nonce === nonce ? { ...pending, ...changes } : pending)),
    )
  }

  return {
    of,
    change,
    find: (channelId, nonce) => of(channelId).find((pending) => pending.nonce === nonce),
    // Keys of `pending` are channel ids by construction.
    channels: () => Object.keys(store.get().pending) as ChannelId[],
    add: (pending) => {
      set(pending.channelId, [...of(pending.channelId), pending])
    },
    remove: (channelId, nonce) => {
      set(
        channelId,
        of(channelId).filter((pending) => pending.nonce !== nonce),
      )
    },
    setDelivery: (channelId, nonce, delivery) => {
      change(channelId, nonce, { delivery })
    },
  }
}
