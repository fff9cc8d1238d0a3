import type { ChannelId } from '#shared/models/ids.ts'
import type { MarkedUnread } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { applyReadState } from './apply/read-state.ts'
import type { KeptDisk, MarkWord } from './kept-disk.ts'

/** What counts as unread again: the same in every page of an account, one of which writes it down. */
export interface Marking {
  /** Null: it was read since. */
  readonly mark: (channelId: ChannelId, marked: MarkedUnread | null) => void
  /** It was marked while somebody stands in it: what they see there is not read by that. */
  readonly isHeld: (channelId: ChannelId) => boolean
  readonly stop: () => void
}

interface MarkingOptions {
  readonly store: AccountStore
  readonly pages: Pick<KeptDisk, 'tell' | 'onChanged'>
}

function applyMark(store: AccountStore, { channelId, lastReadMessageId, marked }: MarkWord): void {
  store.update((draft) => {
    if (lastReadMessageId !== null) applyReadState(draft, { channelId, lastReadMessageId })
    const mark = draft.marks[channelId]
    if (mark === undefined) return
    if (marked === null) delete mark.marked
    else mark.marked = marked
  })
}

export function createMarking({ store, pages }: MarkingOptions): Marking {
  let held: ChannelId | undefined

  function take(word: MarkWord): void {
    const { channelId, marked } = word
    if (store.get().openChannel === channelId) held = marked === null ? undefined : channelId
    applyMark(store, word)
  }

  const leave = [
    store.subscribe(({ openChannel }) => {
      if (openChannel !== held) held = undefined
    }),
    pages.onChanged((said) => {
      if (said.kind === 'marked') take(said)
    }),
  ]

  return {
    isHeld: (channelId) => channelId === held,
    mark: (channelId, marked) => {
      const lastReadMessageId = store.get().marks[channelId]?.lastReadMessageId ?? null
      const word = { kind: 'marked', channelId, lastReadMessageId, marked } as const
      take(word)
      pages.tell(word)
    },
    stop: () => {
      for (const one of leave) one()
    },
  }
}
