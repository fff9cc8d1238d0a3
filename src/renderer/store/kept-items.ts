import type { KeptItem } from './kept.ts'
import type { PendingChange } from './state.ts'

/** Whether something was done to what is on its way under this nonce. */
export const isDoneTo = (item: KeptItem, nonce: string): item is PendingChange =>
  item.kind !== 'message' && 'nonce' in item.target && item.target.nonce === nonce
