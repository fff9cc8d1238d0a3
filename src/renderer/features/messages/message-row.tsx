import { Eraser, Puzzle } from 'lucide-react'
import { memo, useState, type KeyboardEvent, type ReactElement } from 'react'
import { mentionsUser } from '#shared/models/mentions.ts'
import type { MessageId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { EditField } from '../../parts/edit-field.tsx'
import { isReadable, type MessageRow as Row } from '../../store/state.ts'
import { classNames } from '../../ui/class-names.ts'
import { ChangeStates } from './change-states.tsx'
import type { Editing } from './use-editing.ts'
import { MessageActions } from './message-actions.tsx'
import { MessageCards } from './message-cards.tsx'
import { useSurroundings } from './message-context.ts'
import { MessageFiles } from './message-files.tsx'
import { MessageHead } from './message-head.tsx'
import { MessageText } from './message-text.tsx'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import type { DeedsOf } from './use-deeds.ts'
import { useAuthor } from './use-author.ts'
import { usePointed } from './use-pointed.ts'

/** What the list does for its rows. */
export interface RowHandlers {
  readonly deedsOf: DeedsOf
  /** Somebody is done with changing a message, and goes on writing. */
  readonly onEdited: () => void
  /** Somebody is done with a row, and goes on writing. */
  readonly onWriteOn: () => void
  readonly onJump: (messageId: MessageId) => void
}

interface MessageRowProps {
  readonly row: Row
  /** Stands under a head of its own: another author, or much later. */
  readonly head: boolean
  readonly editing: Editing | undefined
  /** The list's menu is open for this message. */
  readonly menuOpen: boolean
  /** The message this one replies to, where it is among those that were read. */
  readonly original: Message | undefined
  readonly handlers: RowHandlers
}

type ReadableRowProps = Omit<MessageRowProps, 'row'> & { readonly message: Message }

function Unreadable(): ReactElement {
  const text = useText()
  return (
    <article className="message message-first" aria-label={text.messages.unreadable}>
      <p className="message-broken">
        <Puzzle aria-hidden="true" /> {text.messages.unreadable}
      </p>
    </article>
  )
}

interface ChangedProps {
  readonly message: Message
  readonly editing: Editing
  readonly handlers: RowHandlers
}

function ChangedInPlace({ message, editing, handlers }: ChangedProps): ReactElement {
  const { sync } = useAccount()
  const text = useText()
  const { channelId, _id: messageId } = message
  const before = message.content ?? ''
  return (
    <EditField
      before={before}
      refusal={message.retractedAt === undefined ? undefined : text.messages.editRetracted}
      typed={editing.typed()}
      onType={editing.onType}
      // Shown at once and kept until it is settled; refused, it stands beside the message with the reason.
      onSave={(content) => sync.outbox.edit({ channelId, messageId }, { content, before })}
      onClose={handlers.onEdited}
    />
  )
}

/** What stands under the head: the text, the field that changes it, or that it was taken back. */
function Content({ message, editing, handlers }: ReadableRowProps): ReactElement {
  const text = useText()
  const author = useAuthor(message)
  if (editing !== undefined) return <ChangedInPlace {...{ message, editing, handlers }} />
  if (message.retractedAt === undefined) {
    return (
      <>
        <MessageText message={message} />
        <MessageFiles message={message} />
        <MessageCards message={message} />
        <Reactions message={message} />
      </>
    )
  }
  return (
    <p className="message-gone">
      <Eraser aria-hidden="true" />
      {text.messages.retracted(author?.username ?? text.messages.deletedPerson)}
    </p>
  )
}

interface HeadProps {
  readonly message: Message
  readonly head: boolean
  readonly hot: boolean
}

/** Who wrote it and when; under the head of another message only when, and only on demand. */
function Head({ message, head, hot }: HeadProps): ReactElement | null {
  const text = useText()
  const { time } = useSurroundings()
  const { createdAt } = message
  const author = useAuthor(message) ?? { _id: message._id, username: text.messages.deletedPerson, isBot: false }
  if (head) return <MessageHead author={author} at={createdAt} titled={hot} />
  if (!hot) return null
  return (
    <time className="message-gutter-time" dateTime={createdAt} aria-hidden="true">
      {time.gutter(createdAt)}
    </time>
  )
}

function ReadableRow(props: ReadableRowProps): ReactElement {
  const { message, head, editing, original, handlers } = props
  const text = useText()
  const { me, time } = useSurroundings()
  const { pointed, on } = usePointed()
  const [barMenu, setBarMenu] = useState(false)
  const repliesTo = message.referencedMessageId ?? undefined
  const hot = pointed || barMenu || props.menuOpen
  const name = useAuthor(message)?.username ?? text.messages.deletedPerson
  const className = classNames(
    'message',
    head && 'message-first',
    hot && 'message-hot',
    mentionsUser(message, me) && 'message-mention',
  )

  function onKeyDown(event: KeyboardEvent): void {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (event.target !== event.currentTarget || !isPlain || event.key.toLowerCase() !== 'r') return
    const { onReply } = handlers.deedsOf(message)
    if (onReply === undefined) return
    // The letter is not to land in the field.
    event.preventDefault()
    onReply()
  }

  return (
    // The pointer and the focus only bring up the bar, whose buttons do the deeds.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={className}
      aria-label={text.messages.article(name, time.time(message.createdAt))}
      tabIndex={-1}
      data-message={message._id}
      {...on}
      onKeyDown={onKeyDown}
    >
      {repliesTo === undefined ? null : <Quote original={original} originalId={repliesTo} onJump={handlers.onJump} />}
      <Head {...{ message, head, hot }} />
      <Content {...props} />
      {editing !== undefined ? null : <ChangeStates message={message} onWriteOn={handlers.onWriteOn} />}
      {hot && editing === undefined ? <MessageActions deeds={handlers.deedsOf(message)} onMenu={setBarMenu} /> : null}
    </article>
  )
}

/** One message. Drawn again only when its own record, or what surrounds it, is another. */
export const MessageRow = memo(function MessageRow({ row, ...props }: MessageRowProps): ReactElement {
  return isReadable(row) ? <ReadableRow message={row} {...props} /> : <Unreadable />
})
