import { useCallback, type RefObject } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { focusField } from './focus-field.ts'
import type { MessageSurroundings } from './message-context.ts'
import { reactionOf } from './reactions.tsx'

interface AnsweringOptions {
  readonly composer: RefObject<HTMLTextAreaElement | null>
  readonly mayWrite: boolean
  readonly mayReact: boolean
}

/** Answers a message, in words or with an emoji; the same functions from draw to draw. */
export function useAnswering(options: AnsweringOptions): Pick<MessageSurroundings, 'onReply' | 'onReact'> {
  const { composer, mayWrite, mayReact } = options
  const { sync } = useAccount()
  const store = useAccountStore()
  const onReply = useCallback(
    (message: Message) => {
      sync.drafts.answer(message.channelId, message._id)
      focusField(composer.current)
    },
    [sync, composer],
  )
  const onReact = useCallback(
    (message: Message, emoji: string) => {
      const target = { channelId: message.channelId, messageId: message._id }
      // Chosen once more, it is taken away.
      if (reactionOf(message, store.get().me._id) === emoji) sync.outbox.unreact(target, emoji)
      else sync.outbox.react(target, emoji)
    },
    [sync, store],
  )
  return { onReply: mayWrite ? onReply : undefined, onReact: mayReact ? onReact : undefined }
}
