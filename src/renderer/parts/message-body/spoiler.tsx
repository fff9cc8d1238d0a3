import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/text-provider.tsx'

interface SpoilerProps {
  /** The same words as plain text, so that nothing moves when they are shown. */
  readonly plain: string
  readonly children: ReactNode
}

/** The button is gone once it is pressed: the focus goes to what it hid. */
function takeFocus(shown: HTMLElement | null): void {
  shown?.focus({ preventScroll: true })
}

export function Spoiler({ plain, children }: SpoilerProps): ReactElement {
  const text = useText()
  const [shown, setShown] = useState(false)
  if (shown) {
    return (
      <span className="spoiler spoiler-shown" tabIndex={-1} ref={takeFocus}>
        {children}
      </span>
    )
  }
  return (
    <button type="button" className="spoiler" aria-label={text.messages.revealSpoiler} onClick={() => setShown(true)}>
      <span aria-hidden="true">{plain}</span>
    </button>
  )
}
