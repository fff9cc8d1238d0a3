import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { ariaShortcut } from './shortcut.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  readonly icon: LucideIcon
  /** The accessible name, and the tooltip. */
  readonly label: string
  /** As shown in the tooltip, such as `Ctrl K`. */
  readonly shortcut?: string
  /** Makes it a toggle. */
  readonly pressed?: boolean
  readonly size?: 'small' | 'medium'
  /** `send`: filled with the accent; `send-idle`: the same place with nothing to send. */
  readonly tone?: 'quiet' | 'send' | 'send-idle'
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { icon: Icon, label, shortcut, pressed, size = 'medium', tone = 'quiet', tooltipSide = 'top', ...rest } = props
  const { className, ...native } = rest
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      <button
        type="button"
        {...native}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
        className={classNames('icon-button', `icon-button-${tone}`, `icon-button-${size}`, className)}
      >
        <Icon />
      </button>
    </Tooltip>
  )
}
