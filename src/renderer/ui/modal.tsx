import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'
import { rememberFocus } from './return-focus.ts'

interface ModalProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Where the surface stands in the window. */
  readonly place: 'center' | 'top' | 'left' | 'right'
  readonly className?: string
  readonly describedBy?: boolean
  /** What takes the focus first; `surface` is the whole; else the first thing that can. */
  readonly initialFocus?: RefObject<HTMLElement | null> | 'surface' | undefined
  readonly children: ReactNode
}

/**
 * What dialogs and sheets share: scrim, focus trap, Escape, and the focus given back at the end. The scrim is our own
 * element, because Radix's overlay adds a style element at run time, which the page's policy forbids.
 */
export function Modal(props: ModalProps): ReactElement {
  const { open, onOpenChange, place, className, describedBy = false, initialFocus, children } = props
  const giveFocusBack = useRef<() => void>(undefined)
  const surface = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <div className={classNames('scrim', `scrim-${place}`)}>
          <Dialog.Content
            {...(describedBy ? {} : { 'aria-describedby': undefined })}
            ref={surface}
            className={className}
            onOpenAutoFocus={(event) => {
              giveFocusBack.current = rememberFocus()
              const first = initialFocus === 'surface' ? surface : initialFocus
              if (!first?.current) return
              event.preventDefault()
              first.current.focus()
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault()
              giveFocusBack.current?.()
            }}
            onEscapeKeyDown={(event) => {
              // A field that is left by Escape leaves what stands around it open.
              const inField = event.target instanceof Element && event.target.closest('[data-own-escape]') !== null
              if (event.isComposing || inField) event.preventDefault()
            }}
          >
            {children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
