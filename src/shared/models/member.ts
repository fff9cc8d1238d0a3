import * as z from 'zod/mini'
import { channelId, roleId, serverId } from './ids.ts'
import { userSummary } from './user.ts'

/** What of a server somebody is told about (ID-12.5). */
export const notificationLevel = z.enum(['ALL_MESSAGES', 'MENTIONS_ONLY', 'MUTE'])

/**
 * One row of a member list (ID-4.6). A webhook stands there as a virtual member: its `_id` is the webhook's and it
 * has a `channelId`. `userId` is null where the account is gone.
 */
export const member = z.object({
  _id: z.string(),
  serverId,
  channelId: z.optional(channelId),
  userId: z.nullable(userSummary),
  roleIds: z.readonly(z.array(roleId)),
  isOwner: z.boolean(),
  nickname: z.optional(z.nullable(z.string())),
  notificationLevel: z.optional(notificationLevel),
})

export type Member = z.infer<typeof member>
export type NotificationLevel = z.infer<typeof notificationLevel>
