import type { clientCommands } from '#shared/protocol/commands.ts'
import type { GatewayEventName } from '#shared/protocol/events.ts'
import type { ExtensionEventName } from '#shared/protocol/extension-events.ts'
import type { ServiceEventName } from '#shared/protocol/service-events.ts'

/** When the gateway sends what, and to whom. */
export const describedEvents: Readonly<Record<GatewayEventName | ExtensionEventName, string>> = {
  PRESENCE_INITIAL_STATE: 'Everybody online, to a socket that was let in',
  PRESENCE_UPDATE: 'Somebody is online or no longer, to everybody',
  ready: 'The socket is in its rooms: nothing is missed from here on; carries nothing',
  error: 'What the socket sent did not become a message; says nothing of the reason',
  MESSAGE_CREATE: 'A new message, to everybody who can view its channel',
  MESSAGE_UPDATE: 'A message that was edited, retracted, written down or given previews, to the same people',
  MESSAGE_REACTION_ADD: 'A message after somebody reacted to it',
  MESSAGE_REACTION_REMOVE: 'A message after somebody took a reaction back',
  CHANNEL_UPDATE: 'A channel of a server was changed, to the members it concerns',
  CHANNEL_DELETE: 'A channel of a server is gone, to the members it concerned',
  CATEGORY_UPDATE: 'A category was changed, to the server',
  CATEGORY_DELETE: 'A category is gone, and its channels have none, to the server',
  STICKER_CREATE: 'A server has a new sticker, to the server',
  STICKER_UPDATE: 'A sticker of a server was changed, to the server',
  STICKER_DELETE: 'A sticker of a server is gone, to the server',
  DM_CHANNEL_CREATE: 'Somebody has opened a direct message, to the other one',
  SERVER_UPDATE: 'A server has another name or icon, to the server',
  SERVER_DELETE: 'A server is gone, to whoever was a member',
  SERVER_KICK: 'One was sent away from a server',
  MEMBER_JOIN: 'A server has a new member, to the server',
  MEMBER_LEAVE: 'A member has left or was sent away, to the server',
  PERMISSIONS_UPDATE: 'What members may do has changed: ask anew, to the server',
  READ_STATE_UPDATE: 'One’s own mark in a channel has moved, to one’s own sockets',
  USER_UPDATE: 'Somebody’s profile has changed, to everybody who shares a place with them',
  TYPING_START: 'Somebody types, to whoever hears the channel',
}

/** The same for services of bots. */
export const describedServiceEvents: Readonly<Record<ServiceEventName, string>> = {
  SYSTEM_BOT_CONFIG_UPDATE: 'A bot was made, changed, moved here or away, or deleted: ask anew, to its service',
}

/** What a client may send. */
export const describedCommands: Readonly<Record<keyof typeof clientCommands, string>> = {
  'message/create': 'Writes a message; it comes back as MESSAGE_CREATE, and an acknowledgement is never called',
  typing: 'One types; nothing answers it',
}
