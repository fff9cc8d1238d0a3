import type { CSSProperties, ReactElement } from 'react'
import type { MessageId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { useSurroundings } from './message-context.ts'
import { messageSummary } from './message-summary.ts'
import { useAuthor } from './use-author.ts'

interface QuoteProps {
  /** The message replied to, where it is among those that were read. */
  readonly original: Message | undefined
  readonly originalId: MessageId
  readonly onJump: (original: MessageId) => void
}

/** The line above a reply: who said what it answers. */
export function Quote({ original, originalId, onJump }: QuoteProps): ReactElement {
  const text = useText()
  const jump = (): void => onJump(originalId)
  if (original !== undefined) return <Known original={original} onJump={jump} />
  return (
    <button type="button" className="quote text-muted" title={text.messages.jumpToOriginal} onClick={jump}>
      {text.messages.originalEarlier}
    </button>
  )
}

function Known({ original, onJump }: { readonly original: Message; readonly onJump: () => void }): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const { hues, references } = useSurroundings()
  const author = useAuthor(original)
  const name = author?.username ?? text.messages.deletedPerson
  const hue = author === null ? undefined : hues.get(author._id)
  const words =
    original.retractedAt === undefined ? messageSummary(original, text, references) : text.messages.originalRetracted
  return (
    <button type="button" className="quote" title={text.messages.jumpToOriginal} onClick={onJump}>
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
