import { MailCheck } from 'lucide-react'
import { useMemo, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { PlaceTitle } from '../../parts/place-title.tsx'
import { useNow } from '../../parts/use-now.ts'
import { outboxGroups, selectPlaceName, type OutboxGroup } from '../../store/selectors/outbox.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OutboxItem } from './outbox-item.tsx'

interface OutboxDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly time: TimeFormat
  readonly onOpenChannel: (channelId: ChannelId) => void
}

interface GroupProps extends Pick<OutboxDialogProps, 'time' | 'onOpenChannel'> {
  readonly group: OutboxGroup
  readonly now: Date
}

/** The way to the channel in which it is on its way, and what is. */
function Group({ group, time, now, onOpenChannel }: GroupProps): ReactElement {
  const text = useText()
  const { channelId, items } = group
  const { kind, name = text.outbox.unknownPlace, server } = useAppList((state) => selectPlaceName(state, channelId))
  return (
    <section className="outbox-group" aria-label={name}>
      <h3>
        <button type="button" className="outbox-place" onClick={() => onOpenChannel(channelId)}>
          <PlaceTitle kind={kind} name={name} server={server} />
        </button>
      </h3>
      <ul>
        {items.map((item) => (
          <OutboxItem key={item.nonce} item={item} time={time} now={now} />
        ))}
      </ul>
    </section>
  )
}

function Groups({ time, onOpenChannel }: Pick<OutboxDialogProps, 'time' | 'onOpenChannel'>): ReactElement {
  const text = useText()
  const now = useNow(30_000)
  const pending = useAppState((state) => state.pending)
  const changes = useAppState((state) => state.changes)
  const groups = useMemo(() => outboxGroups({ pending, changes }), [pending, changes])
  if (groups.length === 0) {
    return <EmptyState icon={MailCheck} title={text.outbox.empty} text={text.outbox.emptyText} />
  }
  return (
    <>
      {groups.map((group) => (
        <Group key={group.channelId} group={group} time={time} now={now} onOpenChannel={onOpenChannel} />
      ))}
    </>
  )
}

/** Everything on its way, of all channels of the account. */
export function OutboxDialog({ open, onClose, time, onOpenChannel }: OutboxDialogProps): ReactElement {
  const text = useText()
  return (
    <Dialog open={open} onOpenChange={onClose} title={text.outbox.title} closable initialFocus="surface">
      <div className="outbox">
        <Groups time={time} onOpenChannel={onOpenChannel} />
      </div>
    </Dialog>
  )
}
