import type { MessageId } from '#shared/models/ids.ts'
import type { KeptItem } from './kept.ts'

/** What was done to something that was on its way under this nonce is meant for the message it became; others stay as they are. */
export function retargeted(item: KeptItem, nonce: string, became: MessageId): KeptItem {
  if (item.kind === 'message' || !('nonce' in item.target) || item.target.nonce !== nonce) return item
  return { ...item, target: { messageId: became } }
}
