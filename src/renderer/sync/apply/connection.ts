import { castDraft, type Draft } from 'immer'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { AccountState } from '../../store/state.ts'
import { doubtIsland } from '../islands.ts'
import { doubtWindow } from '../windows.ts'

/**
 * Everything is live again. What was read of servers is out of date; of the windows only the one that is looked at stays, to
 * be read again; what the others held may have changed meanwhile and is read when they are opened.
 */
export function applyReady(draft: Draft<AccountState>): void {
  draft.connection = { status: 'connected' }
  for (const place of Object.values(draft.places)) place.stale = true
  draft.withheld = {}
  draft.stickerChanges += 1
  // What may be seen again is listed when somebody looks there.
  for (const [id, how] of Object.entries(draft.gone)) if (how === 'unsaid') delete draft.gone[id]
  const open = draft.openChannel === null ? undefined : draft.windows[draft.openChannel]
  keepViewedIsland(draft)
  draft.windows = {}
  if (draft.openChannel === null || open === undefined) return
  draft.windows[draft.openChannel] = castDraft(doubtWindow(open, draft.stored))
}

/** Of the ranges further back only the one that is looked at stays, to be read again too. */
function keepViewedIsland(draft: Draft<AccountState>): void {
  const { openChannel } = draft
  const viewed = openChannel === null ? undefined : draft.viewed[openChannel]
  const island = openChannel === null ? undefined : selectIsland(draft, openChannel)
  draft.islands = {}
  draft.viewed = {}
  if (openChannel === null || viewed === undefined) return
  draft.viewed[openChannel] = viewed
  if (island !== undefined) draft.islands[openChannel] = [castDraft(doubtIsland(island))]
}

/** Who is online is unknown now, which is not the same as offline (convergence, rule 19). */
export function applyDisconnect(draft: Draft<AccountState>, now: number): void {
  if (draft.connection.status === 'connected') draft.asOf = now
  draft.online = null
  stopReadingOn(draft)
}

/** What was asked for to read on is believed no more: from here on the disk goes on at each end, and does so only at rest. */
function stopReadingOn({ windows, islands }: Draft<AccountState>): void {
  const lists = [...Object.values(windows), ...Object.values(islands).flat()]
  for (const range of lists) if (range.older === 'loading') range.older = 'idle'
  for (const island of Object.values(islands).flat()) if (island.newer === 'loading') island.newer = 'idle'
}
