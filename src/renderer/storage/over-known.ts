import type { MessageId } from '#shared/models/ids.ts'
import { isDoneTo } from '../store/kept-items.ts'
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

/** What came of an item: the message that it is now. */
export interface BecameOf {
  /** Null: nothing came of it, it was let go. */
  readonly messageId: MessageId | null
  /** What it said as it went out; nothing known of that: it was no message. */
  readonly content?: string
}

/** What is known of it, once there is word of it again: that it is stored all the same counts more than that it was let go. */
export const newestWord = <Word extends BecameOf>(before: Word | undefined, now: Word): Word =>
  before === undefined || before.messageId === null ? now : before

/** What is done to an item is done to the message it is now; undefined: it goes with what was let go. Others stay. */
export function meantFor(
  item: KeptItem,
  nonce: string,
  { messageId }: Pick<BecameOf, 'messageId'>,
): KeptItem | undefined {
  if (!isDoneTo(item, nonce)) return item
  return messageId === null ? undefined : { ...item, target: { messageId } }
}

/** Another change has taken the place of this one, or it was let go: that it is being made is no reason to keep it. */
const isMadeInVain = ({ kind, attempted }: KeptItem): boolean => kind !== 'message' && attempted === true

/**
 * What a page writes that has not heard that the item is done: it is not done again, and what differs is a change. What was
 * let go and is wanted all the same is there again.
 */
export function overBecame({ messageId, content }: BecameOf, item: KeptItem): readonly KeptItem[] {
  if (messageId === null) return isMadeInVain(item) ? [] : [item]
  if (item.kind !== 'message' || content === undefined || item.content === content) return []
  return [correctionOf(item, { messageId }, content)]
}
