import type { CSSProperties, ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { useSurroundings } from './message-context.ts'
import { messageSummary } from './message-summary.ts'

interface QuoteProps {
  /** The message replied to, where it is among those that were read. */
  readonly original: Message | undefined
  readonly onJump: (original: Message) => void
}

/** The line above a reply: who said what it answers. */
export function Quote({ original, onJump }: QuoteProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const { hues, references } = useSurroundings()
  if (original === undefined) return <p className="quote text-muted">{text.messages.originalEarlier}</p>
  const author = original.authorId
  const name = author?.username ?? text.messages.deletedPerson
  const hue = author === null ? undefined : hues.get(author._id)
  const words =
    original.retractedAt === undefined ? messageSummary(original, text, references) : text.messages.originalRetracted
  return (
    <button type="button" className="quote" aria-label={text.messages.jumpToOriginal} onClick={() => onJump(original)}>
      <Avatar
        id={author?._id ?? ''}
        name={name}
        url={author?.avatarUrl === undefined ? undefined : fileUrl(author.avatarUrl)}
        size={16}
      />
      <bdi
        className={hue === undefined ? 'quote-name' : 'quote-name role-name'}
        style={hue === undefined ? undefined : ({ '--hue': hue } as CSSProperties)}
      >
        {name}
      </bdi>
      <bdi className="truncate">{words}</bdi>
    </button>
  )
}
