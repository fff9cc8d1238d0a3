import { useState, type MouseEvent, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { ContextMenu } from '../../ui/menu.tsx'
import { messageMenu } from './message-actions.tsx'
import type { DeedsOf } from './use-deeds.ts'

interface MessageContextMenuProps {
  readonly find: (messageId: string) => Message | undefined
  readonly deedsOf: DeedsOf
  /** The message whose menu is open. */
  readonly onOpenFor: (messageId: string | undefined) => void
  /** The element that holds all messages. */
  readonly children: ReactElement
}

/** The menu of whichever message is under the pointer or has the focus: one for the list, as rows come and go in hundreds. */
export function MessageContextMenu({ find, deedsOf, onOpenFor, children }: MessageContextMenuProps): ReactElement {
  const text = useText()
  const [message, setMessage] = useState<Message>()

  function choose(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-message]') : null
    const pointed = find(row?.dataset['message'] ?? '')
    // Beside the messages, and where nothing can be done, no menu opens.
    if (pointed === undefined || Object.keys(deedsOf(pointed)).length === 0) event.preventDefault()
    setMessage(pointed)
  }

  return (
    <ContextMenu
      items={() => (message === undefined ? [] : messageMenu(text, deedsOf(message)))}
      onOpenChange={(open) => {
        onOpenFor(open ? message?._id : undefined)
      }}
      onContextMenu={choose}
    >
      {children}
    </ContextMenu>
  )
}
