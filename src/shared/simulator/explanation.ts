import * as z from 'zod/mini'

/** One step of how it was decided what somebody may do: a role, an override, ownership. */
export const permissionStep = z.object({
  /** `owner`, `role NAME`, `everyone override`, `role override NAME`, `own override`, `membership`. */
  by: z.string(),
  permission: z.string(),
  effect: z.enum(['allows', 'denies', 'says nothing']),
})
export type PermissionStep = z.infer<typeof permissionStep>

/** What became of a message on its way to one socket of somebody. */
const explainedDelivery = z.object({
  socket: z.string(),
  outcome: z.string(),
  fault: z.optional(z.string()),
  cursor: z.int(),
})

/** Why somebody did or did not get a message. */
export const explanation = z.object({
  user: z.string(),
  message: z.string(),
  got: z.boolean(),
  /** One sentence. */
  because: z.string(),
  /** From the request or packet it began with to the emit, by cursor: empty where the journal has forgotten it. */
  chain: z.array(z.int()),
  deliveries: z.array(explainedDelivery),
  mayView: z.boolean(),
  /** In the order they were asked; the last that says something decides. */
  permissions: z.array(permissionStep),
})
export type Explanation = z.infer<typeof explanation>
