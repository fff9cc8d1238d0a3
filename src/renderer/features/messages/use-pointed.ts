import { useState, type FocusEvent, type PointerEvent } from 'react'

interface Pointed {
  readonly pointed: boolean
  readonly on: {
    readonly onPointerEnter: () => void
    readonly onPointerLeave: (event: PointerEvent) => void
    readonly onFocus: (event: FocusEvent) => void
    readonly onBlur: (event: FocusEvent) => void
  }
}

/** A click into a message leaves the focus there as well, and asks for no bar; what the bar has opened is part of it. */
function asksForBar({ target, currentTarget }: FocusEvent): boolean {
  if (!currentTarget.contains(target)) return true
  return target.closest('[role="toolbar"]') !== null || target.matches(':focus-visible')
}

/** Whether the pointer or the focus is on a row. Neither takes the bar away from under the other. */
export function usePointed(): Pointed {
  const [hasPointer, setPointer] = useState(false)
  const [hasFocus, setFocus] = useState(false)
  return {
    pointed: hasPointer || hasFocus,
    on: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: ({ currentTarget }) => {
        setPointer(false)
        // Something that went while it had the focus has told nobody.
        if (!currentTarget.contains(document.activeElement)) setFocus(false)
      },
      onFocus: (event) => setFocus(asksForBar(event)),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocus(false)
      },
    },
  }
}
