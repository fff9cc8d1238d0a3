import * as z from 'zod/mini'
import { webAddress, wellFormed } from './texts.ts'

const serverName = z.string().check(z.minLength(1, 'Server name is required'), z.maxLength(100), wellFormed)

export const createServerBody = z.object({ name: serverName, avatarUrl: z.optional(webAddress) })

/** What is absent stays as it is. An icon can be replaced and not taken away (ID-10.3). */
export const updateServerBody = z.object({ name: z.optional(serverName), avatarUrl: z.optional(webAddress) })

export type CreateServerBody = z.infer<typeof createServerBody>
export type UpdateServerBody = z.infer<typeof updateServerBody>
