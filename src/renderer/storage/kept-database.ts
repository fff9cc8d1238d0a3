import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb'
import type { Kept, KeptDraft, KeptFile, KeptItem } from '../store/kept.ts'
import type { Migration } from './open-database.ts'

export interface KeptSchema extends DBSchema {
  /** By number, which rises: the order of doing. */
  items: { readonly key: number; readonly value: KeptItem; readonly indexes: { readonly nonce: string } }
  files: { readonly key: string; readonly value: KeptFile }
  drafts: { readonly key: string; readonly value: KeptDraft }
}

export type KeptDatabase = IDBPDatabase<KeptSchema>

/** What is to stand at a key from now on; null: nothing. */
export type KeptWrite =
  | { readonly store: 'items'; readonly key: string; readonly value: KeptItem | null }
  | { readonly store: 'files'; readonly key: string; readonly value: KeptFile | null }
  | { readonly store: 'drafts'; readonly key: string; readonly value: KeptDraft | null }

const STORES = ['items', 'files', 'drafts'] as const

type Writing = IDBPTransaction<KeptSchema, [...typeof STORES], 'readwrite'>

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
]

/** An item keeps the place it has; a new one goes behind all others. */
async function writeItem(transaction: Writing, nonce: string, item: KeptItem | null): Promise<void> {
  const items = transaction.objectStore('items')
  const place = await items.index('nonce').getKey(nonce)
  if (item === null) await (place === undefined ? undefined : items.delete(place))
  else await (place === undefined ? items.add(item) : items.put(item, place))
}

async function writeOne(transaction: Writing, write: KeptWrite): Promise<void> {
  if (write.store === 'items') await writeItem(transaction, write.key, write.value)
  else if (write.value === null) await transaction.objectStore(write.store).delete(write.key)
  else if (write.store === 'files') await transaction.objectStore('files').put(write.value)
  else await transaction.objectStore('drafts').put(write.value)
}

/** All of it or nothing. Once this resolves it is on the disk for good: a power cut takes nothing that was called kept. */
export async function writeKept(database: KeptDatabase, writes: readonly KeptWrite[]): Promise<void> {
  const transaction = database.transaction([...STORES], 'readwrite', { durability: 'strict' })
  async function writeAll(): Promise<void> {
    for (const write of writes) await writeOne(transaction, write)
  }
  await Promise.all([writeAll(), transaction.done])
}

export async function readKept(database: KeptDatabase): Promise<Kept> {
  const transaction = database.transaction([...STORES])
  const [items, files, drafts] = await Promise.all([
    transaction.objectStore('items').getAll(),
    transaction.objectStore('files').getAll(),
    transaction.objectStore('drafts').getAll(),
  ])
  return { items, files, drafts }
}

/** The list with what the writes to its store make of it. */
function laidOver<Value>(
  list: readonly Value[],
  keyOf: (value: Value) => string,
  writes: readonly { readonly key: string; readonly value: Value | null }[],
): readonly Value[] {
  const entries = new Map(list.map((value) => [keyOf(value), value]))
  for (const { key, value } of writes) {
    if (value === null) entries.delete(key)
    else entries.set(key, value)
  }
  return [...entries.values()]
}

/** What would be on the disk, had it taken these writes. */
export function withWrites({ items, files, drafts }: Kept, writes: readonly KeptWrite[]): Kept {
  return {
    items: laidOver(
      items,
      ({ nonce }) => nonce,
      writes.flatMap((write) => (write.store === 'items' ? [write] : [])),
    ),
    files: laidOver(
      files,
      ({ id }) => id,
      writes.flatMap((write) => (write.store === 'files' ? [write] : [])),
    ),
    drafts: laidOver(
      drafts,
      ({ channelId }) => channelId,
      writes.flatMap((write) => (write.store === 'drafts' ? [write] : [])),
    ),
  }
}
