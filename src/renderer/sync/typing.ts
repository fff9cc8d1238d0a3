import type { ChannelId, UserId } from '#shared/models/ids.ts'
import { isReadable } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import type { SyncEvent } from './parse-event.ts'

/** The gateway takes one in three seconds. */
const SAY_EVERY_MS = 3_000
/** Whoever goes on typing says so again before that. */
const SHOWN_FOR_MS = 6_000

/** Who types: said of oneself, and known of others for as long as it may be true. */
export interface Typing {
  /** Somebody here has typed something. */
  readonly say: (channelId: ChannelId) => void
  readonly hear: (events: readonly SyncEvent[]) => void
  /** The line was cut: nobody knows any more. */
  readonly forget: () => void
}

interface TypingOptions {
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly line: () => { readonly emit: (event: string, payload: unknown) => void }
  readonly extensions: readonly string[]
}

export function createTyping({ store, clock, line, extensions }: TypingOptions): Typing {
  /** What ends it, by channel and person. */
  const ends = new Map<string, () => void>()
  const resting = new Set<ChannelId>()

  function stop(channelId: ChannelId, user: UserId): void {
    const key = `${channelId} ${user}`
    ends.get(key)?.()
    if (!ends.delete(key)) return
    store.update((draft) => {
      const left = (draft.typing[channelId] ?? []).filter((other) => other !== user)
      if (left.length > 0) draft.typing[channelId] = left
      else delete draft.typing[channelId]
    })
  }

  function start(channelId: ChannelId, user: UserId): void {
    if (user === store.get().me._id) return
    const key = `${channelId} ${user}`
    ends.get(key)?.()
    const known = ends.has(key)
    ends.set(
      key,
      clock.after(SHOWN_FOR_MS, () => {
        stop(channelId, user)
      }),
    )
    if (known) return
    store.update((draft) => {
      draft.typing[channelId] = [...(draft.typing[channelId] ?? []), user]
    })
  }

  return {
    say: (channelId) => {
      if (!extensions.includes('typing') || resting.has(channelId)) return
      resting.add(channelId)
      clock.after(SAY_EVERY_MS, () => {
        resting.delete(channelId)
      })
      line().emit('typing', { channelId })
    },
    hear: (events) => {
      for (const event of events) {
        if (event.type === 'TYPING_START') start(event.payload.channelId, event.payload.userId)
        // Whoever has sent it types it no longer.
        if (event.type === 'MESSAGE_CREATE' && isReadable(event.row) && event.row.authorId !== null) {
          stop(event.channelId, event.row.authorId._id)
        }
      }
    },
    forget: () => {
      for (const end of ends.values()) end()
      ends.clear()
      if (Object.keys(store.get().typing).length === 0) return
      store.update((draft) => {
        draft.typing = {}
      })
    },
  }
}
