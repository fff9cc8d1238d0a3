import { useRef } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageWindow } from '../../store/state.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { firstNewRow } from './list-items.ts'

/** Where the line "new since" stands, and since when: the time of the last message read before, empty where unknown. */
interface FirstNew {
  readonly row: string
  readonly since: string
}

/**
 * Where the new messages begin, as it was when the channel was opened. Reading moves the mark; the line stays until the
 * channel is left, so that one can still see what was new.
 */
export function useFirstNew(channelId: ChannelId, window: MessageWindow): FirstNew | undefined {
  const store = useAccountStore()
  const found = useRef<{ readonly at: FirstNew | undefined } | undefined>(undefined)
  const readBefore = useRef(store.get().marks[channelId]?.lastReadMessageId ?? null)
  if (found.current === undefined && window.status === 'ready' && !window.catchingUp) {
    const row = firstNewRow(window.rows, readBefore.current, store.get().me._id)
    const last = window.rows.findLast((candidate) => candidate._id <= (readBefore.current ?? ''))
    found.current = { at: row === undefined ? undefined : { row: row._id, since: last?.createdAt ?? '' } }
  }
  return found.current?.at
}
