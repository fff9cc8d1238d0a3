import { useState, type ReactElement } from 'react'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'
import type { StickerShelf } from '../../sync/file-actions.ts'

/** Which sticker is to be changed, and how. */
export interface Asked {
  readonly what: 'rename' | 'delete'
  readonly sticker: ShownSticker
}

interface DialogProps {
  readonly shelf: StickerShelf
  readonly sticker: ShownSticker
  readonly onClose: () => void
  readonly onDone: () => void
}

function RenameDialog({ shelf, sticker, onClose, onDone }: DialogProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()

  async function rename(name: string): Promise<string | undefined> {
    const outcome = await sync.actions.renameSticker(shelf, sticker._id, name)
    if (outcome.status !== 'done') return describeOutcome(text, outcome)
    onDone()
    return undefined
  }

  return (
    <NameDialog
      open
      onOpenChange={onClose}
      title={text.files.renameStickerTitle}
      description={text.files.renameStickerText}
      label={text.files.stickerName}
      hint={text.files.stickerNameHint}
      initial={sticker.name}
      missing={text.files.stickerNameMissing}
      submit={text.files.renameStickerConfirm}
      onName={rename}
    />
  )
}

function DeleteDialog({ shelf, sticker, onClose, onDone }: DialogProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()

  async function remove(): Promise<void> {
    setBusy(true)
    const outcome = await sync.actions.deleteSticker(shelf, sticker._id)
    setBusy(false)
    if (outcome.status === 'done') {
      onDone()
      onClose()
    } else {
      setError(describeOutcome(text, outcome))
    }
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={text.files.deleteStickerTitle(sticker.name)}
      description={text.files.deleteStickerText}
      confirm={text.files.deleteSticker}
      keep={text.files.keepSticker}
      busy={busy}
      onConfirm={() => void remove()}
    >
      {error === undefined ? undefined : (
        <p className="message-state message-state-bad" role="alert">
          {error}
        </p>
      )}
    </ConfirmDialog>
  )
}

interface StickerDialogsProps extends Omit<DialogProps, 'sticker'> {
  readonly asked: Asked | undefined
}

/** Another name for a sticker, or the question whether it is to go. */
export function StickerDialogs({ asked, ...props }: StickerDialogsProps): ReactElement | null {
  if (asked === undefined) return null
  const Asking = asked.what === 'rename' ? RenameDialog : DeleteDialog
  return <Asking sticker={asked.sticker} {...props} />
}
