import type { ReactElement, ReactNode } from 'react'

interface SideScrollProps {
  readonly label: string
  readonly className: string
  readonly children: ReactNode
}

/** What may be wider than its message scrolls sideways, by the keyboard too; nothing else in a message does. */
export function SideScroll({ label, className, children }: SideScrollProps): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- not every browser lets the keyboard into what scrolls, and none of the tags with that role may stand here
    <div className={className} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
