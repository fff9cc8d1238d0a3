import * as z from 'zod/mini'

/** Seconds may be missing, an offset may not be there, and the day must exist (ID-1.4). */
function isMoment(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/.test(text)) return false
  const moment = Date.parse(text)
  return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 16) === text.slice(0, 16)
}

export const createInviteBody = z.object({
  expiresAt: z.optional(z.string().check(z.refine(isMoment, { error: 'Invalid ISO datetime' }))),
  /** 0 or absent is without limit. */
  maxUses: z.optional(z.int().check(z.minimum(0))),
})

export type CreateInviteBody = z.infer<typeof createInviteBody>
