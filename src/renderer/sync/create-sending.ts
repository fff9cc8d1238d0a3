import type { Kept, KeptItem } from '../store/kept.ts'
import type { AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import type { SyncClock } from './clock.ts'
import type { GatewayApi } from './gateway-api.ts'
import { createItemList, type ItemList } from './item-list.ts'
import type { KeptChange, KeptDisk } from './kept-disk.ts'
import { createOutbox } from './outbox.ts'
import type { Outbox } from './outbox-types.ts'
import type { Seat } from './seat.ts'
import type { Upload } from './upload-runner.ts'
import { createUploads, type Uploads } from './uploads.ts'

interface SendingOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly upload: Upload
  readonly extensions: readonly string[]
  readonly newNonce: () => string
  readonly kept: KeptDisk
  readonly seat: Seat
  readonly undoMs: () => number
}

interface Sending {
  readonly outbox: Outbox
  readonly uploads: Uploads
  /** Gets what the disk has. */
  readonly start: () => void
  readonly stop: () => void
}

/** What was left behind by a page that ended between two steps is swept a day later: until then another may be at it. */
const LEFT_BEHIND_MS = 24 * 3_600_000

/** Files of drafts and items go on; nobody misses the others. */
function sortFiles({ items, drafts, files }: Kept, now: number): { used: Kept['files']; left: Kept['files'] } {
  const wanted = new Set([
    ...drafts.flatMap((draft) => draft.files),
    ...items.flatMap((item) => (item.kind === 'message' ? (item.files ?? []) : [])),
  ])
  return {
    used: files.filter(({ id }) => wanted.has(id)),
    left: files.filter(({ id, addedAt }) => !wanted.has(id) && now - addedAt > LEFT_BEHIND_MS),
  }
}

interface Loading extends SendingOptions {
  readonly list: ItemList
  readonly uploads: Uploads
  readonly outbox: Outbox
}

/** Puts into the store what the disk has; again where something was done meanwhile. */
async function load(loading: Loading, isStart: boolean): Promise<void> {
  const { kept, list, clock, uploads, outbox, store } = loading
  const before = new Set(list.channels().flatMap((id) => list.of(id).map(({ nonce }) => nonce)))
  const revision = list.revision()
  const found = await kept.read()
  const { used, left } = sortFiles(found, clock.now())
  uploads.restore(used)
  if (!list.adopt(found.items, revision)) {
    await load(loading, isStart)
    return
  }
  if (isStart) for (const { id } of left) void kept.removeFile(id)
  if (isStart) {
    store.update((draft) => {
      for (const { channelId, files } of found.drafts) if (files.length > 0) draft.draftFiles[channelId] = [...files]
    })
  }
  const fresh: readonly KeptItem[] = found.items.filter(({ nonce }) => !before.has(nonce))
  for (const item of fresh) outbox.hold(item)
  uploads.sweep()
}

/** What the disk says of itself stands in the store. */
function followKeeping(kept: KeptDisk, store: AccountStore): () => void {
  return kept.onKeeping((keeping) => {
    store.update((draft) => {
      draft.keeping = keeping
    })
  })
}

/** What somebody does and its files: a message waits for its files, and what becomes of them wakes it. */
export function createSending(options: SendingOptions): Sending {
  const { store, kept, seat, extensions, newNonce } = options
  const list = createItemList(store, kept)
  const loaded = Promise.withResolvers<undefined>()
  const uploads = createUploads({
    ...options,
    disk: kept,
    newId: newNonce,
    onSettled: (channelId) => {
      outbox.filesSettled(channelId)
    },
  })
  const outbox: Outbox = createOutbox({
    ...options,
    list,
    uploads,
    loaded: loaded.promise,
    dedupes: extensions.includes('nonce'),
    mayGo: () => seat.isMine() && store.get().connection.status === 'connected',
  })
  const loading = { ...options, list, uploads, outbox }

  async function hear(change: KeptChange): Promise<void> {
    if (change.kind !== 'items') return
    const { confirmed } = change
    if (confirmed !== undefined) {
      store.update((draft) => {
        applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: confirmed.channelId, row: confirmed })
      })
    }
    await load(loading, false)
    outbox.resume()
  }

  const leave = [
    seat.isShared ? kept.onChanged((change) => void hear(change)) : () => undefined,
    seat.onMine(outbox.resume),
    followKeeping(kept, store),
  ]
  return {
    outbox,
    uploads,
    start: () =>
      void load(loading, true).then(() => {
        loaded.resolve(undefined)
        outbox.resume()
      }),
    stop: () => {
      for (const one of leave) one()
      list.close()
      uploads.stop()
    },
  }
}
