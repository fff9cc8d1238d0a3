import { createContext, use } from 'react'
import type { UserId } from '#shared/models/ids.ts'
import type { Attachment, Message } from '#shared/models/message.ts'
import type { MessageReferences } from '../../parts/message-body/references.ts'
import type { TimeFormat } from '../../parts/format-time.ts'

/** What every row of one channel needs to know, the same for all of them. */
export interface MessageSurroundings {
  readonly me: UserId
  readonly time: TimeFormat
  /** Colours of names, by user id; empty in direct messages. */
  readonly hues: ReadonlyMap<string, number>
  /** Names behind the ids in texts. */
  readonly references: MessageReferences
  /** May retract what others wrote. */
  readonly mayManage: boolean
  /** Missing where this person may not write. */
  readonly onReply: ((message: Message) => void) | undefined
  /** Sets one's own reaction, or takes it away; missing where this person may not. */
  readonly onReact: ((message: Message, emoji: string) => void) | undefined
  readonly onOpenLink: (url: string, shown: string) => void
  readonly onOpenChannel: (channelId: string) => void
  /** Shows a message's picture large, by its place among the message's pictures. */
  readonly onViewImage: (message: Message, index: number) => void
  readonly onSave: (attachment: Attachment) => void
}

export const MessageSurroundingsContext = createContext<MessageSurroundings | null>(null)

export function useSurroundings(): MessageSurroundings {
  const surroundings = use(MessageSurroundingsContext)
  if (surroundings === null) throw new Error('A message stands outside a channel')
  return surroundings
}
