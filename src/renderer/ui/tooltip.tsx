import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import { Key } from './key.tsx'

interface TooltipProps {
  readonly label: string
  /** Shown as a key, such as `Ctrl K`. */
  readonly shortcut?: string | undefined
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** One element that takes a ref and the pointer's events. */
  readonly children: ReactElement
}

/** Names a control for those who look; the control's own accessible name says it to all others. Needs `UiProvider`. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps): ReactElement {
  return (
    <Radix.Root>
      {/* The name says it already; described by the same words it would be spoken twice. */}
      <Radix.Trigger
        asChild
        aria-describedby={undefined}
        // Focus that came back by itself after a click needs no name: only somebody at the keyboard is told.
        onFocus={(event) => {
          if (!event.currentTarget.matches(':focus-visible')) event.preventDefault()
        }}
      >
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content side={side} sideOffset={6} collisionPadding={8} className="tooltip" aria-hidden="true">
          <bdi>{label}</bdi>
          {shortcut === undefined ? null : <Key>{shortcut}</Key>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
