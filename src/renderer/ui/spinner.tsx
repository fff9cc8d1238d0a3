import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'

interface SpinnerProps {
  /** On a filled button, whose colour the ring must stand out from. */
  readonly onAccent?: boolean
}

/** Something is going on. Says nothing itself: the words stand beside it. */
export function Spinner({ onAccent = false }: SpinnerProps): ReactElement {
  return <span aria-hidden="true" className={classNames('spinner', onAccent && 'spinner-on-accent')} />
}
