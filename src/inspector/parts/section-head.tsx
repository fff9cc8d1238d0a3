import type { ReactElement, ReactNode } from 'react'

interface SectionHeadProps {
  readonly id?: string
  readonly title: string
  /** A count, or a size. */
  readonly aside?: ReactNode
  readonly children?: ReactNode
}

export function SectionHead({ id, title, aside, children }: SectionHeadProps): ReactElement {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {aside === undefined ? null : <span>{aside}</span>}
      {children === undefined ? null : <div className="section-deed">{children}</div>}
    </div>
  )
}
