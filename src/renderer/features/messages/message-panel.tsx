import { CloudAlert, DoorOpen } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { hueOfColor } from '../../parts/role-color.ts'
import { may, selectChannel, selectOther, type ListedChannel } from '../../store/selectors/channels.ts'
import { roleColors } from '../../store/selectors/members.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MessageSkeleton } from '../../ui/skeleton.tsx'
import { ChannelContent } from './channel-content.tsx'
import { ChannelHeader, ListsButton, type Surround } from './channel-header.tsx'
import { Composer } from './composer.tsx'
import { FileDrop } from './file-drop.tsx'
import { focusField } from './focus-field.ts'
import { MessageSurroundingsContext, type MessageSurroundings } from './message-context.ts'
import { RetractDialog } from './retract-dialog.tsx'
import { StickerButton } from './sticker-button.tsx'
import { TypingLine } from './typing-line.tsx'
import { useEditing } from './use-editing.ts'
import { useAttach, type Offered } from './use-attach.ts'
import { useAnswering } from './use-answering.ts'
import { useJumps, type JumpGoal } from './use-jumps.ts'
import { useReferences } from './use-references.ts'
import { useSave } from './use-save.ts'

const ImageViewer = lazy(async () => ({ default: (await import('./image-viewer.tsx')).ImageViewer }))

interface Viewed {
  readonly message: Message
  /** Among the message's pictures. */
  readonly index: number
}

interface MessagePanelProps {
  readonly channelId: ChannelId
  readonly time: TimeFormat
  readonly surround: Surround
  readonly onOpenLink: (url: string, shown: string) => void
  readonly onOpenChannel: (channelId: string) => void
  readonly channelHref: (channelId: ChannelId) => string
  /** The connection's state, between head and messages. */
  readonly strip: ReactElement
  /** Above the composer, in the place of who types. */
  readonly foot?: ReactElement | undefined
  /** How far the list was read that the channel should be in: only when it was, the channel can be said to be gone. */
  readonly listing: 'loading' | 'ready' | 'failed'
  readonly onReadAgain: () => void
  /** A message the address names. */
  readonly goal?: JumpGoal | undefined
  /** Whether somebody came here by themselves; else what they go on typing was meant for another channel. */
  readonly isChosen: boolean
}

function useHues(channel: ListedChannel | undefined): ReadonlyMap<string, number> {
  const serverId = channel === undefined || channel.type === 'DM' ? '' : channel.serverId
  const roles = useAppState((state) => state.places[serverId]?.roles)
  const members = useAppState((state) => state.places[serverId]?.members)
  return useMemo(() => {
    const hues = new Map<string, number>()
    for (const [user, color] of roleColors({ roles: roles ?? [], members: members ?? [] })) {
      const hue = hueOfColor(color)
      if (hue !== undefined) hues.set(user, hue)
    }
    return hues
  }, [roles, members])
}

/** What every row of the channel needs, as one object that changes only with what is in it. */
function useSurroundingsOf(
  channel: ListedChannel | undefined,
  props: MessagePanelProps,
  { onViewImage, onReply, onReact }: Pick<MessageSurroundings, 'onViewImage' | 'onReply' | 'onReact'>,
): MessageSurroundings {
  const { channelId, time, onOpenLink, onOpenChannel, channelHref } = props
  const me = useAppState((state) => state.me._id)
  const hues = useHues(channel)
  const references = useReferences(channel, channelHref)
  const onSave = useSave(channelId)
  const mayManage = may(channel, 'MANAGE_MESSAGES')
  return useMemo(
    () => ({
      me,
      time,
      hues,
      references,
      mayManage,
      onReply,
      onReact,
      onOpenLink,
      onOpenChannel,
      onViewImage,
      onSave,
    }),
    [me, time, hues, references, mayManage, onReply, onReact, onOpenLink, onOpenChannel, onViewImage, onSave],
  )
}

/** No channel of that id: the lists are still being read, or this account does not have it, or has it no more. */
function Missing({ strip, listing, surround, onReadAgain }: MessagePanelProps): ReactElement {
  const text = useText()
  const content = {
    loading: <MessageSkeleton label={text.messages.loading} />,
    ready: <EmptyState icon={DoorOpen} title={text.channels.gone} text={text.channels.goneText} />,
    failed: (
      <EmptyState
        icon={CloudAlert}
        title={text.channels.loadFailed}
        action={<Button onClick={onReadAgain}>{text.ui.tryAgain}</Button>}
      />
    ),
  }[listing]
  return (
    <main className="chat" aria-label={listing === 'ready' ? text.channels.gone : text.ui.loading}>
      <header className="channel-head">
        <ListsButton surround={surround} />
      </header>
      {strip}
      <div className="chat-body">{content}</div>
    </main>
  )
}

/** One channel: its head, its messages, and the place to write. */
export function MessagePanel(props: MessagePanelProps): ReactElement {
  const { channelId, surround, strip, isChosen } = props
  const text = useText()
  const channel = useAppState((state) => selectChannel(state, channelId))
  const other = useAppState((state) => (channel?.type === 'DM' ? selectOther(state, channel) : undefined))
  const [viewing, setViewing] = useState<Viewed>()
  const onViewImage = useCallback((message: Message, index: number) => setViewing({ message, index }), [])
  const [retracting, setRetracting] = useState<Message>()
  const [sent, setSent] = useState(0)
  const jumps = useJumps(channelId, props.goal)
  const composer = useRef<HTMLTextAreaElement>(null)
  const panel = useRef<HTMLElement>(null)
  const { editing, onEdit, onEdited, onEditLast, onWriteOn } = useEditing(channelId, composer)
  const mayWrite = may(channel, 'SEND_MESSAGES') && channel?.type !== 'GUILD_WEB'
  const answering = useAnswering({ composer, mayWrite, mayReact: may(channel, 'ADD_REACTIONS') })
  const surroundings = useSurroundingsOf(channel, props, { onViewImage, ...answering })
  const mayAttach = mayWrite && may(channel, 'ATTACH_FILES')
  const attach = useAttach(channelId, mayAttach)
  const onAttach = useCallback(
    (offered: Offered) => {
      attach(offered)
      // Whoever has chosen files goes on writing.
      focusField(composer.current)
    },
    [attach],
  )

  useEffect(() => {
    if (!isChosen) panel.current?.focus({ preventScroll: true })
  }, [isChosen])
  if (channel === undefined) return <Missing {...props} />
  const name = channel.type === 'DM' ? (other?.username ?? text.messages.deletedPerson) : channel.name

  const onSent = (): void => setSent((count) => count + 1)

  return (
    <MessageSurroundingsContext value={surroundings}>
      <main ref={panel} className="chat" tabIndex={-1} aria-label={name}>
        <ChannelHeader channel={channel} other={other} name={name} surround={surround} onGoToDate={jumps.toDate} />
        {strip}
        <div className="chat-body">
          <ChannelContent
            channel={channel}
            name={name}
            editing={editing}
            onEdit={onEdit}
            onEdited={onEdited}
            onWriteOn={onWriteOn}
            onRetract={setRetracting}
            onOpenLink={props.onOpenLink}
            onWriteFirst={() => composer.current?.focus()}
            sent={sent}
            jumps={jumps}
          />
        </div>
        {channel.type === 'GUILD_WEB' ? null : (
          <div className="chat-foot">
            {props.foot ?? <TypingLine channelId={channelId} />}
            <Composer
              key={channelId}
              area={composer}
              channelId={channelId}
              label={channel.type === 'DM' ? text.composer.labelDirect(name) : text.composer.label(name)}
              takesFocus={isChosen}
              mayWrite={mayWrite}
              mayAttach={mayAttach}
              onAttach={onAttach}
              onSent={onSent}
              tools={
                <StickerButton
                  channelId={channelId}
                  serverId={channel.type === 'DM' ? undefined : channel.serverId}
                  onSent={onSent}
                />
              }
              onEditLast={onEditLast}
            />
          </div>
        )}
        {viewing === undefined ? null : (
          <Suspense>
            <ImageViewer
              {...viewing}
              onIndex={(index) => setViewing({ ...viewing, index })}
              onClose={() => setViewing(undefined)}
            />
          </Suspense>
        )}
        {mayWrite ? <FileDrop target={panel} onOffer={onAttach} /> : null}
        <RetractDialog message={retracting} onClose={() => setRetracting(undefined)} />
      </main>
    </MessageSurroundingsContext>
  )
}
