import * as z from 'zod/mini'
import { botId, userId } from './ids.ts'
import { timestamp } from './timestamp.ts'

/** A bot as its owner has it (MB-9). It speaks as the account `botUserId`. */
export const bot = z.object({
  _id: botId,
  ownerId: userId,
  botUserId: userId,
  name: z.string(),
  avatarUrl: z.optional(z.string()),
  serviceType: z.string(),
  dmEnabled: z.boolean(),
  /** JSON, as a text. */
  config: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export type Bot = z.infer<typeof bot>
