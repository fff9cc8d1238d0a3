import { useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** A question: "Retract this message?" */
  readonly title: ReactNode
  /** What goes with it. */
  readonly description: ReactNode
  /** A verb and what it does it to: "Retract message". */
  readonly confirm: string
  /** What stays instead: "Keep message". */
  readonly keep: string
  readonly onConfirm: () => void
  /** The deed is under way; the dialog stays until the caller closes it. */
  readonly busy?: boolean
  /** Not a loss: the button is the ordinary one. */
  readonly harmless?: boolean
  readonly children?: ReactNode
}

/** Asks before what cannot be undone, and only then. The way out has the focus first. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { open, onOpenChange, title, description, confirm, keep, onConfirm, busy = false, harmless = false } = props
  const keepButton = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      size="small"
      {...(props.children === undefined ? { initialFocus: keepButton } : {})}
      actions={
        <>
          <Button ref={keepButton} variant="quiet" onClick={() => onOpenChange(false)}>
            {keep}
          </Button>
          <Button variant={harmless ? 'primary' : 'danger'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
