import * as z from 'zod/mini'
import { channelId, messageId, serverId } from '../../models/ids.ts'

/** `POST /api/users/@me/channels`. Anything but a non-empty text counts as missing (ID-9.8). */
export const openDirectBody = z.object({ recipientId: z.optional(z.unknown()) })

export const ackBody = z.object({ lastMessageId: z.string().check(z.minLength(1, 'lastMessageId is required')) })

/** One channel of `GET /api/users/@me/unread` (extension `unread`): counts of what stands after `lastReadMessageId`. */
export const unreadChannel = z.object({
  channelId,
  serverId: z.optional(serverId),
  lastMessageId: z.nullable(messageId),
  lastReadMessageId: z.nullable(messageId),
  unread: z.int(),
  mentions: z.int(),
})
export const unreadList = z.array(unreadChannel)

export type UnreadChannel = z.infer<typeof unreadChannel>
