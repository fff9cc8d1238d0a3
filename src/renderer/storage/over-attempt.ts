import type { MessageId } from '#shared/models/ids.ts'
import type { KeptItem, KeptMessage } from '../store/kept.ts'
import type { ChangeTarget } from '../store/state.ts'

/** What a message was to say instead, as a change of what it went out as. */
function correctionOf(message: KeptMessage, target: ChangeTarget, before: string): KeptItem {
  const { nonce, channelId, sentAt, content } = message
  const delivery = { status: 'sending' } as const
  return { kind: 'edit', nonce: `${nonce} corrected`, channelId, target, sentAt, content, before, delivery }
}

/**
 * What a page writes that has not heard that the item went out. That it did stays; a message stays as it went out, and what
 * it was to say instead is done to whatever becomes of it (convergence, rules 7 and 22).
 */
export function overAttempt(before: KeptItem | undefined, item: KeptItem): readonly KeptItem[] {
  if (before?.attempted !== true || item.attempted === true) return [item]
  if (before.kind !== 'message' || item.kind !== 'message') return [{ ...item, attempted: true }]
  if (before.content === item.content) return [before]
  return [before, correctionOf(item, { nonce: item.nonce }, before.content)]
}

/** The message that an item is now, and what it said as it went out; nothing known of that: it was no message. */
export interface BecameOf {
  readonly messageId: MessageId
  readonly content?: string
}

/** What a page writes that has not heard that the item is done: it is not done again, and what differs is a change. */
export function overBecame({ messageId, content }: BecameOf, item: KeptItem): readonly KeptItem[] {
  if (item.kind !== 'message' || content === undefined || item.content === content) return []
  return [correctionOf(item, { messageId }, content)]
}
