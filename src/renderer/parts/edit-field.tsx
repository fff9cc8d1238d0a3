import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { isComposing } from '../ui/is-composing.ts'
import { Key } from '../ui/key.tsx'
import { useToast } from '../ui/toasts.tsx'
import { MAX_CHARACTERS } from './max-characters.ts'
import { useLongText } from './use-long-text.ts'

interface EditFieldProps {
  /** What stood there before. */
  readonly before: string
  /** What was typed by the time another field of the same text went: one goes on with that. */
  readonly typed?: string | undefined
  readonly onType?: (typed: string) => void
  /** Why nothing can be saved any more. What was typed stays until one leaves. */
  readonly refusal?: string | undefined
  /** With other words than before, and never without any. */
  readonly onSave: (content: string) => void
  /** Leaves the field, saved or not. */
  readonly onClose: () => void
}

/** Changes a text in its place. */
export function EditField({ before, typed, onType, refusal, onSave, onClose }: EditFieldProps): ReactElement {
  const text = useText()
  const [value, setValue] = useState(typed ?? before)
  const area = useRef<HTMLTextAreaElement>(null)
  const toast = useToast()
  useLongText(area, () => {
    toast({ tone: 'bad', text: text.composer.longRefused(MAX_CHARACTERS) })
  })

  useEffect(() => {
    const element = area.current
    element?.focus({ preventScroll: true })
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  function save(): void {
    if (refusal !== undefined || value.trim() === '' || value.length > MAX_CHARACTERS) return
    if (value !== before) onSave(value)
    onClose()
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (isComposing(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }

  return (
    <div className="edit-field" data-own-escape>
      <textarea
        ref={area}
        rows={1}
        aria-label={text.messages.editLabel}
        value={value}
        dir="auto"
        onChange={(event) => {
          onType?.(event.target.value)
          setValue(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      {refusal === undefined ? null : (
        <p className="edit-refusal" role="alert">
          {refusal}
        </p>
      )}
      <p className="edit-keys">
        <Key>Esc</Key> {text.messages.editCancel}
        {refusal === undefined ? (
          <>
            {' '}
            <Key>Enter</Key> {text.messages.editSave}
          </>
        ) : null}
      </p>
    </div>
  )
}
