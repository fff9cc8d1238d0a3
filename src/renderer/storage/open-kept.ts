import type { Keeping, Kept } from '../store/kept.ts'
import type { KeptChange, KeptDisk } from '../sync/kept-disk.ts'
import { createDatabaseConnection } from './database-connection.ts'
import { keptMigrations, readKept, type KeptSchema, type KeptWrite } from './kept-database.ts'
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
  /** The disk is full: whatever else this program has on it is to go. False where there is nothing to let go. */
  readonly makeRoom: () => Promise<boolean>
}

const NOTHING: Kept = { items: [], files: [], drafts: [] }

/** The database of what an account's user did and wrote. It is there at once; whatever is asked of it waits for the disk. */
export function openKept(options: KeptOptions): KeptDisk {
  const { channel, makeRoom } = options
  const changes = createListeners<KeptChange>()
  const keepings = createListeners<Keeping>()
  const connection = createDatabaseConnection<KeptSchema>({ ...options, migrations: keptMigrations })
  let keeping: Keeping = 'kept'
  let closed = false

  function setKeeping(now: Keeping): void {
    if (now === keeping) return
    keeping = now
    keepings.tell(now)
  }
  const writer = createKeptWriter({ database: connection.get, makeRoom, onKeeping: setKeeping })

  // Only pages of this program speak on this channel.
  channel.addEventListener('message', (event: MessageEvent<KeptChange>) => {
    changes.tell(event.data)
  })

  async function read(): Promise<Kept> {
    try {
      return writer.over(await readKept(await connection.get()))
    } catch {
      setKeeping('unavailable')
      return writer.over(NOTHING)
    }
  }

  async function change(writes: readonly KeptWrite[], said?: KeptChange): Promise<boolean> {
    const written = await writer.write(writes)
    if (said !== undefined && !closed) channel.postMessage(said)
    return written
  }

  return {
    read,
    putItem: (item, { clearsDraft } = { clearsDraft: false }) => {
      const { nonce, channelId } = item
      const draft: readonly KeptWrite[] = clearsDraft ? [{ store: 'drafts', key: channelId, value: null }] : []
      return change([{ store: 'items', key: nonce, value: item }, ...draft], { kind: 'items' })
    },
    removeItem: (nonce, confirmed) =>
      change([{ store: 'items', key: nonce, value: null }], {
        kind: 'items',
        ...(confirmed === undefined ? {} : { confirmed }),
      }),
    putFile: (file) => change([{ store: 'files', key: file.id, value: file }]),
    removeFile: (id) => change([{ store: 'files', key: id, value: null }]),
    putDraft: (draft) =>
      change([{ store: 'drafts', key: draft.channelId, value: draft }], { kind: 'draft', channelId: draft.channelId }),
    removeDraft: (channelId) =>
      change([{ store: 'drafts', key: channelId, value: null }], { kind: 'draft', channelId }),
    onChanged: changes.join,
    keeping: () => keeping,
    onKeeping: keepings.join,
    close: () => {
      // What is on its way to the disk gets there; the other pages are told of it, too.
      void writer.idle().then(() => {
        closed = true
        channel.close()
        connection.close()
      })
    },
  }
}
