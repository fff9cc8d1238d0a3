import * as z from 'zod/mini'
import { category } from '../models/category.ts'
import { directChannel, serverChannel } from '../models/channel.ts'
import { categoryId, channelId, serverId, stickerId, userId } from '../models/ids.ts'
import { message } from '../models/message.ts'
import { presenceSnapshot, presenceUpdate } from '../models/presence.ts'
import { server } from '../models/server.ts'
import { serverSticker } from '../models/sticker.ts'

const memberEvent = z.object({ serverId, userId })

/** What the gateway sends, name to payload (GW-8). Every event but `ready` carries exactly one argument. */
export const gatewayEvents = {
  PRESENCE_INITIAL_STATE: presenceSnapshot,
  PRESENCE_UPDATE: presenceUpdate,
  ready: z.undefined(),
  error: z.object({ message: z.string() }),
  MESSAGE_CREATE: message,
  MESSAGE_UPDATE: message,
  MESSAGE_REACTION_ADD: message,
  MESSAGE_REACTION_REMOVE: message,
  CHANNEL_UPDATE: serverChannel,
  CHANNEL_DELETE: z.object({ channelId, serverId }),
  CATEGORY_UPDATE: category,
  CATEGORY_DELETE: z.object({ categoryId }),
  DM_CHANNEL_CREATE: directChannel,
  STICKER_CREATE: serverSticker,
  STICKER_UPDATE: serverSticker,
  STICKER_DELETE: z.object({ stickerId }),
  SERVER_UPDATE: server,
  SERVER_DELETE: z.object({ serverId }),
  SERVER_KICK: z.object({ serverId }),
  MEMBER_JOIN: memberEvent,
  MEMBER_LEAVE: memberEvent,
  PERMISSIONS_UPDATE: z.object({ serverId, channelId: z.optional(channelId), userId: z.optional(userId) }),
} as const

type EventSchemas = typeof gatewayEvents
export type GatewayEventName = keyof EventSchemas

export type GatewayEventPayload<Name extends GatewayEventName> = z.infer<EventSchemas[Name]>

/** One event as data. */
export type GatewayEvent = {
  [Name in GatewayEventName]: { readonly type: Name; readonly payload: GatewayEventPayload<Name> }
}[GatewayEventName]

export type MessageEventName = 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE'

export function isGatewayEventName(name: string): name is GatewayEventName {
  return Object.hasOwn(gatewayEvents, name)
}
