import * as z from 'zod/mini'
import { categoryId, serverId } from './ids.ts'
import { timestamp } from './timestamp.ts'

/** A group of channels (ID-4.9). Without a `position` it stands in the order of creation. */
export const category = z.object({
  _id: categoryId,
  name: z.string(),
  serverId,
  position: z.optional(z.number()),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export type Category = z.infer<typeof category>
