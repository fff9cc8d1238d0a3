import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon: LucideIcon
  /** What is so. */
  readonly title: ReactNode
  /** What is safe, or what to do about it. */
  readonly text?: ReactNode
  /** One button, or two in a fragment. */
  readonly action?: ReactNode
}

/** Fills its panel where there is nothing to show: empty, failed, gone. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty-state">
      <Icon className="icon-empty" aria-hidden="true" />
      <strong>{title}</strong>
      {text === undefined ? null : <p>{text}</p>}
      {action === undefined ? null : <div className="empty-state-action">{action}</div>}
    </div>
  )
}
