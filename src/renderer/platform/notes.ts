import type { NoteName } from '#shared/desktop-bridge.ts'
import type { AccountSummary } from './sessions.ts'

/** Whose notes these are. */
export type Noted = Pick<AccountSummary, 'key' | 'gatewayId' | 'userId'>

/**
 * A few words of each account beside its database, read and written at once: what a page that goes has begun to write to
 * the database is named from here. Null: nothing is noted. Where nothing can be noted, nothing is, without a word.
 */
export interface Notes {
  readonly read: (account: Noted, name: NoteName) => string | null
  readonly write: (account: Noted, name: NoteName, text: string | null) => void
  /** The account is taken off this computer. */
  readonly forget: (account: Noted) => void
}
