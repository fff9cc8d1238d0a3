import type { NoteName } from '#shared/desktop-bridge.ts'
import type { Notes } from '../platform/notes.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import type { NoteBox } from '../storage/kept-notes.ts'
import { openKept } from '../storage/open-kept.ts'
import type { KeptDisk } from '../sync/kept-disk.ts'
import { databaseFactory, nameOfKept } from './names-of-databases.ts'

/**
 * What an account's user did and wrote and what is not settled, on this page's disk. `makeRoom` lets go of what is worth
 * less where the disk is full.
 */
export function openKeptOf(summary: AccountSummary, notes: Notes, makeRoom: () => Promise<boolean>): KeptDisk {
  const name = nameOfKept(summary)
  const boxOf = (noted: NoteName): NoteBox => ({
    read: () => notes.read(summary, noted),
    write: (text) => {
      notes.write(summary, noted, text)
    },
  })
  return openKept({
    factory: databaseFactory(),
    name,
    channel: new BroadcastChannel(name),
    notes: boxOf('kept'),
    draftNotes: boxOf('drafts'),
    makeRoom,
  })
}
