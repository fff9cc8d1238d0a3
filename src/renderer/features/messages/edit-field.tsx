import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { Key } from '../../ui/key.tsx'
import { MAX_CHARACTERS } from './send-message.ts'

interface EditFieldProps {
  readonly message: Message
  /** Leaves the field, saved or not. */
  readonly onClose: () => void
}

/** Changes a message in its place. */
export function EditField({ message, onClose }: EditFieldProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [value, setValue] = useState(message.content ?? '')
  const area = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    const element = area.current
    element?.focus({ preventScroll: true })
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  function save(): void {
    if (value.trim() === '' || value.length > MAX_CHARACTERS) return
    const before = message.content ?? ''
    if (value !== before) {
      const target = { channelId: message.channelId, messageId: message._id }
      // Shown at once and kept until it is settled; refused, it stands beside the message with the reason.
      sync.outbox.edit(target, { content: value, before })
    }
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
    <div className="edit-field">
      <textarea
        ref={area}
        rows={1}
        aria-label={text.messages.editLabel}
        value={value}
        dir="auto"
        onChange={(event) => {
          setValue(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <p className="edit-keys">
        <Key>Esc</Key> {text.messages.editCancel} <Key>Enter</Key> {text.messages.editSave}
      </p>
    </div>
  )
}
