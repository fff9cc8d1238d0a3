import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb'
import type { MessageId } from '#shared/models/ids.ts'
import type { Kept, KeptDraft, KeptFile, KeptItem, KeptSummary } from '../store/kept.ts'
import { summaryOf } from './kept-notes.ts'
import { meantFor, newestWord, overAttempt, overBecame, type BecameOf } from './over-known.ts'
import type { Migration } from './open-database.ts'

/** All of a file but its bytes, which are large and never change. */
export type FileRecord = Omit<KeptFile, 'blob'>

export interface KeptSchema extends DBSchema {
  /** By number, which rises: the order of doing. */
  items: { readonly key: number; readonly value: KeptItem; readonly indexes: { readonly nonce: string } }
  files: { readonly key: string; readonly value: FileRecord }
  bytes: { readonly key: string; readonly value: Blob }
  drafts: { readonly key: string; readonly value: KeptDraft }
  became: { readonly key: string; readonly value: Became }
}

/** What an item is now, for pages that have not heard of it and do something to it yet. */
interface Became extends BecameOf {
  readonly nonce: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export type KeptDatabase = IDBPDatabase<KeptSchema>

interface ItemWrite {
  readonly store: 'items'
  readonly key: string
  readonly value: KeptItem | null
  /** The message it is now: what was done to it is meant for that from now on. Missing with a message: it was let go. */
  readonly became?: MessageId
  /** Whoever writes it knew that it had gone out, and takes that back. */
  readonly takesBack?: boolean
}

/** What is to stand at a key from now on; null: nothing. */
export type KeptWrite =
  | ItemWrite
  | { readonly store: 'files'; readonly key: string; readonly value: FileRecord | null }
  | { readonly store: 'bytes'; readonly key: string; readonly value: Blob | null }
  | { readonly store: 'drafts'; readonly key: string; readonly value: KeptDraft | null }

type Store = KeptWrite['store'] | 'became'

type Writing = IDBPTransaction<KeptSchema, Store[], 'readwrite'>

/** A file as the first version had it. */
interface WholeFile extends FileRecord {
  readonly blob: Blob
}

/** Bytes of their own: that a file is up was written with all of it again, and a file without room took its name along. */
function takeBytesOut(database: IDBDatabase, transaction: IDBTransaction): void {
  const bytes = database.createObjectStore('bytes')
  const reading: IDBRequest<IDBCursorWithValue | null> = transaction.objectStore('files').openCursor()
  reading.addEventListener('success', () => {
    const cursor = reading.result
    if (cursor === null) return
    // What the version before has put there.
    const { blob, ...record } = cursor.value as WholeFile
    bytes.put(blob, cursor.primaryKey)
    cursor.update({ ...record, size: blob.size })
    cursor.continue()
  })
}

/**
 * Every version there ever was, in order. A step is never changed once it is out: what people have on their disks went
 * through it.
 */
export const keptMigrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore('items', { autoIncrement: true }).createIndex('nonce', 'nonce', { unique: true })
    database.createObjectStore('files', { keyPath: 'id' })
    database.createObjectStore('drafts', { keyPath: 'channelId' })
  },
  takeBytesOut,
  (database) => {
    database.createObjectStore('became', { keyPath: 'nonce' })
  },
]

/** By then every page has heard what became of an item, or looked by itself. */
const HEARD_MS = 3_600_000

/** A page that hears of it later knows no better what it said. */
async function remember(transaction: Writing, now: Became): Promise<void> {
  const became = transaction.objectStore('became')
  const all = await became.getAll()
  const old = all.filter(({ at }) => now.at - at > HEARD_MS)
  const before = all.find(({ nonce }) => nonce === now.nonce)
  await Promise.all([became.put(newestWord(before, now)), ...old.map(({ nonce }) => became.delete(nonce))])
}

/** What is done to an item that is a message by now is meant for that; to one that was let go: nothing. */
async function meant(transaction: Writing, item: KeptItem): Promise<KeptItem | undefined> {
  if (item.kind === 'message' || !('nonce' in item.target)) return item
  const known = await transaction.objectStore('became').get(item.target.nonce)
  return known === undefined ? item : meantFor(item, known.nonce, known)
}

/** The same for what any page did to it before. */
async function retarget(transaction: Writing, nonce: string, became: BecameOf): Promise<void> {
  const items = transaction.objectStore('items')
  const [places, all] = await Promise.all([items.getAllKeys(), items.getAll()])
  for (const [index, item] of all.entries()) {
    const [now, place] = [meantFor(item, nonce, became), places[index]]
    if (now === undefined && place !== undefined) await items.delete(place)
    else if (now !== undefined && now !== item) await items.put(now, place)
  }
}

/** Where an item stands; undefined: nowhere yet. */
const placeOf = (transaction: Writing, nonce: string): Promise<number | undefined> =>
  transaction.objectStore('items').index('nonce').getKey(nonce)

/** An item keeps the place it has; a new one goes behind all others. */
async function putItem(transaction: Writing, item: KeptItem): Promise<void> {
  await transaction.objectStore('items').put(item, await placeOf(transaction, item.nonce))
}

/** It is done, or let go. What any page does to a message from then on is meant for what it became. */
async function takeItem(transaction: Writing, nonce: string, messageId: MessageId | undefined): Promise<void> {
  const items = transaction.objectStore('items')
  const place = await placeOf(transaction, nonce)
  const item = place === undefined ? undefined : await items.get(place)
  if (messageId !== undefined || item !== undefined) {
    const said = item?.kind === 'message' ? { content: item.content } : {}
    const became = { messageId: messageId ?? null, ...said }
    await retarget(transaction, nonce, became)
    await remember(transaction, { nonce, at: Date.now(), ...became })
  }
  if (place !== undefined) await items.delete(place)
}

/** What is to stand in its place, which may be there, or be gone with what it became. */
async function overKnown(transaction: Writing, item: KeptItem, takesBack: boolean): Promise<readonly KeptItem[]> {
  const place = await placeOf(transaction, item.nonce)
  if (place !== undefined) {
    return overAttempt(takesBack ? undefined : await transaction.objectStore('items').get(place), item)
  }
  const done = await transaction.objectStore('became').get(item.nonce)
  return done === undefined ? [item] : overBecame(done, item)
}

async function writeItem(transaction: Writing, { key, value: item, became, takesBack }: ItemWrite): Promise<void> {
  if (item === null) {
    await takeItem(transaction, key, became)
    return
  }
  const now = await meant(transaction, item)
  const written = now === undefined ? [] : await overKnown(transaction, now, takesBack === true)
  for (const one of written) await putItem(transaction, one)
}

async function writeOne(transaction: Writing, write: KeptWrite): Promise<void> {
  if (write.store === 'items') await writeItem(transaction, write)
  else if (write.value === null) await transaction.objectStore(write.store).delete(write.key)
  else if (write.store === 'bytes') await transaction.objectStore('bytes').put(write.value, write.key)
  else if (write.store === 'files') await transaction.objectStore('files').put(write.value)
  else await transaction.objectStore('drafts').put(write.value)
}

/** All of it or nothing. Once this resolves it is on the disk for good: a power cut takes nothing that was called kept. */
export async function writeKept(database: KeptDatabase, writes: readonly KeptWrite[]): Promise<void> {
  const named = new Set<Store>(writes.map(({ store }) => store))
  if (named.has('items')) named.add('became')
  const stores = [...named]
  if (stores.length === 0) return
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' })
  async function writeAll(): Promise<void> {
    for (const write of writes) await writeOne(transaction, write)
  }
  /** Where nothing has to be read first all of it is said in one breath: a page that is about to go has no second one. */
  async function writeAtOnce(): Promise<void> {
    const asked = writes.map((write) => writeOne(transaction, write))
    transaction.commit()
    await Promise.all(asked)
  }
  await Promise.all([stores.includes('items') ? writeAll() : writeAtOnce(), transaction.done])
}

/** What stands in each store. */
export interface Stored {
  readonly items: readonly KeptItem[]
  readonly files: readonly FileRecord[]
  readonly bytes: ReadonlyMap<string, Blob>
  readonly drafts: readonly KeptDraft[]
}

export const nothingStored: Stored = { items: [], files: [], bytes: new Map(), drafts: [] }

export async function readStored(database: KeptDatabase): Promise<Stored> {
  const transaction = database.transaction(['items', 'files', 'bytes', 'drafts'])
  const bytes = transaction.objectStore('bytes')
  const [items, files, keys, blobs, drafts] = await Promise.all([
    transaction.objectStore('items').getAll(),
    transaction.objectStore('files').getAll(),
    bytes.getAllKeys(),
    bytes.getAll(),
    transaction.objectStore('drafts').getAll(),
  ])
  return { items, files, drafts, bytes: new Map(keys.flatMap((key, at) => (blobs[at] ? [[key, blobs[at]]] : []))) }
}

/** How much there is, without what it is. */
export async function readSummary(database: KeptDatabase): Promise<KeptSummary> {
  const transaction = database.transaction(['items', 'drafts'])
  const items = transaction.objectStore('items').getAll()
  return summaryOf(await items, await transaction.objectStore('drafts').getAllKeys())
}

interface Put<Value> {
  readonly key: string
  readonly value: Value | null
}

function layOver<Value>(entries: ReadonlyMap<string, Value>, writes: readonly Put<Value>[]): Map<string, Value> {
  const laid = new Map(entries)
  for (const { key, value } of writes) {
    if (value === null) laid.delete(key)
    else laid.set(key, value)
  }
  return laid
}

const byKey = <Value>(list: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, Value> =>
  new Map(list.map((value) => [keyOf(value), value]))

/** What would be on the disk, had it taken these writes. */
export function withWrites(stored: Stored, writes: readonly KeptWrite[]): Kept {
  const itemWrites = writes.filter((write) => write.store === 'items')
  const items = layOver(
    byKey(stored.items, ({ nonce }) => nonce),
    itemWrites,
  )
  const files = layOver(
    byKey(stored.files, ({ id }) => id),
    writes.filter((write) => write.store === 'files'),
  )
  const drafts = layOver(
    byKey(stored.drafts, ({ channelId }) => channelId),
    writes.filter((write) => write.store === 'drafts'),
  )
  const bytes = layOver(
    stored.bytes,
    writes.filter((write) => write.store === 'bytes'),
  )
  return {
    items: itemWrites.reduce<readonly KeptItem[]>(
      (all, { key, became: messageId }) =>
        messageId === undefined ? all : all.flatMap((item) => meantFor(item, key, { messageId }) ?? []),
      [...items.values()],
    ),
    files: [...files.values()].map((file) => ({ ...file, blob: bytes.get(file.id) ?? null })),
    drafts: [...drafts.values()],
  }
}
