import { CloudAlert, DoorOpen, Globe, Hash, SquareDashed } from 'lucide-react'
import { useMemo, useRef, useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { hueOfColor } from '../../parts/role-color.ts'
import { may, selectChannel, selectOther, type ListedChannel } from '../../store/selectors/channels.ts'
import { roleColors } from '../../store/selectors/members.ts'
import { selectPending, selectWindow } from '../../store/selectors/messages.ts'
import { isReadable } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MessageSkeleton } from '../../ui/skeleton.tsx'
import { ChannelHeader, type Surround } from './channel-header.tsx'
import { Composer } from './composer.tsx'
import { MessageSurroundingsContext, type MessageSurroundings } from './message-context.ts'
import { MessageList } from './message-list.tsx'
import { useReferences } from './use-references.ts'
import { RetractDialog } from './retract-dialog.tsx'

interface MessagePanelProps {
  readonly channelId: ChannelId
  readonly time: TimeFormat
  readonly surround: Surround
  readonly onOpenLink: (url: string, shown: string) => void
  readonly onOpenChannel: (channelId: string) => void
  readonly channelHref: (channelId: ChannelId) => string
  /** The connection's state, between head and messages. */
  readonly strip: ReactElement
  /** Whether the list the channel should be in was read: only then it can be said to be gone. */
  readonly listed: boolean
}

function useHues(channel: ListedChannel | undefined): ReadonlyMap<string, number> {
  const place = useAppState((state) =>
    channel === undefined || channel.type === 'DM' ? undefined : state.places[channel.serverId],
  )
  return useMemo(() => {
    const hues = new Map<string, number>()
    for (const [user, color] of roleColors(place)) {
      const hue = hueOfColor(color)
      if (hue !== undefined) hues.set(user, hue)
    }
    return hues
  }, [place])
}

/** One channel: its head, its messages, and the place to write. */
export function MessagePanel(props: MessagePanelProps): ReactElement {
  const { channelId, time, surround, onOpenLink, onOpenChannel, channelHref, strip } = props
  const text = useText()
  const { sync } = useAccount()
  const channel = useAppState((state) => selectChannel(state, channelId))
  const other = useAppState((state) => (channel?.type === 'DM' ? selectOther(state, channel) : undefined))
  const window = useAppState((state) => selectWindow(state, channelId))
  const pending = useAppState((state) => selectPending(state, channelId))
  const me = useAppState((state) => state.me._id)
  const offline = useAppState((state) => state.connection.status === 'offline')
  const [editing, setEditing] = useState<Message>()
  const [retracting, setRetracting] = useState<Message>()
  const toEnd = useRef<() => void>(() => undefined)
  const hues = useHues(channel)
  const references = useReferences(channel, channelHref)
  const surroundings = useMemo<MessageSurroundings>(
    () => ({ me, time, hues, references, mayManage: may(channel, 'MANAGE_MESSAGES'), onOpenLink, onOpenChannel }),
    [me, time, hues, references, channel, onOpenLink, onOpenChannel],
  )
  const handlers = useMemo(() => ({ onEdit: setEditing, onRetract: setRetracting }), [])

  if (channel === undefined) return props.listed ? <Gone strip={strip} /> : <Coming strip={strip} />
  const isDirect = channel.type === 'DM'
  const name = isDirect ? (other?.username ?? text.messages.deletedPerson) : channel.name
  const mayWrite = may(channel, 'SEND_MESSAGES')

  function editLast(): void {
    const last = window?.rows.findLast((row) => isReadable(row) && row.authorId?._id === me && row.retractedAt === undefined)
    if (last !== undefined && isReadable(last)) setEditing(last)
  }

  function body(): ReactElement {
    if (channel?.type === 'GUILD_WEB') {
      return <EmptyState icon={Globe} title={text.channels.webTitle} text={text.channels.webText} />
    }
    if (window === undefined || (window.status === 'loading' && !offline)) {
      return <MessageSkeleton label={text.messages.loading} />
    }
    if (window.status === 'loading') {
      return <EmptyState icon={SquareDashed} title={text.messages.notKept} text={text.messages.notKeptText} />
    }
    if (window.status === 'failed') {
      return (
        <EmptyState
          icon={CloudAlert}
          title={text.messages.loadFailed}
          text={text.messages.loadFailedText}
          action={
            <Button
              onClick={() => {
                sync.reload(channelId)
              }}
            >
              {text.ui.tryAgain}
            </Button>
          }
        />
      )
    }
    if (window.rows.length === 0 && pending.length === 0) {
      const said = isDirect ? text.messages.emptyTextDirect(name) : text.messages.emptyText
      return (
        <EmptyState
          icon={Hash}
          title={text.messages.empty}
          text={mayWrite ? said : text.messages.emptyTextReader}
          action={mayWrite ? <WriteFirst /> : undefined}
        />
      )
    }
    return (
      <MessageList
        key={channelId}
        channelId={channelId}
        label={isDirect ? text.messages.logWith(name) : text.messages.log(name)}
        window={window}
        pending={pending}
        editing={editing}
        handlers={handlers}
        toEnd={toEnd}
      />
    )
  }

  return (
    <MessageSurroundingsContext value={surroundings}>
      <main className="chat" aria-label={name}>
        <ChannelHeader channel={channel} other={other} name={name} surround={surround} />
        {strip}
        <div className="chat-body">{body()}</div>
        {channel.type === 'GUILD_WEB' ? null : (
          <div className="chat-foot">
            <Composer
              key={channelId}
              channelId={channelId}
              label={isDirect ? text.composer.labelDirect(name) : text.composer.label(name)}
              mayWrite={mayWrite}
              onSent={() => {
                toEnd.current()
              }}
              onEditLast={editLast}
            />
          </div>
        )}
        <RetractDialog
          message={retracting}
          onClose={() => {
            setRetracting(undefined)
          }}
        />
      </main>
    </MessageSurroundingsContext>
  )
}

function WriteFirst(): ReactElement {
  const text = useText()
  return (
    <Button
      variant="primary"
      onClick={() => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus()}
    >
      {text.messages.writeFirst}
    </Button>
  )
}

/** The lists are still being read. */
function Coming({ strip }: { readonly strip: ReactElement }): ReactElement {
  const text = useText()
  return (
    <main className="chat" aria-busy="true" aria-label={text.ui.loading}>
      <div className="channel-head" />
      {strip}
      <div className="chat-body">
        <MessageSkeleton label={text.messages.loading} />
      </div>
    </main>
  )
}

/** The address names a channel this account does not have, or has no more. */
function Gone({ strip }: { readonly strip: ReactElement }): ReactElement {
  const text = useText()
  return (
    <main className="chat" aria-label={text.channels.gone}>
      <div className="channel-head" />
      {strip}
      <div className="chat-body">
        <EmptyState icon={DoorOpen} title={text.channels.gone} text={text.channels.goneText} />
      </div>
    </main>
  )
}
