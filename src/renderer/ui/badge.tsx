import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'

const MOST_SHOWN = 99

interface BadgeProps {
  readonly count: number
  /** Neutral instead of accent: a number that asks for nothing. */
  readonly quiet?: boolean
  readonly className?: string
}

/** A count in a pill, "99+" beyond that; nothing at zero. The accessible name of what it sits on says it in words. */
export function Badge({ count, quiet = false, className }: BadgeProps): ReactElement | null {
  if (count <= 0) return null
  return (
    <span aria-hidden="true" className={classNames('count', quiet && 'count-quiet', className)}>
      {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
    </span>
  )
}

/** Something is new, however much. Sits in the upper corner of a `relative` box. */
export function Dot(): ReactElement {
  return <span aria-hidden="true" className="corner-dot" />
}

/** A word in a small box: "Bot", "Waiting to send". */
export function Tag({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="tag">{children}</span>
}
