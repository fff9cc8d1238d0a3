import * as z from 'zod/mini'
import { serverId, stickerId, userId } from './ids.ts'
import { timestamp } from './timestamp.ts'

/** A picture to send (MB-6.1). Its name is its own on its shelf: among those of a server, or of a person. */
const common = {
  _id: stickerId,
  name: z.string(),
  description: z.optional(z.nullable(z.string())),
  /** png, gif, webp or jpg: in words for people, `contentType` is what it is. */
  format: z.string(),
  contentType: z.string(),
  key: z.string(),
  /** Bytes. */
  size: z.number(),
  url: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
}

export const serverSticker = z.object({ ...common, scope: z.literal('server'), serverId, createdBy: userId })

/** A person's or a bot's; `ownerId` says the same as `userId`. */
export const personalSticker = z.object({ ...common, scope: z.literal('user'), userId, ownerId: userId })

export type ServerSticker = z.infer<typeof serverSticker>
export type PersonalSticker = z.infer<typeof personalSticker>
