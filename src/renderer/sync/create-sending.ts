import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import { retire, retirePending, shownIn } from './apply/retire.ts'
import type { SyncClock } from './clock.ts'
import { followTargets } from './follow-targets.ts'
import type { GatewayApi } from './gateway-api.ts'
import { createItemList, type ItemList } from './item-list.ts'
import type { KeptChange, KeptDisk, SettledItem } from './kept-disk.ts'
import { createKeptLoader } from './kept-loader.ts'
import { createOutbox } from './outbox.ts'
import type { Outbox } from './outbox-types.ts'
import type { Seat } from './seat.ts'
import type { Upload } from './send-file.ts'
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
  /** Another page wrote something that this one is to deliver. */
  readonly onAsked: () => void
}

export interface Sending {
  readonly outbox: Outbox
  readonly uploads: Uploads
  /** Gets what the disk has. */
  readonly start: () => void
  /** After `ready`: what waits goes out, what other pages left on the disk without a word as well. */
  readonly resume: () => void
  /** What the gateway tells, just before it stands in the store: other pages get to know what became of something. */
  readonly hear: ItemList['hear']
  /** Somebody has read what of it is lost. */
  readonly dismissMissing: () => void
  readonly stop: () => void
}

/** What the disk says of itself stands in the store; what it keeps from other pages is for this one to deliver. */
function followKeeping(kept: KeptDisk, store: AccountStore, onNewer: () => void): () => void {
  return kept.onKeeping((keeping) => {
    store.update((draft) => {
      draft.keeping = keeping
    })
    if (keeping === 'newer') onNewer()
  })
}

/** Where something is on its way. */
const channelsOf = ({ pending }: AccountState, nonce: string): readonly ChannelId[] =>
  Object.values(pending).flatMap((list) => list.filter((one) => one.nonce === nonce).map(({ channelId }) => channelId))

/** Another page knows what became of something: the message, should the own line not have brought it, and its nonce. */
function learnSettled(store: AccountStore, { nonce, messageId, confirmed }: SettledItem): void {
  store.update((draft) => {
    draft.stored[nonce] = messageId
    if (confirmed === undefined) {
      // It may be shown here, held back as nobody knew what it was.
      for (const row of shownIn(store.get(), channelsOf(store.get(), nonce))) retirePending(draft, row)
      return
    }
    const isOwn = confirmed.authorId?._id === draft.me._id
    // What was done to a message of somebody else makes it no new one.
    const type = isOwn ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE'
    applyMessage(draft, { type, channelId: confirmed.channelId, row: confirmed })
    retire(draft, confirmed, nonce)
  })
}

/** Another page wrote something down. */
const hearer =
  ({ store, seat, onAsked }: SendingOptions, again: () => void) =>
  (change: KeptChange): void => {
    if (change.kind !== 'items') return
    if (change.settled !== undefined) learnSettled(store, change.settled)
    again()
    if (seat.isMine()) onAsked()
  }

/** Words between pages get lost with a page that ends; every page looks so often at what is on the disk. */
const LOOK_AGAIN_MS = 180_000

function dismissMissing({ kept, store }: Pick<SendingOptions, 'kept' | 'store'>): void {
  kept.dismissMissing()
  store.update((draft) => {
    draft.missing = null
  })
}

const followFiles = (kept: KeptDisk, uploads: Pick<Uploads, 'hear'>): (() => void) =>
  kept.onChanged((change) => {
    if (change.kind === 'file') uploads.hear(change)
  })

const isConnected = (store: AccountStore): boolean => store.get().connection.status === 'connected'

function byAndBy(clock: Pick<SyncClock, 'after'>, task: () => void): void {
  clock.after(LOOK_AGAIN_MS, () => {
    task()
    byAndBy(clock, task)
  })
}

/** What somebody does and its files: a message waits for its files, and what becomes of them wakes it. */
export function createSending(options: SendingOptions): Sending {
  const { store, kept, seat, extensions, newNonce } = options
  const list = createItemList(store, kept)
  const loaded = Promise.withResolvers<undefined>()
  /** What is on the disk was read since this page has the seat: what the one before had begun is known. */
  let isTaken = false
  const uploads = createUploads({
    ...options,
    disk: kept,
    newId: newNonce,
    onSettled: (channelId) => {
      outbox.goOn(channelId)
    },
  })
  const outbox: Outbox = createOutbox({
    ...options,
    list,
    uploads,
    loaded: loaded.promise,
    dedupes: extensions.includes('nonce'),
    // What a newer version has on its disk its pages deliver; what that never took is known here alone.
    mayGo: (nonce) =>
      isConnected(store) && (kept.keeping() === 'newer' ? list.isOnlyHere(nonce) : isTaken && seat.isMine()),
  })
  const loader = createKeptLoader({ ...options, list, uploads, outbox })

  async function load(read: () => Promise<void>): Promise<void> {
    const isMine = seat.isMine()
    await read()
    isTaken ||= isMine
    loaded.resolve(undefined)
    outbox.resume()
  }

  const again = (): void => void load(loader.again)
  const lookAgain = (): void => (seat.isShared ? again() : undefined)

  const leave = [
    seat.isShared ? kept.onChanged(hearer(options, again)) : () => undefined,
    followFiles(kept, uploads),
    seat.onMine(again),
    followKeeping(kept, store, outbox.resume),
    followTargets(store, outbox.goOn),
  ]
  return {
    outbox,
    uploads,
    start: () => {
      void load(loader.begin)
      byAndBy(options.clock, lookAgain)
    },
    resume: () => {
      outbox.resume()
      lookAgain()
    },
    hear: list.hear,
    dismissMissing: () => dismissMissing(options),
    stop: () => {
      for (const one of leave) one()
      list.close()
      uploads.stop()
    },
  }
}
