import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi } from './gateway-api.ts'
import type { ItemList } from './item-list.ts'

/** What carrying an item to the gateway needs. */
export interface Carrier {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly list: ItemList
  /** Whether the gateway takes a nonce as an idempotency key: only then a lost message may be sent once more. */
  readonly dedupes: boolean
  /** Whether this page is still the one that delivers an item, over a line that is there. */
  readonly mayGo: (nonce: string) => boolean
}

/** What is to be done after an answer, or its absence: the next item, or this one again after a while. */
export type Next = { readonly kind: 'go-on' } | { readonly kind: 'again'; readonly afterMs: number }

export const RETRY_DELAY_MS = 1_000

export const goOn: Next = { kind: 'go-on' }

export const later = (afterMs: number = RETRY_DELAY_MS): Next => ({ kind: 'again', afterMs })
