import { useCallback } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useCopy } from '../../ui/use-copy.ts'
import type { MessageDeeds } from './message-actions.tsx'
import { useSurroundings, type MessageSurroundings } from './message-context.ts'
import { reactionOf } from './reactions.tsx'

/** Says of a message what can be done with it, and does it. */
export type DeedsOf = (message: Message) => MessageDeeds

interface DeedsOptions {
  readonly onEdit: (message: Message) => void
  readonly onRetract: (message: Message) => void
}

type Answering = Pick<MessageSurroundings, 'me' | 'onReply' | 'onReact'>

/** The ways to answer it. */
function answersTo(message: Message, { me, onReply, onReact }: Answering): MessageDeeds {
  const ownReaction = reactionOf(message, me)
  return {
    ...(onReact === undefined ? {} : { onReact: (emoji: string) => onReact(message, emoji) }),
    ...(ownReaction === undefined ? {} : { ownReaction }),
    ...(onReply === undefined ? {} : { onReply: () => onReply(message) }),
  }
}

/** Once for the whole list: a row asks only while its bar or menu is open. */
export function useDeeds({ onEdit, onRetract }: DeedsOptions): DeedsOf {
  const { me, mayManage, onReply, onReact } = useSurroundings()
  const copy = useCopy()
  return useCallback(
    (message) => {
      if (message.retractedAt !== undefined) return {}
      const own = message.authorId?._id === me
      const content = message.content ?? ''
      return {
        ...answersTo(message, { me, onReply, onReact }),
        ...(own ? { onEdit: () => onEdit(message) } : {}),
        ...(own || mayManage ? { onRetract: () => onRetract(message) } : {}),
        ...(content === '' || copy === undefined ? {} : { onCopy: () => copy(content) }),
      }
    },
    [me, mayManage, onReply, onReact, copy, onEdit, onRetract],
  )
}
