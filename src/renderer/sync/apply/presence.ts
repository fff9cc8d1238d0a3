import type { Draft } from 'immer'
import type { PresenceUpdate } from '#shared/models/presence.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'

export function applyPresenceSnapshot(draft: Draft<AccountState>, online: readonly UserId[]): void {
  draft.online = Object.fromEntries(online.map((user) => [user, true as const]))
}

/** Before the snapshot of this connection nothing is known, and one update does not change that. */
export function applyPresence(draft: Draft<AccountState>, { userId, status }: PresenceUpdate): void {
  if (draft.online === null) return
  if (status === 'online') draft.online[userId] = true
  else delete draft.online[userId]
}
