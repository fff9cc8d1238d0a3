import type { Message } from './message.ts'
import type { UserId } from './ids.ts'

const userMention = /<@(\w+)>/g

/** The ids written as `<@id>` in a text, each once, in the order they stand (MB-3.4). Who counts is the gateway's to say. */
export function mentionedIds(content: string): string[] {
  return [...new Set([...content.matchAll(userMention)].map((match) => (match[1] ?? '').toLowerCase()))]
}

/** Whether a text calls everybody: the literals, as the protocol knows no other form. */
export function mentionsEveryone(content: string): boolean {
  return content.includes('@everyone') || content.includes('@here')
}

/** Whether a message calls this person, by name or with everybody. Nobody is called by their own message. */
export function mentionsUser(message: Message, me: UserId): boolean {
  if (message.retractedAt !== undefined || message.authorId?._id === me) return false
  if (message.mentions.includes(me)) return true
  // A webhook passes on the words of others: its `@everyone` is text (MB-16, R10).
  if (message.payload?.['overrides'] !== undefined) return false
  return message.serverId !== undefined && mentionsEveryone(message.content ?? '')
}
