import { createContext, use } from 'react'
import type { MessageReferences } from './references.ts'

/** What the pieces of a message need to know and to call, however deep they stand. */
export interface MessageSurroundings {
  readonly references: MessageReferences
  /** `text` is what the link shows: ask first where `tellLinkTruth` calls it deceptive. */
  readonly onOpenLink: (url: string, text: string) => void
  /** Makes mentions buttons; without it they are text. */
  readonly onOpenUser?: ((id: string, button: HTMLElement) => void) | undefined
  readonly onOpenChannel?: ((id: string) => void) | undefined
}

export const MessageContext = createContext<MessageSurroundings | undefined>(undefined)

export function useMessageSurroundings(): MessageSurroundings {
  const surroundings = use(MessageContext)
  if (surroundings === undefined) throw new Error('A piece of a message was drawn outside MessageBody')
  return surroundings
}
