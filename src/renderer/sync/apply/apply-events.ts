import type { Draft } from 'immer'
import type { AccountState } from '../../store/state.ts'
import type { MessageSyncEvent, SyncEvent } from '../parse-event.ts'
import { applyReady } from './connection.ts'
import { applyMessages } from './messages.ts'
import {
  applyCategory,
  applyCategoryDelete,
  applyChannel,
  applyChannelDelete,
  applyDirectCreate,
  applyPermissions,
  applyServer,
  applyServerGone,
} from './places.ts'
import { applyUser } from './people.ts'
import { applyPresence, applyPresenceSnapshot } from './presence.ts'
import { applyReadState } from './read-state.ts'

type OtherEvent = Exclude<SyncEvent, MessageSyncEvent>

type Apply<Event extends OtherEvent> = (draft: Draft<AccountState>, event: Event) => void

type Table = { readonly [Type in OtherEvent['type']]: Apply<Extract<OtherEvent, { readonly type: Type }>> }

const nothing = (): void => undefined

/** That something is different is all that is kept of it: the event of a deletion names no shelf. */
function applyStickers(draft: Draft<AccountState>): void {
  draft.stickerChanges += 1
}

/** One entry an event that is not about a message: a new one in the contract does not compile until it is here. */
const table: Table = {
  ready: applyReady,
  PRESENCE_INITIAL_STATE: (draft, { payload }) => {
    applyPresenceSnapshot(draft, payload)
  },
  PRESENCE_UPDATE: (draft, { payload }) => {
    applyPresence(draft, payload)
  },
  CHANNEL_UPDATE: (draft, { payload }) => {
    applyChannel(draft, payload)
  },
  CHANNEL_DELETE: (draft, { payload }) => {
    applyChannelDelete(draft, payload)
  },
  CATEGORY_UPDATE: (draft, { payload }) => {
    applyCategory(draft, payload)
  },
  CATEGORY_DELETE: (draft, { payload }) => {
    applyCategoryDelete(draft, payload)
  },
  DM_CHANNEL_CREATE: (draft, { payload }) => {
    applyDirectCreate(draft, payload)
  },
  SERVER_UPDATE: (draft, { payload }) => {
    applyServer(draft, payload)
  },
  SERVER_DELETE: (draft, { payload }) => {
    applyServerGone(draft, payload, 'deleted')
  },
  SERVER_KICK: (draft, { payload }) => {
    applyServerGone(draft, payload, 'removed')
  },
  PERMISSIONS_UPDATE: (draft, { payload }) => {
    applyPermissions(draft, payload)
  },
  // These say that something is different, not what: hints.ts reads it again.
  MEMBER_JOIN: nothing,
  MEMBER_LEAVE: nothing,
  STICKER_CREATE: applyStickers,
  STICKER_UPDATE: applyStickers,
  STICKER_DELETE: applyStickers,
  READ_STATE_UPDATE: (draft, { payload }) => {
    applyReadState(draft, payload)
  },
  USER_UPDATE: (draft, { payload }) => {
    applyUser(draft, payload)
  },
  // Who types is no part of what is kept true: typing.ts hears it.
  TYPING_START: nothing,
  // Of what goes up by the socket, that somebody types, nobody needs to know whether it failed.
  error: nothing,
}

/** Applies a batch, in order, as one change of state. Messages that follow each other go in together. */
export function applyEvents(draft: Draft<AccountState>, events: readonly SyncEvent[]): void {
  let messages: MessageSyncEvent[] = []
  for (const event of events) {
    if ('row' in event) {
      messages.push(event)
      continue
    }
    applyMessages(draft, messages)
    messages = []
    // The entry was looked up by the event's own type, so it takes this event.
    const apply = table[event.type] as Apply<OtherEvent>
    apply(draft, event)
  }
  applyMessages(draft, messages)
}
