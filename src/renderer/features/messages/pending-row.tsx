import { CircleAlert, Clock } from 'lucide-react'
import { useId, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { describeReason } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { StickerPicture } from '../../parts/files/sticker-picture.tsx'
import type { PendingMessage } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Tag } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FileChips } from './draft-files.tsx'
import { useSurroundings } from './message-context.ts'
import { MessageHead } from './message-head.tsx'
import type { RowHandlers } from './message-row.tsx'
import { PlainText } from './message-text.tsx'
import { Quote } from './quote.tsx'

interface PendingRowProps {
  readonly pending: PendingMessage
  readonly head: boolean
  /** The message it answers, where it is among those that were read. */
  readonly original: Message | undefined
  readonly onJump: RowHandlers['onJump']
}

/** What became of it so far, in words: the row's description. */
function stateText(text: Catalogue, { delivery }: PendingMessage, connected: boolean): string {
  if (delivery.status === 'files-failed') return text.files.notSent
  if (delivery.status === 'failed') return text.messages.notSentBecause(describeReason(text, delivery.refusal))
  if (delivery.status === 'unconfirmed') return text.messages.notConfirmed
  return connected ? text.messages.sending : text.messages.waiting
}

const hasFailed = ({ delivery }: PendingMessage): boolean =>
  delivery.status === 'failed' || delivery.status === 'files-failed'

function Choices({ pending }: { readonly pending: PendingMessage }): ReactElement | null {
  const text = useText()
  const { outbox } = useAccount().sync
  const { channelId, nonce, delivery } = pending
  if (delivery.status === 'sending') return null
  const failed = hasFailed(pending)
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        onClick={() => {
          if (failed) outbox.retry(channelId, nonce)
          else outbox.sendAgain(channelId, nonce)
        }}
      >
        {failed ? text.messages.retry : text.messages.sendAgain}
      </Button>
      <Button
        size="small"
        variant="quiet"
        onClick={() => {
          outbox.discard(channelId, nonce)
        }}
      >
        {failed ? text.messages.delete : text.messages.discard}
      </Button>
    </>
  )
}

/** Whoever stands on a message on its way stands on the same message once it is there: its row is then another element. */
function handFocusOn(element: HTMLElement): () => void {
  const slot = element.parentElement
  return () => {
    if (document.activeElement !== element) return
    queueMicrotask(() => slot?.querySelector('article')?.focus())
  }
}

/** What is being sent: words, files with how far they are, a sticker. */
function PendingContent({ pending }: { readonly pending: PendingMessage }): ReactElement {
  const { fileUrl } = useAccount()
  const { onOpenLink } = useSurroundings()
  const { content, files = [], sticker } = pending
  return (
    <>
      {content === '' ? null : <PlainText content={content} />}
      {sticker === undefined ? null : <StickerPicture sticker={sticker} fileUrl={fileUrl} onOpenLink={onOpenLink} />}
      <FileChips files={files} />
    </>
  )
}

/** A message on its way, or one that did not get there. Its text is never lost. */
export function PendingRow({ pending, head, original, onJump }: PendingRowProps): ReactElement {
  const text = useText()
  const { time } = useSurroundings()
  const me = useAppState((state) => state.me)
  const connected = useAppState((state) => state.connection.status === 'connected')
  const stateId = useId()
  const at = new Date(pending.sentAt).toISOString()
  const { status } = pending.delivery
  const failed = hasFailed(pending)
  const waiting = status === 'sending' && !connected
  return (
    <article
      ref={handFocusOn}
      tabIndex={-1}
      className={classNames('message', head && 'message-first', !failed && 'message-pending')}
      aria-label={text.messages.article(me.username, time.time(at))}
      aria-describedby={stateId}
      data-nonce={pending.nonce}
    >
      {pending.referencedMessageId === undefined ? null : (
        <Quote original={original} originalId={pending.referencedMessageId} onJump={onJump} />
      )}
      {head ? (
        <MessageHead author={me} at={at}>
          {waiting ? (
            <Tag>
              <Clock aria-hidden="true" /> {text.messages.waiting}
            </Tag>
          ) : null}
        </MessageHead>
      ) : null}
      {failed || (waiting && head) ? null : (
        <span className="message-clock" aria-hidden="true">
          <Clock />
        </span>
      )}
      <PendingContent pending={pending} />
      <p className={classNames('message-state', failed && 'message-state-bad', status === 'sending' && 'sr-only')}>
        <span className="message-state-words">
          {failed ? <CircleAlert aria-hidden="true" /> : null}
          <span id={stateId}>{stateText(text, pending, connected)}</span>
        </span>
        <Choices pending={pending} />
      </p>
    </article>
  )
}
