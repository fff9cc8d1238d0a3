import { useState } from 'react'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageWindow } from '../../store/state.ts'
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

/**
 * Where the new messages begin, as it was when the channel was opened. Reading moves the mark; the line stays until the
 * channel is left, so that one can still see what was new; it moves only to what somebody marks as unread. Belongs into a component that lives as long as the view.
 */
export function useFirstNew(channelId: ChannelId, window: MessageWindow): FirstNew | undefined {
  const store = useAccountStore()
  const [readBefore] = useState(() => store.get().marks[channelId]?.lastReadMessageId ?? null)
  const [markedBefore] = useState(() => store.get().marks[channelId]?.marked?.from)
  const marked = useAppState((state) => state.marks[channelId]?.marked?.from)
  const [found, setFound] = useState<{ readonly at: FirstNew | undefined }>()
  if (marked !== undefined && marked !== markedBefore) return lineAt(window.rows, marked)
  if (found !== undefined) return found.at
  if (window.status !== 'ready' || window.catchingUp) return undefined
  const row = markedBefore ?? firstNewRow(window.rows, readBefore, store.get().me._id)?._id
  const at = row === undefined ? undefined : lineAt(window.rows, row)
  setFound({ at })
  return at
}
