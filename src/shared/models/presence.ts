import * as z from 'zod/mini'
import { userId } from './ids.ts'

export const presenceUpdate = z.object({ userId, status: z.enum(['online', 'offline']) })
export const presenceSnapshot = z.array(userId)

export type PresenceUpdate = z.infer<typeof presenceUpdate>
