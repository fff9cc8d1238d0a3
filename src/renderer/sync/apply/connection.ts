import type { Draft } from 'immer'
import type { AccountState } from '../../store/state.ts'

/**
 * Everything is live again. Of the windows only the one that is looked at stays, to be read again; what the others
 * held may have changed meanwhile and is read when they are opened.
 */
export function applyReady(draft: Draft<AccountState>): void {
  draft.connection = { status: 'connected' }
  const open = draft.openChannel === null ? undefined : draft.windows[draft.openChannel]
  draft.windows = {}
  if (draft.openChannel === null || open === undefined) return
  draft.windows[draft.openChannel] = { ...open, catchingUp: true, older: 'idle', held: [], doubted: [] }
}

/** Who is online is unknown now, which is not the same as offline (convergence, rule 19). */
export function applyDisconnect(draft: Draft<AccountState>, now: number): void {
  if (draft.connection.status === 'connected') draft.asOf = now
  draft.online = null
}
