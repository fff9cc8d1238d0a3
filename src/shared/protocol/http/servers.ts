import * as z from 'zod/mini'
import { webAddress } from './texts.ts'

export const createServerBody = z.object({
  name: z.string().check(z.minLength(1, 'Server name is required'), z.maxLength(100)),
  avatarUrl: z.optional(webAddress),
})

export type CreateServerBody = z.infer<typeof createServerBody>
