import type { Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import type { KeptItem } from '../store/kept.ts'
import {
  isReadable,
  type AccountState,
  type MessageRow,
  type PendingChange,
  type PendingMessage,
} from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { retirePending, shownIn } from './apply/retire.ts'
import type { BecameMessage, OutboxDisk, Written } from './kept-disk.ts'
import { createOnlyHere } from './only-here.ts'

type State = Draft<AccountState>
type Listed = PendingMessage | PendingChange

/** What is on its way, in the order of doing. It stands in the store, and the disk follows the store. */
export interface ItemList {
  readonly of: (channelId: ChannelId) => readonly KeptItem[]
  readonly find: (nonce: string) => KeptItem | undefined
  /** The disk never took it: no other page can know of it. */
  readonly isOnlyHere: (nonce: string) => boolean
  readonly channels: () => readonly ChannelId[]
  /** `clearsDraft`: what was typed in the channel is this item now, on the disk in the same step. */
  readonly add: (item: KeptItem, options?: { readonly clearsDraft: boolean }) => void
  /** Nothing where the item is gone. Resolves once it is written, or refused. */
  readonly change: (nonce: string, change: (item: KeptItem) => KeptItem) => Written
  readonly remove: (nonce: string, became?: Became) => void
  /** What the gateway is telling now: one of these may be what is on its way, and goes to other pages with that word. */
  readonly hear: (rows: readonly MessageRow[]) => void
  /** Puts what a disk has into the store. False: something was done here since `revision`, so that it has to be read again. */
  readonly adopt: (items: readonly KeptItem[], revision: number) => boolean
  /** Grows with whatever is done here. */
  readonly revision: () => number
  /** From then on nothing is written. */
  readonly close: () => void
}

/** What an item is now, instead. */
interface Became {
  /** Told to the account's other pages, whose lines may not have brought it yet. */
  readonly confirmed?: Message
  /** In the same step, so that nobody ever sees both or neither. */
  readonly also?: (state: State) => void
}

const toKept = (listed: Listed): KeptItem => ('kind' in listed ? listed : { kind: 'message', ...listed })

function toListed(item: KeptItem): Listed {
  if (item.kind !== 'message') return item
  const { kind: _kind, ...pending } = item
  return pending
}

const listedIn = ({ pending, changes }: AccountState): readonly Listed[] => [
  ...Object.values(pending).flat(),
  ...Object.values(changes).flat(),
]

type Lists<Entry> = Record<string, readonly Entry[]>

/** A list of nothing is not there. */
function setList<Entry>(lists: Lists<Entry>, channelId: ChannelId, list: readonly Entry[]): void {
  if (list.length > 0) lists[channelId] = list
  else delete lists[channelId]
}

function putInto<Entry extends Listed>(lists: Lists<Entry>, entry: Entry): void {
  const list = lists[entry.channelId] ?? []
  const place = list.findIndex(({ nonce }) => nonce === entry.nonce)
  setList(lists, entry.channelId, place < 0 ? [...list, entry] : list.with(place, entry))
}

function put(state: State, listed: Listed): void {
  if ('kind' in listed) putInto<PendingChange>(state.changes, listed)
  else putInto<PendingMessage>(state.pending, listed)
}

function takeOutOf<Entry extends Listed>(lists: Lists<Entry>, { nonce, channelId }: KeptItem): void {
  const list = lists[channelId]
  if (list !== undefined) {
    setList(
      lists,
      channelId,
      list.filter((listed) => listed.nonce !== nonce),
    )
  }
}

/** What stands in the store goes to the disk, whoever changed it. */
interface DiskMirror {
  /** What was told to the disk, in the order of doing. */
  readonly known: () => ReadonlyMap<string, Listed>
  /** What the disk says itself: it need not be told. */
  readonly setKnown: (listed: readonly Listed[]) => void
  readonly written: (nonce: string) => Written
  readonly isOnlyHere: (nonce: string) => boolean
  readonly clearing: Set<string>
  readonly confirmations: Map<string, Message>
  readonly hear: (rows: readonly MessageRow[]) => void
  readonly revision: () => number
  readonly close: () => void
}

function createDiskMirror(store: AccountStore, disk: OutboxDisk): DiskMirror {
  let known: ReadonlyMap<string, Listed> = new Map()
  const clearing = new Set<string>()
  const confirmations = new Map<string, Message>()
  const writing = new Map<string, Written>()
  const onlyHere = createOnlyHere()
  let told: readonly Message[] = []
  let revision = 0
  let seen = store.get()

  function write(nonce: string, written: Written): void {
    revision += 1
    writing.set(nonce, written)
    onlyHere.follow(written)
    void written.then(() => {
      if (writing.get(nonce) === written) writing.delete(nonce)
    })
  }

  function follow(state: AccountState): void {
    const same = state.pending === seen.pending && state.changes === seen.changes
    seen = state
    if (same) return
    const now = new Map(listedIn(state).map((listed) => [listed.nonce, listed]))
    const gone = [...known.keys()].filter((nonce) => !now.has(nonce))
    const changed = [...now.values()].filter((listed) => known.get(listed.nonce) !== listed)
    const kept = [...known.keys()].flatMap((nonce) => now.get(nonce) ?? [])
    const added = changed.filter(({ nonce }) => !known.has(nonce))
    const before = known
    known = new Map([...kept, ...added].map((listed) => [listed.nonce, listed]))
    // What something became is written before it is taken away: whatever happens in between, nothing is missing.
    for (const listed of changed) {
      const { nonce } = listed
      if (!before.has(nonce)) onlyHere.add(nonce)
      const takesBack = before.get(nonce)?.attempted === true && listed.attempted !== true
      write(nonce, disk.putItem(toKept(listed), { clearsDraft: clearing.delete(nonce), takesBack }))
    }
    for (const nonce of gone) write(nonce, disk.removeItem(nonce, becameOf(state, nonce, before.get(nonce)?.channelId)))
  }

  /** Undefined: no message came of it. */
  function becameOf(state: AccountState, nonce: string, channelId: ChannelId | undefined): BecameMessage | undefined {
    const messageId = state.stored[nonce] ?? confirmations.get(nonce)?._id
    if (messageId === undefined) return undefined
    const rows = [...told, ...(channelId === undefined ? [] : shownIn(state, [channelId]))]
    const confirmed = confirmations.get(nonce) ?? rows.find(({ _id }) => _id === messageId)
    return { messageId, ...(confirmed === undefined ? {} : { confirmed }) }
  }

  return {
    known: () => known,
    setKnown: (listed) => {
      known = new Map(listed.map((one) => [one.nonce, one]))
    },
    written: (nonce) => writing.get(nonce) ?? Promise.resolve(true),
    isOnlyHere: onlyHere.has,
    clearing,
    confirmations,
    hear: (rows) => {
      told = rows.filter(isReadable)
    },
    revision: () => revision,
    close: store.subscribe(follow),
  }
}

export function createItemList(store: AccountStore, disk: OutboxDisk): ItemList {
  const mirror = createDiskMirror(store, disk)
  const all = (): readonly KeptItem[] => [...mirror.known().values()].map(toKept)
  const find = (nonce: string): KeptItem | undefined => {
    const listed = mirror.known().get(nonce)
    return listed === undefined ? undefined : toKept(listed)
  }
  const putInStore = (item: KeptItem): void => {
    store.update((draft) => {
      put(draft, toListed(item))
    })
  }

  /** The same record stays the same object: what is drawn from it is not drawn again. */
  function listedOf(item: KeptItem): Listed {
    const before = mirror.known().get(item.nonce)
    const listed = toListed(item)
    return before !== undefined && JSON.stringify(before) === JSON.stringify(listed) ? before : listed
  }

  return {
    find,
    isOnlyHere: mirror.isOnlyHere,
    of: (channelId) => all().filter((item) => item.channelId === channelId),
    channels: () => [...new Set(all().map(({ channelId }) => channelId))],
    add: (item, options) => {
      if (options?.clearsDraft === true) mirror.clearing.add(item.nonce)
      putInStore(item)
    },
    change: (nonce, change) => {
      const item = find(nonce)
      if (item === undefined) return Promise.resolve(true)
      putInStore(change(item))
      return mirror.written(nonce)
    },
    remove: (nonce, { confirmed, also } = {}) => {
      const item = find(nonce)
      if (confirmed !== undefined) mirror.confirmations.set(nonce, confirmed)
      store.update((draft) => {
        also?.(draft)
        if (item?.kind === 'message') takeOutOf<PendingMessage>(draft.pending, item)
        else if (item !== undefined) takeOutOf<PendingChange>(draft.changes, item)
      })
      mirror.confirmations.delete(nonce)
    },
    hear: mirror.hear,
    adopt: (items, since) => {
      if (mirror.revision() !== since) return false
      const next = items.map(listedOf)
      mirror.setKnown(next)
      store.update((draft) => {
        draft.pending = {}
        draft.changes = {}
        for (const listed of next) put(draft, listed)
        // What was read before the disk was may be what became of one of them.
        const channels = next.map(({ channelId }) => channelId)
        for (const row of shownIn(store.get(), channels)) retirePending(draft, row)
      })
      return true
    },
    revision: mirror.revision,
    close: mirror.close,
  }
}
