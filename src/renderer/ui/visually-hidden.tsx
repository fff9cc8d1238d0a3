import type { ReactElement, ReactNode } from 'react'

/** Text for those who listen instead of look. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="sr-only">{children}</span>
}
