import { useState, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface RetractDialogProps {
  /** The message in question; undefined: nothing is asked. */
  readonly message: Message | undefined
  readonly onClose: () => void
}

/** Asks once before a message is taken back, and says so when that did not work. */
export function RetractDialog({ message, onClose }: RetractDialogProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  async function retract(target: Message): Promise<void> {
    setBusy(true)
    const outcome = await sync.actions.retractMessage({ channelId: target.channelId, messageId: target._id })
    setBusy(false)
    if (outcome.status === 'done') {
      setError(undefined)
      onClose()
    } else {
      setError(describeOutcome(text, outcome))
    }
  }

  return (
    <ConfirmDialog
      open={message !== undefined}
      onOpenChange={(open) => {
        if (open) return
        setError(undefined)
        onClose()
      }}
      title={text.messages.retractTitle}
      description={text.messages.retractText}
      confirm={text.messages.retractConfirm}
      keep={text.messages.retractKeep}
      busy={busy}
      onConfirm={() => {
        if (message !== undefined) void retract(message)
      }}
    >
      {error === undefined ? undefined : (
        <p className="message-state message-state-bad" role="alert">
          {error}
        </p>
      )}
    </ConfirmDialog>
  )
}
