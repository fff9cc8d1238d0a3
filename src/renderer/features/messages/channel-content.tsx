import { CloudAlert, Globe, Hash, SquareDashed } from 'lucide-react'
import { useMemo, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { safeUrl } from '../../parts/message-body/find-url.ts'
import { may, type ListedChannel } from '../../store/selectors/channels.ts'
import { selectChanges } from '../../store/selectors/changes.ts'
import { selectPending } from '../../store/selectors/messages.ts'
import { withEdits } from '../../store/selectors/outbox.ts'
import type { MessageWindow } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MessageSkeleton } from '../../ui/skeleton.tsx'
import type { Editing } from './use-editing.ts'
import { MessageList } from './message-list.tsx'
import type { JumpsOfChannel } from './use-jumps.ts'
import { useShownWindow } from './use-shown.ts'

interface ChannelContentProps {
  readonly channel: ListedChannel
  readonly name: string
  readonly editing: Editing | undefined
  readonly onEdit: (message: Message) => void
  readonly onEdited: () => void
  readonly onWriteOn: () => void
  readonly onRetract: (message: Message) => void
  readonly onWriteFirst: () => void
  /** Opens an address outside the app; `shown` is what stood there as its text. */
  readonly onOpenLink: (url: string, shown: string) => void
  readonly sent: number
  readonly jumps: JumpsOfChannel
}

function Failed({ onAgain }: { readonly onAgain: () => void }): ReactElement {
  const text = useText()
  return (
    <EmptyState
      icon={CloudAlert}
      title={text.messages.loadFailed}
      text={text.messages.loadFailedText}
      action={<Button onClick={onAgain}>{text.ui.tryAgain}</Button>}
    />
  )
}

function Empty({ channel, name, onWriteFirst }: ChannelContentProps): ReactElement {
  const text = useText()
  if (!may(channel, 'SEND_MESSAGES')) {
    return <EmptyState icon={Hash} title={text.messages.empty} text={text.messages.emptyTextReader} />
  }
  return (
    <EmptyState
      icon={Hash}
      title={text.messages.empty}
      text={channel.type === 'DM' ? text.messages.emptyTextDirect(name) : text.messages.emptyText}
      action={
        <Button variant="primary" onClick={onWriteFirst}>
          {text.messages.writeFirst}
        </Button>
      }
    />
  )
}

/** It is read for the first time, or again after it could not be. */
const isComing = ({ status, catchingUp }: MessageWindow): boolean =>
  status === 'loading' || (status === 'failed' && catchingUp)

/** What a channel holds, in whatever state it is: coming, there, empty, not to be had. */
export function ChannelContent(props: ChannelContentProps): ReactElement {
  const { channel, name, editing, onEdit, onEdited, onWriteOn, onRetract, onOpenLink, sent, jumps } = props
  const { _id: channelId } = channel
  const text = useText()
  const { sync } = useAccount()
  const window = useShownWindow(channelId)
  const changes = useAppState((state) => selectChanges(state, channelId))
  const sending = useAppState((state) => selectPending(state, channelId))
  const pending = useMemo(() => withEdits(sending, changes), [sending, changes])
  const away = useAppState((state) => state.connection.status !== 'connected')

  if (channel.type === 'GUILD_WEB') {
    const url = channel.url === undefined ? undefined : safeUrl(channel.url)
    const open =
      url === undefined ? undefined : <Button onClick={() => onOpenLink(url, url)}>{text.channels.openPage}</Button>
    return <EmptyState icon={Globe} title={text.channels.webTitle} text={channel.url} action={open} />
  }
  if (window?.status === 'failed' && away) {
    return <EmptyState icon={SquareDashed} title={text.messages.notKept} text={text.messages.notKeptText} />
  }
  if (window === undefined || isComing(window)) return <MessageSkeleton label={text.messages.loading} />
  if (window.status === 'failed') return <Failed onAgain={() => sync.reload(channelId)} />
  const label = channel.type === 'DM' ? text.messages.logWith(name) : text.messages.log(name)
  if (window.rows.length === 0 && pending.length === 0) {
    return (
      <div className="message-area" role="log" aria-label={label} aria-live="off">
        <Empty {...props} />
      </div>
    )
  }
  return (
    <MessageList
      key={channelId}
      {...{ channelId, label, window, pending, editing, onEdit, onEdited, onWriteOn, onRetract, sent, jumps }}
    />
  )
}
