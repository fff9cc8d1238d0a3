import type { Keeping } from '../store/kept.ts'
import type { DraftDisk, KeptChange, KeptDisk, OutboxDisk } from '../sync/kept-disk.ts'
import { createDatabaseConnection } from './database-connection.ts'
import { createDraftNotes } from './draft-notes.ts'
import { keptMigrations, type KeptDatabase, type KeptSchema, type KeptWrite } from './kept-database.ts'
import { createKeptNotes, type NoteBox } from './kept-notes.ts'
import { createKeptReader } from './kept-reader.ts'
import { createKeptWriter } from './kept-writer.ts'
import { createListeners } from './listeners.ts'

/** As much of a `BroadcastChannel` as is used. */
export type PageChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>

interface KeptOptions {
  /** Undefined where the page may keep nothing. */
  readonly factory: IDBFactory | undefined
  /** One for each account and person: nobody else ever opens it. */
  readonly name: string
  /** Between the pages of one account. */
  readonly channel: PageChannel
  /** Where how much is kept is noted. */
  readonly notes: NoteBox
  /** Where drafts are noted that are on their way to the disk. */
  readonly draftNotes: NoteBox
  /** The disk is full: whatever else this program has on it is to go. False where there is nothing to let go. */
  readonly makeRoom: () => Promise<boolean>
}

/** What each thing that is kept or let go writes, and what the other pages are told of it. */
function waysToWrite(
  change: (writes: readonly KeptWrite[], said?: KeptChange) => Promise<boolean>,
): Omit<OutboxDisk, 'tell'> & Omit<DraftDisk, 'noteDraft'> {
  return {
    putItem: (item, { clearsDraft = false, takesBack = false } = {}) => {
      const { nonce, channelId } = item
      const draft: readonly KeptWrite[] = clearsDraft ? [{ store: 'drafts', key: channelId, value: null }] : []
      return change([{ store: 'items', key: nonce, value: item, takesBack }, ...draft], { kind: 'items' })
    },
    removeItem: (nonce, became) =>
      became === undefined
        ? change([{ store: 'items', key: nonce, value: null }], { kind: 'items' })
        : change([{ store: 'items', key: nonce, value: null, became: became.messageId }], {
            kind: 'items',
            settled: { nonce, ...became },
          }),
    putFile: ({ blob, ...file }) => {
      const record: KeptWrite = { store: 'files', key: file.id, value: file }
      // What a file is made of never changes: it is written once, before it is up.
      const isWritten = blob === null || file.uploaded !== undefined
      return change(isWritten ? [record] : [record, { store: 'bytes', key: file.id, value: blob }])
    },
    removeFile: (id) =>
      change([
        { store: 'files', key: id, value: null },
        { store: 'bytes', key: id, value: null },
      ]),
    putDraft: (draft) =>
      change([{ store: 'drafts', key: draft.channelId, value: draft }], { kind: 'draft', channelId: draft.channelId }),
    removeDraft: (channelId) =>
      change([{ store: 'drafts', key: channelId, value: null }], { kind: 'draft', channelId }),
  }
}

/** The database of what an account's user did and wrote. It is there at once; whatever is asked of it waits for the disk. */
export function openKept(options: KeptOptions): KeptDisk {
  const { channel, makeRoom } = options
  const changes = createListeners<KeptChange>()
  const keepings = createListeners<Keeping>()
  const notes = createKeptNotes(options.notes)
  const draftNotes = createDraftNotes(options.draftNotes)
  const connection = createDatabaseConnection<KeptSchema>({
    ...options,
    migrations: keptMigrations,
    onBegun: notes.begunAnew,
  })
  let keeping: Keeping = 'kept'
  let closed = false
  /** All of it is taken away: a page that still had something to write would begin it anew. */
  let gone = false

  function setKeeping(now: Keeping): void {
    if (now === keeping) return
    keeping = now
    keepings.tell(now)
  }
  const database = (): Promise<KeptDatabase> =>
    gone ? Promise.reject(new Error(`${options.name} is gone`)) : connection.get()
  const writer = createKeptWriter({ database, makeRoom, onKeeping: setKeeping })

  // Only pages of this program speak on this channel.
  channel.addEventListener('message', (event: MessageEvent<KeptChange>) => {
    changes.tell(event.data)
  })

  const { read, note } = createKeptReader({ database, writer, notes, draftNotes, onRefused: setKeeping })

  async function change(writes: readonly KeptWrite[], said?: KeptChange): Promise<boolean> {
    const settle = gone ? () => undefined : draftNotes.begin(writes)
    const written = await writer.write(writes)
    if (written) settle()
    if (written && writes.some(({ store }) => store === 'items' || store === 'drafts')) void note()
    // What comes after the end is kept all the same, and the disk let go of again.
    if (closed) void note().then(connection.close)
    if (said !== undefined && !closed) channel.postMessage(said)
    return written
  }

  return {
    read,
    ...waysToWrite(change),
    noteDraft: (draft) => {
      if (!gone) draftNotes.noteBehind(draft)
    },
    tell: (word) => {
      if (!closed) channel.postMessage(word)
    },
    onChanged: changes.join,
    dismissMissing: notes.dismiss,
    keeping: () => keeping,
    onKeeping: keepings.join,
    close: (how) => {
      const end = (): void => {
        closed = true
        channel.close()
        connection.close()
      }
      // What is on its way to the disk gets there, unless all of it is taken away; the other pages are told of it, too.
      gone = how === 'for good'
      if (gone) end()
      else void writer.idle().then(note).then(end)
    },
  }
}
