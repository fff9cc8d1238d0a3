import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { Modal } from './modal.tsx'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** The accessible name, and the heading unless `hideTitle`. */
  readonly title: ReactNode
  readonly hideTitle?: boolean
  readonly description?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** Near the top instead of in the middle, for what one types into and whose height changes. */
  readonly place?: 'center' | 'top'
  /** Buttons, from the quietest to the one that does it. */
  readonly actions?: ReactNode
  /** A button "Close" in the corner, for dialogs without actions. */
  readonly closable?: boolean
  /** What takes the focus first; `surface` is the whole, for lists to read; else the first thing that can. */
  readonly initialFocus?: RefObject<HTMLElement | null> | 'surface'
  readonly children?: ReactNode
}

export function Dialog(props: DialogProps): ReactElement {
  const { open, onOpenChange, title, hideTitle = false, description, size = 'medium', place = 'center' } = props
  const { actions, closable = false, initialFocus, children } = props
  const text = useText()
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      place={place}
      describedBy={description !== undefined}
      initialFocus={initialFocus}
      className={classNames('dialog', `dialog-${size}`)}
    >
      <header className={hideTitle && description === undefined ? 'sr-only' : 'dialog-head'}>
        <Radix.Title className={hideTitle ? 'sr-only' : 'dialog-title'}>{title}</Radix.Title>
        {description === undefined ? null : <Radix.Description>{description}</Radix.Description>}
      </header>
      {children === undefined ? null : <div className="dialog-body">{children}</div>}
      {actions === undefined ? null : <footer className="dialog-actions">{actions}</footer>}
      {closable ? (
        <IconButton icon={X} label={text.ui.close} className="dialog-close" onClick={() => onOpenChange(false)} />
      ) : null}
    </Modal>
  )
}
