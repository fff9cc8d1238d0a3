import { useEffect, useRef, useState } from 'react'
import type { Message } from '#shared/models/message.ts'
import type { UserId } from '#shared/models/ids.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { isReadable, type MessageRow } from '../../store/state.ts'
import { useAnnounce } from '../../ui/live-region.tsx'
import { useSurroundings } from './message-context.ts'
import { messageSummary } from './message-summary.ts'

/** Reading more than this many aloud helps nobody. */
const MOST_ANNOUNCED = 3

/** What others wrote after a row: neither older pages nor changes of what was there. */
function arrivedAfter(rows: readonly MessageRow[], seen: string, me: UserId): readonly Message[] {
  const from = rows.findLastIndex((row) => row._id <= seen) + 1
  return rows.slice(from).filter((row): row is Message => isReadable(row) && row.authorId?._id !== me)
}

/** Says what is new to those who listen, each message once. */
export function useArrivalAnnouncements(rows: readonly MessageRow[], me: UserId): void {
  const text = useText()
  const { references } = useSurroundings()
  const announce = useAnnounce()
  const seen = useRef<string>(undefined)
  useEffect(() => {
    const newest = rows.at(-1)?._id
    const before = seen.current
    seen.current = newest
    if (newest === undefined || before === undefined || newest <= before) return
    for (const message of arrivedAfter(rows, before, me).slice(-MOST_ANNOUNCED)) {
      const words = messageSummary(message, text, references)
      announce(text.messages.announce(message.authorId?.username ?? text.messages.deletedPerson, words))
    }
  }, [rows, me, announce, text, references])
}

/** How many messages of others came in since the end of the list was last in view. */
export function useWaiting(rows: readonly MessageRow[], atEnd: boolean, me: UserId): number {
  const newest = rows.at(-1)?._id ?? ''
  const [seen, setSeen] = useState(newest)
  if (atEnd && seen !== newest) setSeen(newest)
  return atEnd ? 0 : arrivedAfter(rows, seen, me).length
}
