import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { Key } from '../../ui/key.tsx'
import { MAX_CHARACTERS } from './send-message.ts'

interface EditFieldProps {
  readonly message: Message
  /** Leaves the field, saved or not. */
  readonly onClose: () => void
}

/** Changes a message in its place. Refused, what was typed stays. */
export function EditField({ message, onClose }: EditFieldProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [value, setValue] = useState(message.content ?? '')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    const element = area.current
    element?.focus({ preventScroll: true })
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  async function save(): Promise<void> {
    if (busy || value.trim() === '' || value.length > MAX_CHARACTERS) return
    if (value === message.content) {
      onClose()
      return
    }
    setBusy(true)
    const target = { channelId: message.channelId, messageId: message._id }
    const outcome = await sync.actions.editMessage(target, value)
    setBusy(false)
    if (outcome.status === 'done') onClose()
    else setError(text.messages.editFailed(describeOutcome(text, outcome)))
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (isComposing(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void save()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }

  return (
    <div className="edit-field">
      <textarea
        ref={area}
        rows={1}
        aria-label={text.messages.editLabel}
        value={value}
        dir="auto"
        onChange={(event) => {
          setValue(event.target.value)
          setError(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      {error === undefined ? (
        <p className="edit-keys">
          <Key>Esc</Key> {text.messages.editCancel} <Key>Enter</Key> {text.messages.editSave}
        </p>
      ) : (
        <p className="message-state message-state-bad" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
