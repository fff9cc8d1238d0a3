import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { describeReason } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { selectChanges, unsettledOf } from '../../store/selectors/changes.ts'
import type { PendingChange } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'

function wordsOf(text: Catalogue, { kind, delivery }: PendingChange): string {
  if (delivery.status === 'conflict') return text.messages.changedElsewhere
  if (delivery.status !== 'failed') return ''
  const reason = describeReason(text, delivery.refusal)
  if (kind === 'edit') return text.messages.editFailed(reason)
  return kind === 'retraction' ? text.messages.retractFailed(reason) : text.messages.reactionFailed(reason)
}

function ChangeState({ change }: { readonly change: PendingChange }): ReactElement {
  const text = useText()
  const { outbox } = useAccount().sync
  const { channelId, nonce, delivery } = change
  const isConflict = delivery.status === 'conflict'
  return (
    <div role="alert">
      {change.kind === 'edit' ? (
        <p className="message-text" dir="auto">
          {change.content}
        </p>
      ) : null}
      <p className="message-state message-state-bad">
        <span className="message-state-words">
          <CircleAlert aria-hidden="true" />
          <span>{wordsOf(text, change)}</span>
        </span>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            if (isConflict) outbox.keepMine(nonce)
            else outbox.retry(channelId, nonce)
          }}
        >
          {isConflict ? text.messages.keepMine : text.messages.retry}
        </Button>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            outbox.discard(channelId, nonce)
          }}
        >
          {text.messages.discard}
        </Button>
      </p>
    </div>
  )
}

/** What was done to a message and came to nothing: why, what was typed, and the ways on. */
export function ChangeStates({ message }: { readonly message: Message }): ReactElement | null {
  const changes = useAppState((state) => selectChanges(state, message.channelId))
  const unsettled = unsettledOf(changes, message)
  if (unsettled.length === 0) return null
  return (
    <>
      {unsettled.map((change) => (
        <ChangeState key={change.nonce} change={change} />
      ))}
    </>
  )
}
