import type { ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { cardOf, embedsOf, forwardOf } from '#shared/models/message-cards.ts'
import { stickerOf, voiceOf } from '#shared/models/message-payload.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { MessageBody } from '../../parts/message-body/message-body.tsx'
import { useSurroundings } from './message-context.ts'
import { FORWARD_TYPE, isText, isUnknownKind } from './message-kinds.ts'

/** Stickers, recordings and cards that can be shown say nothing in words, unless a recording has been written down. */
function isShownElse({ type, payload, plainText = '' }: Message): boolean {
  if (type === 'message/sticker') return stickerOf(payload) !== undefined
  if (type === 'message/voice') return plainText === '' && voiceOf(payload) !== undefined
  if (type === FORWARD_TYPE) return forwardOf(payload) !== undefined
  return (isUnknownKind(type) && cardOf(payload) !== undefined) || embedsOf(payload).length > 0
}

/** What a message says. A kind this client cannot draw shows its plain text, or says that it cannot be shown. */
export function MessageText({ message }: { readonly message: Message }): ReactElement | null {
  const text = useText()
  const content = message.content ?? ''
  const edited = message.editedAt === undefined ? null : <span className="message-edited">{text.messages.edited}</span>
  if (content === '' && (message.attachments.length > 0 || isShownElse(message))) {
    return edited === null ? null : <p className="message-alone">{edited}</p>
  }
  if (content !== '' || isText(message.type)) return <Text content={content} trailing={edited} />
  const spoken = message.type === 'message/voice' ? message.plainText : undefined
  const fallback = spoken ?? message.context ?? message.plainText ?? ''
  if (fallback !== '') return <Text content={fallback} trailing={edited} />
  return (
    <p className="message-broken">
      {message.type}: {text.messages.unknownCard}
    </p>
  )
}

/** Text of a message that has no record yet. */
export function PlainText({ content }: { readonly content: string }): ReactElement {
  return <Text content={content} trailing={null} />
}

function Text({
  content,
  trailing,
}: {
  readonly content: string
  readonly trailing: ReactElement | null
}): ReactElement {
  const { references, onOpenLink, onOpenChannel } = useSurroundings()
  return (
    <MessageBody
      content={content}
      references={references}
      trailing={trailing}
      onOpenLink={onOpenLink}
      onOpenChannel={onOpenChannel}
    />
  )
}
