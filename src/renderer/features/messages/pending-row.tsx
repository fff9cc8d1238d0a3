import { Clock } from 'lucide-react'
import { useId, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeDelivery } from '../../i18n/describe-delivery.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { DeliveryState } from '../../parts/delivery-state.tsx'
import { EditField } from '../../parts/edit-field.tsx'
import { StickerPicture } from '../../parts/files/sticker-picture.tsx'
import type { PendingMessage } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { changeWords, goOnBy, waysOn } from '../../sync/ways-on.ts'
import { Tag } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FileChips } from './draft-files.tsx'
import type { Editing } from './use-editing.ts'
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
  readonly editing: Editing | undefined
  readonly handlers: Pick<RowHandlers, 'onJump' | 'onEdited' | 'onWriteOn'>
}

const hasFailed = ({ delivery }: PendingMessage): boolean =>
  delivery.status === 'failed' || delivery.status === 'files-failed'

/** Whoever stands on a message on its way stands on the same message once it is there: its row is then another element. */
function handFocusOn(element: HTMLElement): () => void {
  const slot = element.parentElement
  return () => {
    if (document.activeElement !== element) return
    queueMicrotask(() => slot?.querySelector('article')?.focus())
  }
}

type PendingContentProps = Pick<PendingRowProps, 'pending' | 'editing' | 'handlers'>

/** What is being sent: words, files with how far they are, a sticker. */
function PendingContent({ pending, editing, handlers }: PendingContentProps): ReactElement {
  const { fileUrl, sync } = useAccount()
  const { onOpenLink } = useSurroundings()
  const { content, files = [], sticker } = pending
  return (
    <>
      {editing === undefined && content !== '' ? <PlainText content={content} /> : null}
      {editing === undefined ? null : (
        <EditField
          before={content}
          typed={editing.typed()}
          onType={editing.onType}
          onSave={(changed) => changeWords({ kind: 'message', ...pending }, changed, sync)}
          onClose={handlers.onEdited}
        />
      )}
      {sticker === undefined ? null : <StickerPicture sticker={sticker} fileUrl={fileUrl} onOpenLink={onOpenLink} />}
      <FileChips files={files} />
    </>
  )
}

/** A message on its way, or one that did not get there. Its text is never lost. */
export function PendingRow({ pending, head, original, editing, handlers }: PendingRowProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const { time } = useSurroundings()
  const me = useAppState((state) => state.me)
  const connected = useAppState((state) => state.connection.status === 'connected')
  const stateId = useId()
  const at = new Date(pending.sentAt).toISOString()
  const { status } = pending.delivery
  const item = { kind: 'message', ...pending } as const
  const failed = hasFailed(pending)
  const words = describeDelivery(text, item, connected)
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
        <Quote original={original} originalId={pending.referencedMessageId} onJump={handlers.onJump} />
      )}
      {head ? (
        <MessageHead author={me} at={at}>
          {status === 'sending' && !connected ? (
            <Tag>
              <Clock aria-hidden="true" /> {words}
            </Tag>
          ) : failed || status === 'held' ? null : (
            <Clock className="message-head-clock" aria-hidden="true" />
          )}
        </MessageHead>
      ) : null}
      {failed || head || status === 'held' ? null : (
        <span className="message-clock" aria-hidden="true">
          <Clock />
        </span>
      )}
      <PendingContent {...{ pending, editing, handlers }} />
      <DeliveryState
        words={words}
        wordsId={stateId}
        bad={failed}
        wordsHidden={status === 'sending' || status === 'held'}
        // What goes on by itself is called off in the outbox.
        ways={status === 'sending' ? [] : waysOn(item)}
        onWay={(way) => {
          goOnBy(way, item, sync)
          handlers.onWriteOn()
        }}
      />
    </article>
  )
}
