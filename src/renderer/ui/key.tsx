import type { ReactElement } from 'react'

/** The legend of a key on the keyboard. */
export function Key({ children }: { readonly children: string }): ReactElement {
  return <kbd className="key">{children}</kbd>
}
