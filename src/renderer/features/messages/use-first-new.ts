import { useState } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageWindow } from '../../store/state.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { firstNewRow } from './list-items.ts'

/** Where the line "new since" stands, and since when: the time of the last message read before, empty where unknown. */
export interface FirstNew {
  readonly row: string
  readonly since: string
}

/**
 * Where the new messages begin, as it was when the channel was opened. Reading moves the mark; the line stays until the
 * channel is left, so that one can still see what was new. Belongs into a component that lives as long as the view.
 */
export function useFirstNew(channelId: ChannelId, window: MessageWindow): FirstNew | undefined {
  const store = useAccountStore()
  const [readBefore] = useState(() => store.get().marks[channelId]?.lastReadMessageId ?? null)
  const [found, setFound] = useState<{ readonly at: FirstNew | undefined }>()
  if (found !== undefined) return found.at
  if (window.status !== 'ready' || window.catchingUp) return undefined
  const row = firstNewRow(window.rows, readBefore, store.get().me._id)
  const last = window.rows.findLast((candidate) => candidate._id <= (readBefore ?? ''))
  const at = row === undefined ? undefined : { row: row._id, since: last?.createdAt ?? '' }
  setFound({ at })
  return at
}
