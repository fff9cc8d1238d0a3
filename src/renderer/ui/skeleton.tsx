import type { CSSProperties, ReactElement } from 'react'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Widths of head and lines, in the proportions of real messages. */
const messages = [
  ['96px', '82%', '54%'],
  ['72px', '48%'],
  ['120px', '90%', '76%'],
  ['88px', '64%'],
  ['104px', '70%', '38%'],
] as const

interface SkeletonProps {
  /** Spoken, not shown. */
  readonly label: string
}

function Line({ width }: { readonly width: string }): ReactElement {
  return <i className="skeleton-line" style={{ '--bone': width } as CSSProperties} />
}

/** Messages about to come, in their final layout. Its style shows it only after 200 ms: what loads fast never flickers. */
export function MessageSkeleton({ label }: SkeletonProps): ReactElement {
  return (
    <div className="skeleton">
      <VisuallyHidden>{label}</VisuallyHidden>
      {messages.map((widths) => (
        <div key={widths[0]} className="skeleton-message" aria-hidden="true">
          <i className="skeleton-avatar" />
          {widths.map((width) => (
            <Line key={width} width={width} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Rows of a list about to come. */
export function ListSkeleton({ label }: SkeletonProps): ReactElement {
  return (
    <div className="skeleton skeleton-list">
      <VisuallyHidden>{label}</VisuallyHidden>
      {messages.map(([, width]) => (
        <Line key={width} width={width} />
      ))}
    </div>
  )
}
