import type { AccountSummary } from '../platform/sessions.ts'
import { openKept } from '../storage/open-kept.ts'
import type { KeptDisk } from '../sync/kept-disk.ts'
import { draftNoteBoxOf, noteBoxOf } from './kept-note-box.ts'
import { databaseFactory, nameOfKept } from './names-of-databases.ts'

/**
 * What an account's user did and wrote and what is not settled, on this page's disk. `makeRoom` lets go of what is worth
 * less where the disk is full.
 */
export function openKeptOf(summary: AccountSummary, makeRoom: () => Promise<boolean>): KeptDisk {
  const name = nameOfKept(summary)
  return openKept({
    factory: databaseFactory(),
    name,
    channel: new BroadcastChannel(name),
    notes: noteBoxOf(summary),
    draftNotes: draftNoteBoxOf(summary),
    makeRoom,
  })
}
