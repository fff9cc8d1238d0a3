import * as z from 'zod/mini'
import { createMessageFields } from './http/messages.ts'

/** What a client may send upstream (GW-6): the fields of the REST body and the channel; everything else is dropped. */
export const clientCommands = {
  'message/create': z.object({ channelId: z.string(), ...createMessageFields }),
  /** Of the extension `typing`; nothing answers it. */
  typing: z.object({ channelId: z.string() }),
} as const
