import { Dialog as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Modal } from './modal.tsx'

interface SheetProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly side: 'left' | 'right'
  /** Spoken, not shown: what is in it has its own head. */
  readonly label: string
  readonly children: ReactNode
}

/** A panel over the side of a narrow window. */
export function Sheet({ open, onOpenChange, side, label, children }: SheetProps): ReactElement {
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      place={side}
      // Lists to choose from: none of their rows is more likely than another.
      initialFocus="surface"
      className={classNames('sheet', `sheet-${side}`)}
    >
      <Radix.Title className="sr-only">{label}</Radix.Title>
      {children}
    </Modal>
  )
}
