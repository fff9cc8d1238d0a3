import { CircleAlert, CircleCheck, Eye, EyeOff } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useId, useState } from 'react'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'size' | 'type'> {
  readonly label: string
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'date'
  readonly onValueChange?: (value: string) => void
  /** Said below, where there is no error. */
  readonly hint?: ReactNode
  /** Said below in the place of the hint, and to those who listen as the field's description. */
  readonly error?: string | undefined
  /** Said below, as something that went well. */
  readonly success?: string | undefined
  readonly leading?: LucideIcon
  readonly trailing?: ReactNode
  /** The label is there for those who listen only. */
  readonly hideLabel?: boolean
  readonly size?: 'medium' | 'large'
}

interface MessageProps {
  readonly id: string
  readonly hint: ReactNode
  readonly error: string | undefined
  readonly success: string | undefined
}

function Message({ id, hint, error, success }: MessageProps): ReactElement | null {
  const [Icon, tone] = error === undefined ? [CircleCheck, 'hint-good'] : [CircleAlert, 'hint-bad']
  const said = error ?? success
  if (said === undefined && hint === undefined) return null
  return (
    <p id={id} className={classNames('hint', said !== undefined && tone)}>
      {said === undefined ? null : <Icon className="icon-inline" aria-hidden="true" />}
      <span>{said ?? hint}</span>
    </p>
  )
}

function Reveal({ shown, onToggle }: { readonly shown: boolean; readonly onToggle: () => void }): ReactElement {
  const text = useText()
  return (
    <IconButton
      icon={shown ? EyeOff : Eye}
      // Without the word "password", so that looking for the field by its label finds the field alone.
      label={shown ? text.ui.hideCharacters : text.ui.showCharacters}
      size="small"
      className="field-button"
      onClick={onToggle}
    />
  )
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, type = 'text', onValueChange, hint, error, success, leading: Leading, trailing, ...rest } = props
  const { hideLabel = false, size = 'medium', className, id: givenId, ...native } = rest
  const ownId = useId()
  const [revealed, setRevealed] = useState(false)
  const id = givenId ?? ownId
  return (
    <div className={classNames('field', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : undefined}>
        {label}
      </label>
      <span className={classNames('input', `input-${size}`, error !== undefined && 'input-bad')}>
        {Leading === undefined ? null : <Leading className="icon-inline text-muted" aria-hidden="true" />}
        <input
          dir="auto"
          {...native}
          id={id}
          type={type === 'password' && revealed ? 'text' : type}
          onChange={(event) => onValueChange?.(event.target.value)}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={(error ?? success ?? hint) === undefined ? undefined : `${id}-message`}
        />
        {trailing}
        {type === 'password' ? <Reveal shown={revealed} onToggle={() => setRevealed(!revealed)} /> : null}
      </span>
      <Message id={`${id}-message`} hint={hint} error={error} success={success} />
    </div>
  )
}
