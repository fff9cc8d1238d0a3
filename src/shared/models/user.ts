import * as z from 'zod/mini'
import { userId } from './ids.ts'
import { timestamp } from './timestamp.ts'

/** What anyone may see of a person or bot beside a message, in a member list or in a direct message (ID-4.2, MB-2). */
export const userSummary = z.object({
  _id: userId,
  username: z.string(),
  discriminator: z.optional(z.string()),
  avatarUrl: z.optional(z.string()),
  isBot: z._default(z.boolean(), false),
  /** Of bots in a search only: they take direct messages. */
  dmEnabled: z.optional(z.boolean()),
})

/** What anyone may see of an account (ID-4.2). */
export const userPublic = z.object({
  _id: userId,
  username: z.string(),
  discriminator: z.optional(z.string()),
  avatarUrl: z.optional(z.string()),
  isBot: z._default(z.boolean(), false),
  createdAt: timestamp,
  /** Of bots only: whether they take direct messages. */
  dmEnabled: z.optional(z.boolean()),
})

/** How an account wants to be called (ID-9.4). */
export const notificationSettings = z.object({
  soundEnabled: z._default(z.boolean(), true),
  /** 0 to 1. */
  soundVolume: z._default(z.number(), 0.6),
  desktopEnabled: z._default(z.boolean(), false),
})

/** The signed-in account as it sees itself (ID-4.1). */
export const userSelf = z.object({
  _id: userId,
  email: z.optional(z.string()),
  username: z.string(),
  discriminator: z.string(),
  avatarUrl: z.optional(z.string()),
  isBot: z._default(z.boolean(), false),
  notificationSettings,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export type UserSummary = z.infer<typeof userSummary>
export type UserPublic = z.infer<typeof userPublic>
export type NotificationSettings = z.infer<typeof notificationSettings>
export type UserSelf = z.infer<typeof userSelf>
