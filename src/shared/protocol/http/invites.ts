import * as z from 'zod/mini'

export const createInviteBody = z.object({
  expiresAt: z.optional(z.iso.datetime()),
  /** 0 or absent is without limit. */
  maxUses: z.optional(z.int().check(z.minimum(0))),
})

export type CreateInviteBody = z.infer<typeof createInviteBody>
