import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { countLabel } from '../i18n/count.ts'

interface BadgeProps {
  readonly count: number
  /** There are more of them, which nobody counted. */
  readonly isMore?: boolean
  /** Neutral instead of accent: a number that asks for nothing. */
  readonly quiet?: boolean
  readonly className?: string
}

/** A count in a pill, "99+" beyond that, or "100+" where nobody counted further; nothing at zero. The accessible name of what it sits on says it in words. */
export function Badge({ count, isMore = false, quiet = false, className }: BadgeProps): ReactElement | null {
  if (count <= 0) return null
  return (
    <span aria-hidden="true" className={classNames('count', quiet && 'count-quiet', className)}>
      {countLabel(count, isMore)}
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
