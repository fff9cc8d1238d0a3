import * as z from 'zod/mini'
import { roleId, serverId } from './ids.ts'
import { timestamp } from './timestamp.ts'

/** The colour of a role that was given none. */
export const DEFAULT_ROLE_COLOR = '#99AAB5'

/** A role (ID-4.5). `permissions` may hold words outside the vocabulary; evaluation passes over them. */
export const role = z.object({
  _id: roleId,
  name: z.string(),
  serverId,
  permissions: z.readonly(z.array(z.string())),
  color: z.string(),
  position: z.number(),
  isDefault: z.boolean(),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export type Role = z.infer<typeof role>
