import { useEffect, useMemo, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { outboxCounts, unsettledElsewhere, type OutboxCounts } from '../../store/selectors/outbox.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { useAnnounce } from '../../ui/live-region.tsx'

interface OutboxLineOptions {
  /** The channel somebody is looking at: what came to nothing there says so itself. */
  readonly channelId: ChannelId | undefined
  /** The connection has been away for a while. */
  readonly away: boolean
  readonly onOpen: () => void
}

const isNothing = ({ messages, changes }: OutboxCounts): boolean => messages + changes === 0

const wordsOf = (text: Catalogue, { messages, changes }: OutboxCounts, away: boolean): string =>
  away ? text.outbox.waiting(messages, changes) : text.outbox.unsettledElsewhere(messages, changes)

/** Between messages and composer: what waits for the connection, or for its user. Undefined: nothing does. */
export function useOutboxLine({ channelId, away, onOpen }: OutboxLineOptions): ReactElement | undefined {
  const text = useText()
  const pending = useAppState((state) => state.pending)
  const changes = useAppState((state) => state.changes)
  const waiting = useMemo(() => outboxCounts({ pending, changes }), [pending, changes])
  const elsewhere = useMemo(() => unsettledElsewhere({ pending, changes }, channelId), [pending, changes, channelId])
  const counts = away ? waiting : elsewhere
  const words = isNothing(counts) ? '' : wordsOf(text, counts, away)
  const announce = useAnnounce()
  useEffect(() => {
    // That it is offline is said by the page's status.
    if (words !== '' && !away) announce(words)
  }, [announce, words, away])
  if (words === '') return undefined
  return (
    <div className="outbox-line">
      <p>
        {words}
        {away ? <span className="outbox-order"> {text.outbox.goesOut(counts.messages + counts.changes)}</span> : null}
      </p>
      <Button size="small" variant="quiet" onClick={onOpen}>
        {text.outbox.open}
      </Button>
    </div>
  )
}
