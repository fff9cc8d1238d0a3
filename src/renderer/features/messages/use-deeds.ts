import { useCallback } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { useAnnounce } from '../../ui/live-region.tsx'
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

/** The line that says what is new moves there for whoever sees it; the others are told. */
function useMarkUnread(): (message: Message) => void {
  const { sync } = useAccount()
  const announce = useAnnounce()
  const text = useText()
  return useCallback(
    ({ channelId, _id }) => {
      sync.markUnread(channelId, _id)
      announce(text.messages.markedUnread)
    },
    [sync, announce, text],
  )
}

/** Once for the whole list: a row asks only while its bar or menu is open. */
export function useDeeds({ onEdit, onRetract }: DeedsOptions): DeedsOf {
  const { me, mayManage, onReply, onReact } = useSurroundings()
  const copy = useCopy()
  const markUnread = useMarkUnread()
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
        onMarkUnread: () => markUnread(message),
      }
    },
    [me, mayManage, onReply, onReact, copy, markUnread, onEdit, onRetract],
  )
}
