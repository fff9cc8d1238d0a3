import { castDraft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState, ReadMark } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { GatewayApi } from '../gateway-api.ts'
import type { Epochs } from './epoch.ts'
import { newestCounted, withCountedPage } from './marks.ts'
import { readOf, NO_ANSWER, type Read } from './read-of.ts'
import { readPage, type PageSizes } from './read-range.ts'

/** Counts what is unread in channels of a gateway that does not: their newest messages say it, one page each. */
export interface UnreadCounter {
  readonly count: (channelId: ChannelId) => Promise<Read>
  /** A message there changed: where it is being counted, the page may be older than that. */
  readonly doubt: (channelId: ChannelId) => void
}

interface CounterOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly epochs: Epochs
  readonly pages: Pick<PageSizes, 'counted'>
}

/** Channels to be counted, those first in which somebody wrote last. Keys of marks are channel ids by construction. */
export function dueChannels({ marks }: AccountState): readonly { readonly id: ChannelId; readonly due: Due }[] {
  const due = Object.entries(marks).flatMap(([id, mark]) => {
    const newest = newestCounted(mark)
    const isDue = mark.counted.due !== undefined && newest > (mark.lastReadMessageId ?? '')
    return isDue ? { id: id as ChannelId, due: mark.counted.due, newest } : []
  })
  return due.toSorted((one, other) => (one.newest > other.newest ? -1 : 1))
}

type Due = 'first' | 'again'

/** It cannot be counted: what its list said stands. */
function withoutDue(mark: ReadMark): ReadMark {
  const { due: _due, ...counted } = mark.counted
  return { ...mark, counted }
}

export function createUnreadCounter({ api, store, epochs, pages }: CounterOptions): UnreadCounter {
  let counting: ChannelId | undefined

  function change(channelId: ChannelId, how: (mark: ReadMark) => ReadMark): void {
    const mark = store.get().marks[channelId]
    if (mark === undefined) return
    const next = how(mark)
    store.update((draft) => {
      draft.marks[channelId] = castDraft(next)
    })
  }

  return {
    doubt: (channelId) => {
      if (counting === channelId) counting = undefined
    },
    count: async (channelId) => {
      counting = channelId
      const epoch = epochs.current()
      const limit = pages.counted
      const outcome = await readPage(api, { channelId, limit })
      const read = readOf(outcome)
      if (read !== 'done') return read
      if (epoch !== epochs.current() || counting !== channelId) return NO_ANSWER
      counting = undefined
      if (outcome.status !== 'done') change(channelId, withoutDue)
      else {
        const page = { rows: outcome.body, reachesStart: outcome.body.length < limit }
        change(channelId, (mark) => withCountedPage(mark, page, store.get().me._id))
      }
      return 'done'
    },
  }
}
