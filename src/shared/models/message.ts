import * as z from 'zod/mini'
import { channelId, messageId, serverId, userId } from './ids.ts'
import { timestamp } from './timestamp.ts'
import { userSummary } from './user.ts'

/** What every outgoing form of a retracted message says instead of its text (MB-2.3). Clients draw from `retractedAt`. */
export const RETRACTED_CONTENT = '此消息已撤回'

export const attachment = z.object({
  filename: z.string(),
  contentType: z.string(),
  key: z.optional(z.string()),
  /** Bytes. */
  size: z.number(),
  url: z.optional(z.string()),
})

export const reaction = z.object({
  emoji: z.string(),
  userIds: z.readonly(z.array(userId)),
})

/** A message as REST answers and events carry it (MB-2). Server channels name their server, direct messages do not. */
export const message = z.object({
  _id: messageId,
  channelId,
  serverId: z.optional(serverId),
  authorId: z.nullable(userSummary),
  type: z._default(z.string(), 'message/default'),
  content: z.optional(z.nullable(z.string())),
  plainText: z.optional(z.string()),
  context: z.optional(z.string()),
  payload: z.optional(z.record(z.string(), z.unknown())),
  attachments: z._default(z.readonly(z.array(attachment)), []),
  mentions: z._default(z.readonly(z.array(userId)), []),
  referencedMessageId: z.optional(z.nullable(messageId)),
  reactions: z._default(z.readonly(z.array(reaction)), []),
  editedAt: z.optional(timestamp),
  retractedAt: z.optional(timestamp),
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Grows with every change; only where the gateway offers the extension `rev`. */
  rev: z.optional(z.int()),
})

export type Message = z.infer<typeof message>
export type Attachment = z.infer<typeof attachment>
export type Reaction = z.infer<typeof reaction>

/** The longest idempotency key a client may set as `payload.clientNonce`. */
const MAX_NONCE_LENGTH = 128

/** The key by which a client knows its own message again (MB-3.3), read before anything else touches the payload. */
export function nonceOf(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('clientNonce' in payload)) return undefined
  const nonce = payload.clientNonce
  return typeof nonce === 'string' && nonce !== '' && nonce.length <= MAX_NONCE_LENGTH ? nonce : undefined
}

interface Ordered {
  readonly createdAt: string
  readonly _id: string
}

/** The one order of messages: by time, then by id; never by arrival. */
export function compareMessages(a: Ordered, b: Ordered): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  if (a._id === b._id) return 0
  return a._id < b._id ? -1 : 1
}

type Versioned = Pick<Message, 'rev' | 'updatedAt'>

/** Positive where `a` is the newer body of one message: by `rev` where both have it, else by `updatedAt`. */
export function compareVersions(a: Versioned, b: Versioned): number {
  if (a.rev !== undefined && b.rev !== undefined) return a.rev - b.rev
  if (a.updatedAt === b.updatedAt) return 0
  return a.updatedAt < b.updatedAt ? -1 : 1
}
