import * as z from 'zod/mini'
import { channelId, messageId, serverId } from '../../models/ids.ts'
import { permission } from '../../models/permissions.ts'
import { webAddress, wellFormed } from './texts.ts'

const name = z.string().check(z.minLength(1, 'Channel name is required'), z.maxLength(100), wellFormed)

export const createChannelBody = z
  .object({
    name,
    type: z.enum(['GUILD_TEXT', 'GUILD_WEB']),
    categoryId: z.optional(z.string()),
    url: z.optional(webAddress),
  })
  .check(
    z.refine((body) => body.type !== 'GUILD_WEB' || body.url !== undefined, {
      path: ['url'],
      error: 'URL is required for web channels',
    }),
    z.refine((body) => body.type === 'GUILD_WEB' || body.url === undefined, {
      path: ['url'],
      error: 'URL is only applicable to web channels',
    }),
  )

/** `categoryId: null` takes the channel out of its category. Whether it may have an address, its type says (ID-14.4). */
export const updateChannelBody = z.object({
  name: z.optional(name),
  categoryId: z.optional(z.nullable(z.string())),
  topic: z.optional(z.string().check(z.maxLength(1024, 'Topic must be 1024 or fewer characters long'), wellFormed)),
  url: z.optional(webAddress),
})

const words = z._default(z.array(permission), [])

/** Replaces all overrides of a channel (ID-14.6). More targets than this no server has use for. */
export const overridesBody = z
  .array(z.object({ targetType: z.enum(['role', 'member']), targetId: z.string(), allow: words, deny: words }))
  .check(z.maxLength(1000))

/** `POST /api/users/@me/channels`. Anything but a non-empty text counts as missing (ID-9.8). */
export const openDirectBody = z.object({ recipientId: z.optional(z.unknown()) })

export const ackBody = z.object({ lastMessageId: z.string().check(z.minLength(1, 'lastMessageId is required')) })

export const notificationLevelBody = z.object({ level: z.enum(['DEFAULT', 'ALL_MESSAGES', 'MENTIONS_ONLY', 'MUTE']) })

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

export type CreateChannelBody = z.infer<typeof createChannelBody>
export type UpdateChannelBody = z.infer<typeof updateChannelBody>
export type OverridesBody = z.infer<typeof overridesBody>
export type AckBody = z.infer<typeof ackBody>
export type NotificationLevel = z.infer<typeof notificationLevelBody>['level']
export type UnreadChannel = z.infer<typeof unreadChannel>
