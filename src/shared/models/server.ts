import * as z from 'zod/mini'
import { roleId, serverId } from './ids.ts'
import { timestamp } from './timestamp.ts'

/** A server as every endpoint and event gives it (ID-4.4). Who owns it stands on the members, not here. */
export const server = z.object({
  _id: serverId,
  name: z.string(),
  avatarUrl: z.optional(z.string()),
  everyoneRoleId: roleId,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export type Server = z.infer<typeof server>
