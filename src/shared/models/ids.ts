import * as z from 'zod/mini'

const hex24 = /^[0-9a-f]{24}$/

/** Every id of the protocol: 24 lower-case hex characters, the first eight of them the second it was made in. */
const id = z.string().check(z.regex(hex24))

export const userId = id.brand<'UserId'>()
export const serverId = id.brand<'ServerId'>()
export const roleId = id.brand<'RoleId'>()
export const categoryId = id.brand<'CategoryId'>()
export const channelId = id.brand<'ChannelId'>()
export const messageId = id.brand<'MessageId'>()
export const stickerId = id.brand<'StickerId'>()
export const webhookId = id.brand<'WebhookId'>()
export const botId = id.brand<'BotId'>()

export type UserId = z.infer<typeof userId>
export type ServerId = z.infer<typeof serverId>
export type RoleId = z.infer<typeof roleId>
export type CategoryId = z.infer<typeof categoryId>
export type ChannelId = z.infer<typeof channelId>
export type MessageId = z.infer<typeof messageId>
export type StickerId = z.infer<typeof stickerId>
export type WebhookId = z.infer<typeof webhookId>
export type BotId = z.infer<typeof botId>

export function isId(value: unknown): value is string {
  return typeof value === 'string' && hex24.test(value)
}
