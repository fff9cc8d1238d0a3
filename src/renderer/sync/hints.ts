import type { ServerChannel } from '#shared/models/channel.ts'
import type { CategoryId, ChannelId, ServerId } from '#shared/models/ids.ts'
import { isReadable, type AccountState } from '../store/state.ts'
import type { MessageSyncEvent, SyncEvent } from './parse-event.ts'

/** What an event says is out of date, without saying what is true now. */
export type Hint =
  | { readonly kind: 'everything' }
  | { readonly kind: 'servers' }
  /** A server that this account is not in any more is heard of. */
  | { readonly kind: 'foreign'; readonly serverId: ServerId }
  | { readonly kind: 'server'; readonly serverId: ServerId }
  /** What may be seen there is another thing now. */
  | { readonly kind: 'permissions'; readonly serverId: ServerId }
  | { readonly kind: 'members'; readonly serverId: ServerId }
  | { readonly kind: 'directs' }
  /** A list that is being read may be older than this; of no server: that of conversations. */
  | { readonly kind: 'list'; readonly serverId: ServerId | undefined }
  /** The same, of the list of servers. */
  | { readonly kind: 'serverList' }
  | { readonly kind: 'unread'; readonly channelId: ChannelId }
  /** The same, where counts are being read: the answer may be older than this. */
  | { readonly kind: 'counts'; readonly channelId: ChannelId }

/** A message for a channel nobody listed: it was opened or made visible a moment ago. */
function hintOfMessage(state: AccountState, { type, channelId, row }: MessageSyncEvent): Hint | undefined {
  if (!isReadable(row)) return undefined
  if (type !== 'MESSAGE_CREATE') return { kind: isCounted(state, channelId, row._id) ? 'unread' : 'counts', channelId }
  return row.serverId === undefined
    ? hintOfDirect(state, channelId)
    : hintOfChannel(state, { channelId, serverId: row.serverId })
}

function hintOfDirect({ directs }: AccountState, channelId: string): Hint | undefined {
  if (directs === null) return { kind: 'list', serverId: undefined }
  return directs.some((channel) => channel._id === channelId) ? undefined : { kind: 'directs' }
}

function hintOfChannel(
  { places, servers: known, gone }: AccountState,
  { channelId, serverId }: { readonly channelId: string; readonly serverId: ServerId },
): Hint | undefined {
  if (known !== null && !known.some(({ _id }) => _id === serverId)) {
    return gone[serverId] === undefined ? servers() : { kind: 'foreign', serverId }
  }
  // It was read that it is not there for this account; should it be again, the gateway says that permissions changed.
  if (gone[channelId] !== undefined) return undefined
  const place = places[serverId]
  if (place?.status === 'loading') return { kind: 'list', serverId }
  if (place?.status !== 'ready' || place.channels.some((channel) => channel._id === channelId)) return undefined
  return { kind: 'server', serverId }
}

/** A change of a message that the gateway had counted as unread: the count may be another one now. */
function isCounted(state: AccountState, channelId: string, messageId: string): boolean {
  const mark = state.marks[channelId]
  if (mark === undefined || mark.counted.unread === 0) return false
  return messageId > (mark.lastReadMessageId ?? '') && messageId <= (mark.counted.through ?? '')
}

const isListed = (state: AccountState, channel: ServerChannel): boolean =>
  state.places[channel.serverId]?.channels.some((known) => known._id === channel._id) === true

type HintOf<Event extends SyncEvent> = (state: AccountState, event: Event) => Hint | undefined
type Table = { readonly [Type in SyncEvent['type']]: HintOf<Extract<SyncEvent, { readonly type: Type }>> | null }

function hintOfMember(
  state: AccountState,
  { payload }: Extract<SyncEvent, { readonly type: 'MEMBER_JOIN' | 'MEMBER_LEAVE' }>,
): Hint {
  if (payload.userId === state.me._id) return { kind: 'servers' }
  return { kind: 'members', serverId: payload.serverId }
}

/** Read up to somewhere among what the gateway had counted: how much is left only it can say. */
function hintOfReadState(
  state: AccountState,
  { payload }: Extract<SyncEvent, { readonly type: 'READ_STATE_UPDATE' }>,
): Hint {
  const { channelId, lastReadMessageId } = payload
  const mark = state.marks[channelId]
  if (mark === undefined || mark.counted.unread === 0) return { kind: 'counts', channelId }
  return { kind: lastReadMessageId < (mark.counted.through ?? '') ? 'unread' : 'counts', channelId }
}

/** The event names no server. */
function hintOfCategory({ places }: AccountState, categoryId: CategoryId): Hint | undefined {
  const found = Object.entries(places).find(([, { categories }]) => categories.some(({ _id }) => _id === categoryId))
  // Keys of places are server ids by construction.
  return found && { kind: 'list', serverId: found[0] as ServerId }
}

function servers(): Hint {
  return { kind: 'servers' }
}

/** One entry an event; null where the event says itself all that is different. */
const table: Table = {
  ready: () => ({ kind: 'everything' }),
  PRESENCE_INITIAL_STATE: null,
  PRESENCE_UPDATE: null,
  MESSAGE_CREATE: hintOfMessage,
  MESSAGE_UPDATE: hintOfMessage,
  MESSAGE_REACTION_ADD: hintOfMessage,
  MESSAGE_REACTION_REMOVE: hintOfMessage,
  // Two changes of one millisecond are of one age: where a list is being read, it may have the one before.
  CHANNEL_UPDATE: (state, { payload }) => ({
    kind: isListed(state, payload) ? 'list' : 'server',
    serverId: payload.serverId,
  }),
  CHANNEL_DELETE: (_state, { payload }) => ({ kind: 'list', serverId: payload.serverId }),
  CATEGORY_UPDATE: (_state, { payload }) => ({ kind: 'list', serverId: payload.serverId }),
  CATEGORY_DELETE: (state, { payload }) => hintOfCategory(state, payload.categoryId),
  STICKER_CREATE: null,
  STICKER_UPDATE: null,
  STICKER_DELETE: null,
  DM_CHANNEL_CREATE: () => ({ kind: 'directs' }),
  SERVER_UPDATE: () => ({ kind: 'serverList' }),
  SERVER_DELETE: servers,
  SERVER_KICK: servers,
  MEMBER_JOIN: hintOfMember,
  MEMBER_LEAVE: hintOfMember,
  PERMISSIONS_UPDATE: (_state, { payload }) => ({ kind: 'permissions', serverId: payload.serverId }),
  READ_STATE_UPDATE: hintOfReadState,
  USER_UPDATE: null,
  TYPING_START: null,
  error: null,
}

export function hintOf(state: AccountState, event: SyncEvent): Hint | undefined {
  // The entry was looked up by the event's own type, so it takes this event.
  const entry = table[event.type] as HintOf<SyncEvent> | null
  return entry?.(state, event)
}
