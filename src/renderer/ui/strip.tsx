import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface StripProps {
  readonly tone: 'neutral' | 'warn'
  readonly icon: LucideIcon
  readonly text: ReactNode
  /** Said more quietly at the end: when it will be tried again. */
  readonly trailing?: ReactNode
  readonly action?: ReactNode
}

/** The calm bar under a header. It has no role of its own: what it reports decides whether it is a status. */
export function Strip({ tone, icon: Icon, text, trailing, action }: StripProps): ReactElement {
  return (
    <div className={classNames('strip', tone === 'warn' && 'strip-warn')}>
      <Icon aria-hidden="true" />
      <span className="strip-text">{text}</span>
      {trailing === undefined ? null : <span className="strip-trailing">{trailing}</span>}
      {action}
    </div>
  )
}
