import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface PopoverProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** The accessible name of what floats. */
  readonly label: string
  /** The button it hangs on: one element that takes a ref. */
  readonly trigger: ReactElement
  readonly children: ReactNode
}

/** Something to choose from that floats over a button. Not modal: what is behind it can still be used. */
export function Popover({ open, onOpenChange, label, trigger, children }: PopoverProps): ReactElement {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="popover"
          aria-label={label}
          side="top"
          align="end"
          sideOffset={12}
          collisionPadding={8}
          onEscapeKeyDown={(event) => {
            if (event.isComposing) event.preventDefault()
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
