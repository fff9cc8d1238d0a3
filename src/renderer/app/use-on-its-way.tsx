import { useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { DraftsDialog } from '../features/drafts/drafts-dialog.tsx'
import { OutboxDialog } from '../features/outbox/outbox-dialog.tsx'
import { useOutboxLine } from '../features/outbox/outbox-line.tsx'
import { useUnsettledAnnouncements } from '../features/outbox/use-unsettled-announcements.ts'
import type { TimeFormat } from '../parts/format-time.ts'
import type { Links } from './create-links.ts'

interface OnItsWayOptions {
  readonly channelId: ChannelId | undefined
  readonly away: boolean
  readonly time: TimeFormat
  readonly links: Pick<Links, 'channels'>
}

interface OnItsWay {
  /** Between messages and composer; undefined while nothing waits. */
  readonly line: ReactElement | undefined
  readonly lists: ReactElement
  readonly onOpenOutbox: () => void
  readonly onOpenDrafts: () => void
}

/** What somebody did and wrote that has not arrived: the lists of it, and the ways to them. */
export function useOnItsWay({ channelId, away, time, links }: OnItsWayOptions): OnItsWay {
  const [shown, setShown] = useState<'outbox' | 'drafts'>()
  const onOpenOutbox = (): void => setShown('outbox')
  const onClose = (): void => setShown(undefined)
  const line = useOutboxLine({ channelId, away, onOpen: onOpenOutbox })
  useUnsettledAnnouncements(channelId)
  const onOpenChannel = (id: ChannelId): void => {
    onClose()
    links.channels.onOpen(id)
  }
  return {
    line,
    onOpenOutbox,
    onOpenDrafts: () => setShown('drafts'),
    lists: (
      <>
        <OutboxDialog open={shown === 'outbox'} {...{ onClose, time, onOpenChannel }} />
        <DraftsDialog open={shown === 'drafts'} {...{ onClose, time, onOpenChannel }} />
      </>
    ),
  }
}
