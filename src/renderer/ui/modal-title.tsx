import { Dialog } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface ModalTitleProps {
  readonly className: string
  readonly children: ReactNode
}

/** The accessible name of a `Modal` that is no ordinary dialog. */
export function ModalTitle({ className, children }: ModalTitleProps): ReactElement {
  return <Dialog.Title className={className}>{children}</Dialog.Title>
}
