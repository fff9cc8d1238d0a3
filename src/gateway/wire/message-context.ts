import type { Message } from '#shared/models/message.ts'

/**
 * The one plain-text rendering of a message for bots (MB-2.4): its words, else its transcript. The lines for cards,
 * stickers and files come with those kinds of message.
 */
export function contextOf(type: string, { content, plainText }: Pick<Message, 'content' | 'plainText'>): string {
  const words = (content ?? '').trim()
  if (words !== '') return words
  const transcript = (plainText ?? '').trim()
  if (transcript === '') return ''
  return type === 'message/voice' ? `voice: ${transcript}` : transcript
}
