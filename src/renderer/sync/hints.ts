import type { ServerChannel } from '#shared/models/channel.ts'
import type { ServerId } from '#shared/models/ids.ts'
import { isReadable, type AccountState } from '../store/state.ts'
import type { MessageSyncEvent, SyncEvent } from './parse-event.ts'

/** What an event says is out of date, without saying what is true now. */
export type Hint =
  | { readonly kind: 'everything' }
  | { readonly kind: 'servers' }
  | { readonly kind: 'server'; readonly serverId: ServerId }
  | { readonly kind: 'members'; readonly serverId: ServerId }
  | { readonly kind: 'directs' }
  | { readonly kind: 'unread' }

/** A message for a channel nobody listed: it was opened or made visible a moment ago. */
function hintOfMessage(state: AccountState, { type, channelId, row }: MessageSyncEvent): Hint | undefined {
  if (!isReadable(row)) return undefined
  if (type !== 'MESSAGE_CREATE') return isCounted(state, channelId, row._id) ? { kind: 'unread' } : undefined
  if (row.serverId === undefined) {
    const listed = state.directs === null || state.directs.some((channel) => channel._id === channelId)
    return listed ? undefined : { kind: 'directs' }
  }
  const place = state.places[row.serverId]
  if (place?.status !== 'ready' || place.channels.some((channel) => channel._id === channelId)) return undefined
  return { kind: 'server', serverId: row.serverId }
}

/** A change of a message that the gateway had counted as unread: the count may be another one now. */
function isCounted(state: AccountState, channelId: string, messageId: string): boolean {
  const mark = state.marks[channelId]
  if (mark === undefined || mark.counted.unread === 0) return false
  return messageId > (mark.lastReadMessageId ?? '') && messageId <= (mark.counted.through ?? '')
}

const isListed = (state: AccountState, channel: ServerChannel): boolean =>
  state.places[channel.serverId]?.channels.some((known) => known._id === channel._id) === true

export function hintOf(state: AccountState, event: SyncEvent): Hint | undefined {
  switch (event.type) {
    case 'ready':
      return { kind: 'everything' }
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE':
    case 'MESSAGE_REACTION_ADD':
    case 'MESSAGE_REACTION_REMOVE':
      return hintOfMessage(state, event)
    case 'CHANNEL_UPDATE':
      return isListed(state, event.payload) ? undefined : { kind: 'server', serverId: event.payload.serverId }
    case 'PERMISSIONS_UPDATE':
      return { kind: 'server', serverId: event.payload.serverId }
    case 'MEMBER_JOIN':
    case 'MEMBER_LEAVE':
      if (event.payload.userId === state.me._id) return { kind: 'servers' }
      return { kind: 'members', serverId: event.payload.serverId }
    case 'SERVER_KICK':
    case 'SERVER_DELETE':
      return { kind: 'servers' }
    case 'DM_CHANNEL_CREATE':
      return { kind: 'directs' }
    default:
      return undefined
  }
}
