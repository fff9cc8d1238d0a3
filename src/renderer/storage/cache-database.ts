import type { DBSchema, IDBPDatabase } from 'idb'
import * as z from 'zod/mini'
import { category } from '#shared/models/category.ts'
import { directChannelListItem, serverChannelListItem } from '#shared/models/channel.ts'
import { channelId, messageId, serverId } from '#shared/models/ids.ts'
import { member } from '#shared/models/member.ts'
import { message } from '#shared/models/message.ts'
import { role } from '#shared/models/role.ts'
import { server } from '#shared/models/server.ts'
import { timestamp } from '#shared/models/timestamp.ts'
import { userSelf, userSummary } from '#shared/models/user.ts'
import type { MessageRow } from '../store/state.ts'
import { CACHE_VERSION } from './cache-fetch.ts'
import type { CachedStretch } from './cache-ranges.ts'
import type { Migration } from './open-database.ts'

/** One thing that is known, by what it is and of what. */
export interface CachedRecord {
  readonly kind: RecordKind
  /** Of a server, channel or person; empty where there is one alone. */
  readonly id: string
  readonly value: unknown
}

export interface CachedChannel {
  readonly channelId: string
  readonly serverId: string | null
  /** When somebody last looked at it: milliseconds since 1970. What was read longest ago goes first. */
  readonly readAt: number
  /** When its rows were last as the gateway had them. */
  readonly asOf: number
  readonly stretches: readonly CachedStretch[]
}

export interface CachedRow {
  readonly channelId: string
  readonly order: string
  readonly row: MessageRow
}

export interface CacheSchema extends DBSchema {
  records: { readonly key: [string, string]; readonly value: CachedRecord }
  channels: { readonly key: string; readonly value: CachedChannel }
  rows: { readonly key: [string, string]; readonly value: CachedRow; readonly indexes: { readonly order: string } }
}

export type CacheDatabase = IDBPDatabase<CacheSchema>

export const CACHE_STORES = ['records', 'channels', 'rows'] as const

function rebuild(database: IDBDatabase): void {
  for (const name of database.objectStoreNames) database.deleteObjectStore(name)
  database.createObjectStore('records', { keyPath: ['kind', 'id'] })
  database.createObjectStore('channels', { keyPath: 'channelId' })
  database.createObjectStore('rows', { keyPath: ['channelId', 'order'] }).createIndex('order', 'order')
}

/** Whichever version there was, nothing of it is left. */
export const cacheMigrations = (onRebuilt: () => void): readonly Migration[] =>
  Array.from({ length: CACHE_VERSION }, () => (database: IDBDatabase) => {
    rebuild(database)
    onRebuilt()
  })

const readMark = z.object({
  serverId: z.nullable(serverId),
  lastReadMessageId: z.nullable(messageId),
  untold: z.exactOptional(z.literal(true)),
  counted: z.object({
    through: z.nullable(messageId),
    unread: z.number(),
    mentions: z.number(),
    due: z.exactOptional(z.enum(['first', 'again'])),
  }),
  tail: z.readonly(z.array(z.object({ _id: messageId, mention: z.boolean() }))),
  uncountedBefore: z.exactOptional(messageId),
  marked: z.exactOptional(z.object({ from: messageId, unread: z.number(), mentions: z.number() })),
})

/** What is known of each kind, as it has to be when it comes from the disk. */
export const recordSchemas = {
  me: userSelf,
  servers: z.array(server),
  directs: z.array(directChannelListItem),
  asOf: z.number(),
  last: z.object({ serverId: z.nullable(serverId), channelId }),
  person: userSummary,
  mark: readMark,
  channels: z.array(serverChannelListItem),
  categories: z.array(category),
  roles: z.array(role),
  members: z.array(member),
} as const

export type RecordKind = keyof typeof recordSchemas

/** Where all rows of a channel are. */
export const rowsOf = (channel: string): IDBKeyRange => IDBKeyRange.bound([channel, ''], [channel, '\uFFFF'])

const unreadable = z.object({ kind: z.literal('unreadable'), _id: messageId, createdAt: timestamp })
const messageRow = z.union([unreadable, message])

/** A row from the disk, frozen as all state is; one that does not fit is none. */
export function parseRow({ row }: CachedRow): readonly MessageRow[] {
  const parsed = messageRow.safeParse(row)
  return parsed.success ? [Object.freeze(parsed.data)] : []
}
