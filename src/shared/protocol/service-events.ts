import * as z from 'zod/mini'
import { botId } from '../models/ids.ts'

/** What services of bots hear in `/infra`, name to payload (GW-10.3). They ask for the rest themselves. */
export const serviceEvents = {
  SYSTEM_BOT_CONFIG_UPDATE: z.object({ serviceType: z.string(), botId }),
} as const

export type ServiceEventName = keyof typeof serviceEvents
export type ServiceEventPayload<Name extends ServiceEventName> = z.infer<(typeof serviceEvents)[Name]>
