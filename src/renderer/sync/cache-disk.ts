import type { DirectChannelListItem } from '#shared/models/channel.ts'
import type { ChannelId, MessageId, ServerId } from '#shared/models/ids.ts'
import type { Server } from '#shared/models/server.ts'
import type { UserSelf, UserSummary } from '#shared/models/user.ts'
import type { MessageRow, ReadMark, ServerPlace } from '../store/state.ts'

/** What was known above any server when this was last kept. */
export interface CachedHome {
  readonly me: UserSelf | undefined
  readonly servers: readonly Server[] | null
  readonly directs: readonly DirectChannelListItem[] | null
  readonly people: readonly UserSummary[]
  readonly marks: Readonly<Record<string, ReadMark>>
  readonly asOf: number | null
  /** Where somebody was last. */
  readonly last: { readonly serverId: ServerId | null; readonly channelId: ChannelId } | null
}

/** Messages in the order of time, without a hole. */
export interface CachedRange {
  readonly rows: readonly MessageRow[]
  /** Nothing is older than the first row. */
  readonly reachesStart: boolean
  /** When it was last as the gateway had it: milliseconds since 1970. */
  readonly asOf: number
}

interface Placed {
  readonly _id: MessageId
  readonly createdAt: string
}

interface OlderThan {
  readonly channelId: ChannelId
  readonly before: Placed
  readonly limit: number
}

interface NewerThan {
  readonly channelId: ChannelId
  readonly after: Placed
  readonly limit: number
}

interface FromMoment {
  readonly channelId: ChannelId
  /** Milliseconds since 1970. */
  readonly at: number
  /** To each side. */
  readonly limit: number
}

interface Around {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  /** To each side. */
  readonly limit: number
}

/** What is kept of an account between two starts. It never rejects: what cannot be read is not there. */
export interface CacheDisk {
  readonly home: () => Promise<CachedHome | undefined>
  readonly place: (serverId: ServerId) => Promise<ServerPlace | undefined>
  readonly newest: (channelId: ChannelId, limit: number) => Promise<CachedRange | undefined>
  /** What stands right before a message; undefined where nothing of it is kept, however much is kept further back. */
  readonly older: (query: OlderThan) => Promise<CachedRange | undefined>
  /** The same of what stands right after it. */
  readonly newer: (query: NewerThan) => Promise<CachedRange | undefined>
  /** A message with what stands before and after it without a hole; undefined where it is not kept. */
  readonly around: (query: Around) => Promise<CachedRange | undefined>
  /**
   * The same of the first message from a moment on that is kept, whatever is missing before it; of the last one where none
   * follows.
   */
  readonly from: (query: FromMoment) => Promise<CachedRange | undefined>
}
