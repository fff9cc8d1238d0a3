import { useCallback } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useCopy } from '../../ui/use-copy.ts'
import type { MessageDeeds } from './message-actions.tsx'
import { useSurroundings } from './message-context.ts'

/** Says of a message what can be done with it, and does it. */
export type DeedsOf = (message: Message) => MessageDeeds

interface DeedsOptions {
  readonly onEdit: (message: Message) => void
  readonly onRetract: (message: Message) => void
}

/** Once for the whole list: a row asks only while its bar or menu is open. */
export function useDeeds({ onEdit, onRetract }: DeedsOptions): DeedsOf {
  const { me, mayManage } = useSurroundings()
  const copy = useCopy()
  return useCallback(
    (message) => {
      if (message.retractedAt !== undefined) return {}
      const own = message.authorId?._id === me
      const content = message.content ?? ''
      return {
        ...(own ? { onEdit: () => onEdit(message) } : {}),
        ...(own || mayManage ? { onRetract: () => onRetract(message) } : {}),
        ...(content === '' || copy === undefined ? {} : { onCopy: () => copy(content) }),
      }
    },
    [me, mayManage, copy, onEdit, onRetract],
  )
}
