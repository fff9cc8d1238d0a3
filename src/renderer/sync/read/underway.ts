import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { MessageSyncEvent } from '../parse-event.ts'

/** A jump that waits for its answer. */
export interface Underway {
  /** What came in since it began. */
  readonly heard: readonly MessageRow[]
  /** The channel was taken away meanwhile: what was asked before means nothing, though it may be there again. */
  readonly isLost: () => boolean
  /** Somebody went to another channel, or elsewhere in this one: what they wanted here before they want no more. */
  readonly isLeft: () => boolean
  readonly end: () => void
}

/** Of each channel the newest jump. */
export interface JumpsUnderway {
  readonly begin: (channelId: ChannelId) => Underway
  readonly hear: (events: readonly MessageSyncEvent[]) => void
}

export function createUnderway(store: Pick<AccountStore, 'subscribe'>): JumpsUnderway {
  const newest = new Map<ChannelId, MessageRow[]>()
  return {
    begin: (channelId) => {
      const heard: MessageRow[] = []
      let [isLost, hasLeft] = [false, false]
      const isNewest = (): boolean => newest.get(channelId) === heard
      const stop = store.subscribe((state, before) => {
        if (state.windows[channelId] === undefined && before.windows[channelId] !== undefined) isLost = true
        if (state.openChannel !== before.openChannel && state.openChannel !== channelId) hasLeft = true
      })
      newest.set(channelId, heard)
      return {
        heard,
        isLost: () => isLost,
        isLeft: () => hasLeft || !isNewest(),
        end: () => {
          stop()
          if (isNewest()) newest.delete(channelId)
        },
      }
    },
    hear: (events) => {
      for (const { channelId, row } of events) newest.get(channelId)?.push(row)
    },
  }
}
