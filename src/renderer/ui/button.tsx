import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, MouseEvent, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger' | 'danger-quiet'

interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant
  readonly size?: 'small' | 'medium' | 'large'
  /** Under way: a spinner, and no second press. The button stays focusable, so nobody loses their place. */
  readonly busy?: boolean
  readonly icon?: LucideIcon
  /** As wide as its column. */
  readonly block?: boolean
}

const swallow = (event: MouseEvent): void => event.preventDefault()

/** At most one `primary` per surface. */
export function Button(props: ButtonProps): ReactElement {
  const { variant = 'default', size = 'medium', busy = false, icon: Icon, block, children, ...rest } = props
  const { className, onClick, ...native } = rest
  return (
    <button
      type="button"
      {...native}
      onClick={busy ? swallow : onClick}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      className={classNames('button', `button-${variant}`, `button-${size}`, block === true && 'w-full', className)}
    >
      {busy ? <Spinner onAccent={variant === 'primary' || variant === 'danger'} /> : null}
      {!busy && Icon !== undefined ? <Icon className="icon-inline" /> : null}
      {children}
    </button>
  )
}
