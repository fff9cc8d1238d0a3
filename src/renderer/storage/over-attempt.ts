import type { KeptItem } from '../store/kept.ts'

/**
 * What a page writes that has not heard that the item went out. That it did stays; a message stays as it went out, and what
 * it was to say instead is done to whatever becomes of it (convergence, rules 7 and 22).
 */
export function overAttempt(before: KeptItem | undefined, item: KeptItem): readonly KeptItem[] {
  if (before?.attempted !== true || item.attempted === true) return [item]
  if (before.kind !== 'message' || item.kind !== 'message') return [{ ...item, attempted: true }]
  if (before.content === item.content) return [before]
  const { nonce, channelId, sentAt, content } = item
  const delivery = { status: 'sending' } as const
  const target = { nonce }
  return [
    before,
    { kind: 'edit', nonce: `${nonce} corrected`, channelId, target, sentAt, content, before: before.content, delivery },
  ]
}
