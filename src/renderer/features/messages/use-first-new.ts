import { useState } from 'react'
import type { ChannelId, MessageId, UserId } from '#shared/models/ids.ts'
import type { MessageWindow, ReadMark } from '../../store/state.ts'
import { useAccountStore, useAppState } from '../../store/use-app-state.ts'
import { firstNewRow } from './list-items.ts'

/** Where the line "new since" stands, and since when: the time of the last message read before, empty where unknown. */
export interface FirstNew {
  readonly row: string
  readonly since: string
}

const lineAt = (rows: MessageWindow['rows'], row: MessageId): FirstNew => ({
  row,
  since: rows.findLast((candidate) => candidate._id < row)?.createdAt ?? '',
})

/** How far was read when the channel was opened. Its messages may be here before anything says so. */
function useMarkBefore(channelId: ChannelId): ReadMark | undefined {
  const store = useAccountStore()
  const isKnown = useAppState((state) => state.marks[channelId] !== undefined)
  const [before, setBefore] = useState(() => store.get().marks[channelId])
  if (before === undefined && isKnown) setBefore(store.get().marks[channelId])
  return before
}

function firstNewIn(rows: MessageWindow['rows'], before: ReadMark, me: UserId): FirstNew | undefined {
  const row = before.marked?.from ?? firstNewRow(rows, before.lastReadMessageId, me)?._id
  return row === undefined ? undefined : lineAt(rows, row)
}

/**
 * Where the new messages begin, as it was when the channel was opened. Reading moves the mark; the line stays until the
 * channel is left, so that one can still see what was new; it moves only to what somebody marks as unread. Belongs into a component that lives as long as the view.
 */
export function useFirstNew(channelId: ChannelId, window: MessageWindow): FirstNew | undefined {
  const store = useAccountStore()
  const before = useMarkBefore(channelId)
  const marked = useAppState((state) => state.marks[channelId]?.marked?.from)
  const [found, setFound] = useState<{ readonly at: FirstNew | undefined }>()
  if (marked !== undefined && marked !== before?.marked?.from) return lineAt(window.rows, marked)
  if (found !== undefined) return found.at
  if (before === undefined || window.status !== 'ready' || window.catchingUp) return undefined
  const at = firstNewIn(window.rows, before, store.get().me._id)
  setFound({ at })
  return at
}
