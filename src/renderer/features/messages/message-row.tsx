import { Eraser, Puzzle } from 'lucide-react'
import { memo, useState, type ReactElement } from 'react'
import { mentionsUser } from '#shared/models/mentions.ts'
import type { Message } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { isReadable, type MessageRow as Row } from '../../store/state.ts'
import { classNames } from '../../ui/class-names.ts'
import { ContextMenu } from '../../ui/menu.tsx'
import { EditField } from './edit-field.tsx'
import { MessageActions, messageMenu, type MessageDeeds } from './message-actions.tsx'
import { useSurroundings } from './message-context.ts'
import { MessageHead } from './message-head.tsx'
import { MessageText } from './message-text.tsx'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'

/** What the list does for its rows. */
export interface RowHandlers {
  readonly onEdit: (message: Message | undefined) => void
  readonly onRetract: (message: Message) => void
  readonly onJump: (message: Message) => void
}

interface MessageRowProps {
  readonly row: Row
  /** Stands under a head of its own: another author, or much later. */
  readonly head: boolean
  readonly editing: boolean
  readonly original: Message | undefined
  readonly handlers: RowHandlers
}

function deedsOf(message: Message, handlers: RowHandlers, may: { own: boolean; manage: boolean }): MessageDeeds {
  if (message.retractedAt !== undefined) return {}
  const content = message.content ?? ''
  return {
    ...(may.own ? { onEdit: () => { handlers.onEdit(message) } } : {}),
    ...(may.own || may.manage ? { onRetract: () => { handlers.onRetract(message) } } : {}),
    ...(content === '' ? {} : { onCopy: () => void navigator.clipboard.writeText(content) }),
  }
}

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

function Retracted({ name }: { readonly name: string }): ReactElement {
  const text = useText()
  return (
    <p className="message-gone">
      <Eraser aria-hidden="true" /> {text.messages.retracted(name)}
    </p>
  )
}

function ReadableRow({ message, ...props }: Omit<MessageRowProps, 'row'> & { readonly message: Message }): ReactElement {
  const { head, editing, original, handlers } = props
  const text = useText()
  const { me, mayManage, time } = useSurroundings()
  const [hot, setHot] = useState(false)
  const [menuOpen, setMenuOpen] = useState(false)
  const author = message.authorId ?? { _id: message._id, username: text.messages.deletedPerson, isBot: false }
  const deeds = deedsOf(message, handlers, { own: message.authorId?._id === me, manage: mayManage })
  const retracted = message.retractedAt !== undefined
  const isReply = message.referencedMessageId !== undefined && message.referencedMessageId !== null
  return (
    <ContextMenu items={() => messageMenu(text, deeds)} onOpenChange={setMenuOpen}>
      <article
        className={classNames(
          'message',
          head && 'message-first',
          mentionsUser(message, me) && 'message-mention',
          (hot || menuOpen) && 'message-hot',
        )}
        aria-label={text.messages.article(author.username, time.time(message.createdAt))}
        tabIndex={-1}
        data-message={message._id}
        onPointerEnter={() => { setHot(true) }}
        onPointerLeave={() => { setHot(false) }}
        onFocus={() => { setHot(true) }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setHot(false)
        }}
      >
        {isReply ? (
          <Quote original={original} onJump={() => { if (original !== undefined) handlers.onJump(original) }} />
        ) : null}
        {head ? (
          <MessageHead author={author} at={message.createdAt} />
        ) : (
          <time className="message-gutter-time" dateTime={message.createdAt} aria-hidden="true">
            {time.time(message.createdAt)}
          </time>
        )}
        {editing ? <EditField message={message} onClose={() => { handlers.onEdit(undefined) }} /> : null}
        {!editing && retracted ? <Retracted name={author.username} /> : null}
        {!editing && !retracted ? <MessageText message={message} /> : null}
        {retracted ? null : <Reactions reactions={message.reactions} />}
        {(hot || menuOpen) && !editing ? <MessageActions deeds={deeds} onMenu={setMenuOpen} /> : null}
      </article>
    </ContextMenu>
  )
}

/** One message. Drawn again only when its own record, or what surrounds it, is another. */
export const MessageRow = memo(function MessageRow({ row, ...props }: MessageRowProps): ReactElement {
  return isReadable(row) ? <ReadableRow message={row} {...props} /> : <Unreadable />
})
