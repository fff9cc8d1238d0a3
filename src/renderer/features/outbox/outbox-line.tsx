import { useEffect, useMemo, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { unsettledElsewhere, waitingCounts, type OutboxCounts } from '../../store/selectors/outbox.ts'
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

function Waiting({ messages, changes }: OutboxCounts): ReactElement {
  const text = useText()
  return (
    <>
      {text.outbox.waiting(messages, changes)}
      <span className="outbox-order"> {text.outbox.goesOut(messages + changes)}</span>{' '}
    </>
  )
}

/** Between messages and composer: what waits for the connection, or for its user. Undefined: nothing does. */
export function useOutboxLine({ channelId, away, onOpen }: OutboxLineOptions): ReactElement | undefined {
  const text = useText()
  const pending = useAppState((state) => state.pending)
  const changes = useAppState((state) => state.changes)
  const waiting = useMemo(() => waitingCounts({ pending, changes }), [pending, changes])
  const elsewhere = useMemo(() => unsettledElsewhere({ pending, changes }, channelId), [pending, changes, channelId])
  const waits = away && !isNothing(waiting)
  const needsUser = isNothing(elsewhere) ? '' : text.outbox.unsettledElsewhere(elsewhere.messages, elsewhere.changes)
  const announce = useAnnounce()
  useEffect(() => {
    // What waits is not spoken: that it is offline is said by the page's status.
    if (needsUser !== '') announce(needsUser)
  }, [announce, needsUser])
  if (!waits && needsUser === '') return undefined
  return (
    <div className="outbox-line">
      <p>
        {waits ? <Waiting {...waiting} /> : null}
        {needsUser}
      </p>
      <Button size="small" variant="quiet" onClick={onOpen}>
        {text.outbox.open}
      </Button>
    </div>
  )
}
