import type { ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface RetractDialogProps {
  /** The message in question; undefined: nothing is asked. */
  readonly message: Message | undefined
  readonly onClose: () => void
}

/** Asks once before a message is taken back. Refused, the message says so. */
export function RetractDialog({ message, onClose }: RetractDialogProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  return (
    <ConfirmDialog
      open={message !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={text.messages.retractTitle}
      description={text.messages.retractText}
      confirm={text.messages.retractConfirm}
      keep={text.messages.retractKeep}
      busy={false}
      onConfirm={() => {
        if (message !== undefined) sync.outbox.retract({ channelId: message.channelId, messageId: message._id })
        onClose()
      }}
    />
  )
}
