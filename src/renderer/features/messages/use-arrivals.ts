import { useEffect, useRef, useState } from 'react'
import type { UserId } from '#shared/models/ids.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { isReadable, type MessageRow } from '../../store/state.ts'
import { useAnnounce } from '../../ui/live-region.tsx'

/** Reading more than this many aloud helps nobody. */
const MOST_ANNOUNCED = 3

/**
 * Counts what others said below the place somebody is reading at, and announces what is new, once each. Older pages and
 * changed rows are neither.
 */
export function useArrivals(rows: readonly MessageRow[], atEnd: boolean, me: UserId): number {
  const text = useText()
  const announce = useAnnounce()
  const seen = useRef<string | undefined>(undefined)
  const [waiting, setWaiting] = useState(0)

  useEffect(() => {
    const newest = rows.at(-1)?._id
    const before = seen.current
    seen.current = newest
    if (newest === undefined || before === undefined || newest <= before) return
    const from = rows.findLastIndex((row) => row._id <= before) + 1
    const fresh = rows.slice(from).filter((row) => isReadable(row) && row.authorId?._id !== me)
    if (!atEnd) setWaiting((count) => count + fresh.length)
    for (const row of fresh.slice(-MOST_ANNOUNCED)) {
      if (isReadable(row)) announce(text.messages.announce(row.authorId?.username ?? '', row.content ?? ''))
    }
  }, [rows, atEnd, me, announce, text])

  useEffect(() => {
    if (atEnd) setWaiting(0)
  }, [atEnd])
  return waiting
}
