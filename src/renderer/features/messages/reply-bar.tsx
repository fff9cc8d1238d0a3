import { Reply, X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { MessageId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useSurroundings } from './message-context.ts'
import { messageSummary } from './message-summary.ts'
import { useAuthor } from './use-author.ts'

interface ReplyBarProps {
  readonly target: ReplyTarget
  readonly onCancel: () => void
}

/** What is answered. `original` is missing where the message is not among those that were read. */
export interface ReplyTarget {
  readonly id: MessageId
  readonly original: Message | undefined
}

/** A message that was taken back is answered no more: what is sent then stands for itself. */
export const isGone = ({ original }: ReplyTarget): boolean => original?.retractedAt !== undefined

function Words({ original }: { readonly original: Message }): ReactElement {
  const text = useText()
  const { references } = useSurroundings()
  const name = useAuthor(original)?.username ?? text.messages.deletedPerson
  return (
    <>
      {text.composer.replyingTo} <bdi className="composer-reply-name">{name}</bdi>
      <bdi className="composer-reply-words">{messageSummary(original, text, references)}</bdi>
    </>
  )
}

/** Over the field: whom one answers, and the way out of it. */
export function ReplyBar({ target, onCancel }: ReplyBarProps): ReactElement {
  const text = useText()
  const { original } = target
  const gone = isGone(target)
  return (
    <div className="composer-reply" role={gone ? 'alert' : 'status'}>
      <Reply aria-hidden="true" />
      <p className="truncate">
        {gone ? text.composer.replyGone : null}
        {!gone && original === undefined ? text.composer.replyingToEarlier : null}
        {!gone && original !== undefined ? <Words original={original} /> : null}
      </p>
      <IconButton size="small" icon={X} label={text.composer.cancelReply} shortcut="Esc" onClick={onCancel} />
    </div>
  )
}
