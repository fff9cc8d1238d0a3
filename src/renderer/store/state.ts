import type { Category } from '#shared/models/category.ts'
import type { DirectChannelListItem, ServerChannelListItem } from '#shared/models/channel.ts'
import type { ChannelId, MessageId, ServerId, UserId } from '#shared/models/ids.ts'
import type { Member } from '#shared/models/member.ts'
import type { Message } from '#shared/models/message.ts'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import type { Role } from '#shared/models/role.ts'
import type { Server } from '#shared/models/server.ts'
import type { UploadedFile } from '#shared/models/uploaded-file.ts'
import type { UserSelf, UserSummary } from '#shared/models/user.ts'
import type { ProtocolErrorCode } from '#shared/protocol/errors.ts'
import type { Keeping, KeptSummary } from './kept.ts'

/** Everything one account knows of its gateway. Fed by one stream of events and reads; nothing derivable is in it. */
export interface AccountState {
  readonly me: UserSelf
  readonly connection: Connection
  /** When the gateway last told something, by its own word up to date: milliseconds since 1970. */
  readonly asOf: number | null
  /** Where somebody was when this was last open. */
  readonly lastPlace: { readonly serverId: ServerId | null; readonly channelId: ChannelId } | null
  /** Null until the first list was read. */
  readonly servers: readonly Server[] | null
  readonly directs: readonly DirectChannelListItem[] | null
  readonly places: Readonly<Record<string, ServerPlace>>
  /** How servers, channels and categories went that are not there any more, by id; `unsaid` where no event told it. */
  readonly gone: Readonly<Record<string, 'deleted' | 'removed' | 'unsaid'>>
  /** Messages, by server, that are shown nowhere until it is known again what may be seen there. */
  readonly withheld: Readonly<Record<string, Withheld>>
  /** Every person and bot seen so far, by id: for names in texts and lists. */
  readonly people: Readonly<Record<string, UserSummary>>
  /** Ids of who is online; null while nobody can know. */
  readonly online: Readonly<Record<string, true>> | null
  /** Who types, by channel; told by some gateways, and true for a few seconds. */
  readonly typing: Readonly<Record<string, readonly UserId[]>>
  /** The channel somebody is looking at. */
  readonly openChannel: ChannelId | null
  readonly windows: Readonly<Record<string, MessageWindow>>
  /** Ranges further back than a channel's window, in the order of time, none touching another; none: no entry. */
  readonly islands: Readonly<Record<string, readonly MessageIsland[]>>
  /** Where somebody looks who went back in a channel: a message of the range that is shown. No entry: at the newest. */
  readonly viewed: Readonly<Record<string, MessageId>>
  /** What was sent and is not confirmed, by channel, in the order of sending. Kept apart from messages. */
  readonly pending: Readonly<Record<string, readonly PendingMessage[]>>
  /** What was done to messages and is not settled, by channel, in the order of doing: laid over their rows to be shown. */
  readonly changes: Readonly<Record<string, readonly PendingChange[]>>
  /** Which message each of those became that was on its way here, by nonce: another page may not have heard of it yet. */
  readonly stored: Readonly<Record<string, MessageId>>
  /** Files that are to go with a message, by an id of their own; kept until the message is confirmed. */
  readonly outgoing: Readonly<Record<string, OutgoingFile>>
  /** What is typed in a channel and not sent. Nothing typed and nothing answered: no entry. */
  readonly drafts: Readonly<Record<string, TypedDraft>>
  /** Which of them belong to a channel's draft, in the order in which they were attached. */
  readonly draftFiles: Readonly<Record<string, readonly string[]>>
  readonly marks: Readonly<Record<string, ReadMark>>
  /** Grows with whatever happens to stickers, which are kept nowhere: whoever shows some reads them again. */
  readonly stickerChanges: number
  /** Whether what is done and written here would survive a restart. */
  readonly keeping: Keeping
  /** What was kept of what somebody did and wrote, and cannot be read; null: nothing that is known of. */
  readonly missing: KeptSummary | null
  /** Whether what is read here is kept for the next start. */
  readonly cacheKeeping: Keeping
}

export type Connection =
  /** The first time, or after a sign-in. */
  | { readonly status: 'connecting' }
  /** The socket is in its rooms and everything is live. */
  | { readonly status: 'connected' }
  | { readonly status: 'reconnecting'; readonly attempt: number }
  /** Several attempts in a row failed. `retryAt` in milliseconds since 1970. */
  | { readonly status: 'offline'; readonly attempt: number; readonly retryAt: number }

/** What belongs to one server, read when it is first looked at. */
export interface ServerPlace {
  readonly status: 'loading' | 'ready' | 'failed'
  /** The line was cut since it was read: shown as it was then, and read again when it is looked at. */
  readonly stale?: true
  readonly channels: readonly ServerChannelListItem[]
  readonly categories: readonly Category[]
  readonly roles: readonly Role[]
  readonly members: readonly Member[]
}

/** A record that does not fit the contract: shown as such, in its place. */
export interface UnreadableMessage {
  readonly kind: 'unreadable'
  readonly _id: MessageId
  readonly createdAt: string
}

export type MessageRow = Message | UnreadableMessage

/** A closed range of a channel, up to its newest message: no hole in it, in the order of time. */
export interface MessageWindow {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly rows: readonly MessageRow[]
  /** Nothing is older than the first row. */
  readonly reachesStart: boolean
  /** `unkept`: the gateway is away, and nothing that stands before the first row is kept on this computer. */
  readonly older: 'idle' | 'loading' | 'failed' | 'unkept'
  /** Where the rows come from what is kept on this computer: when they were as the gateway had them. */
  readonly asOf?: number
  /** The newest messages are being read: until they are here, nothing newer may look as if it followed. */
  readonly catchingUp: boolean
  /** Rows that came meanwhile and belong into a range that is being read: they go in behind the page. */
  readonly held: readonly MessageRow[]
  /** Rows of which it is not certain that they are as the gateway has them: to be read again. */
  readonly doubted: readonly MessageId[]
}

/**
 * A closed range further back: no hole in it, in the order of time, never empty. Events change its rows and never add
 * any (convergence, rules 13 and 14).
 */
export interface MessageIsland {
  readonly rows: readonly MessageRow[]
  /** Nothing is older than the first row. */
  readonly reachesStart: boolean
  /** `unkept`: the gateway is away, and nothing that stands there is kept on this computer. */
  readonly older: 'idle' | 'loading' | 'failed' | 'unkept'
  readonly newer: 'idle' | 'loading' | 'failed' | 'unkept'
  /** Where the rows come from what is kept on this computer: when they were as the gateway had them. */
  readonly asOf?: number
  /** It is being read again: shown, not vouched for. */
  readonly catchingUp: boolean
  /** Rows that came while something was read beside it: they go over what the page brings, where it brings them. */
  readonly held: readonly MessageRow[]
  readonly doubted: readonly MessageId[]
}

/** Why something was refused: a code of the contract, or the gateway's own words. */
export type Refusal = { readonly code: ProtocolErrorCode } | { readonly words: string }

export interface PendingMessage {
  readonly nonce: string
  readonly channelId: ChannelId
  readonly content: string
  readonly referencedMessageId?: MessageId
  /** Ids of the files that go with it. */
  readonly files?: readonly string[]
  readonly sticker?: ShownSticker
  /** Local time of sending, for display alone: milliseconds since 1970. */
  readonly sentAt: number
  /** A request with it went out, and what became of that nobody knows: the gateway may have it, whatever it says later. */
  readonly attempted?: true
  /** The newest message that was known of the channel: whatever this one becomes is newer. Missing: none was known. */
  readonly sentAfter?: MessageId
  readonly delivery: Delivery
}

/** An edit, a reaction or a retraction that is not settled. */
export type PendingChange = PendingEdit | PendingReaction | PendingRetraction

/** A message that is there, or one that is itself still on its way. */
export type ChangeTarget = { readonly messageId: MessageId } | { readonly nonce: string }

interface ChangeBase {
  /** Names the change; the gateway is not told. */
  readonly nonce: string
  readonly channelId: ChannelId
  readonly target: ChangeTarget
  /** Local time, for display alone: milliseconds since 1970. */
  readonly sentAt: number
  readonly attempted?: true
  readonly delivery: ChangeDelivery
}

export interface PendingEdit extends ChangeBase {
  readonly kind: 'edit'
  readonly content: string
  /** What the message said when it was changed here. */
  readonly before: string
}

export interface PendingReaction extends ChangeBase {
  readonly kind: 'reaction'
  readonly emoji: string
  readonly isOn: boolean
}

export interface PendingRetraction extends ChangeBase {
  readonly kind: 'retraction'
}

export type ChangeDelivery =
  | { readonly status: 'sending' }
  | { readonly status: 'failed'; readonly refusal: Refusal }
  /** Somebody changed it to something else meanwhile: only the user can say which of the two it is to be. */
  | { readonly status: 'conflict'; readonly theirs: string }

export type Delivery =
  | { readonly status: 'sending' }
  /** Sent a moment ago and still here, so that it can be taken back. */
  | { readonly status: 'held' }
  | { readonly status: 'failed'; readonly refusal: Refusal }
  /** A file of it did not get to the gateway, so the message was not sent either. */
  | { readonly status: 'files-failed' }
  /** No answer came, and the gateway cannot be asked again without the risk of a double. */
  | { readonly status: 'unconfirmed' }

export interface TypedDraft {
  readonly text: string
  /** The message it answers. */
  readonly referencedMessageId?: MessageId
  /** Local time, for display alone: milliseconds since 1970. */
  readonly changedAt: number
}

/** A file on its way to the gateway, or there and waiting for its message. */
export interface OutgoingFile {
  readonly id: string
  readonly channelId: ChannelId
  readonly name: string
  readonly contentType: string
  /** Bytes. */
  readonly size: number
  readonly progress: FileProgress
}

export type FileProgress =
  | { readonly status: 'waiting' }
  | { readonly status: 'uploading'; readonly sent: number }
  | { readonly status: 'done'; readonly file: UploadedFile }
  /** This computer had no room for it, and it went with the page it was attached in. */
  | { readonly status: 'gone' }
  /** Null: no answer came. */
  | { readonly status: 'failed'; readonly refusal: Refusal | null }

/** A message as an event brought it. */
export interface ToldMessage {
  readonly message: Message
  readonly isNew: boolean
}

export interface Withheld {
  /** Which list says more: that of this account's servers, or that of the server's channels. */
  readonly until: 'servers' | 'channels'
  /** Grows with each new doubt. */
  readonly asked: number
  readonly told: readonly ToldMessage[]
}

/** One message others sent, as far as counting needs it. */
export interface TailEntry {
  readonly _id: MessageId
  readonly mention: boolean
}

/** What somebody marked as unread again, here alone: the gateway's own mark never moves back. */
export interface MarkedUnread {
  readonly from: MessageId
  /** Of what was read already. */
  readonly unread: number
  readonly mentions: number
}

export interface Counted {
  readonly through: MessageId | null
  readonly unread: number
  readonly mentions: number
  /** Where the gateway counts nothing: the messages themselves are to be counted, for the first time or once more. */
  readonly due?: 'first' | 'again'
  /** The newest message that the list named when it became due again; it may be retracted by now. */
  readonly listed?: MessageId | null
}

/** How far this account has read a channel, and what is known of the rest. Counts are derived from it, never counted up. */
export interface ReadMark {
  readonly serverId: ServerId | null
  readonly lastReadMessageId: MessageId | null
  /** The gateway has not confirmed yet that it was read so far. */
  readonly untold?: true
  /** What the gateway counted when it was last asked, up to and including `through`. */
  readonly counted: Counted
  /** What others sent since, in the order of ids; retracted ones are taken out. */
  readonly tail: readonly TailEntry[]
  /** Nobody counted what is unread and stands before this one. */
  readonly uncountedBefore?: MessageId
  /** Until the channel is read again. */
  readonly marked?: MarkedUnread
}

export const isReadable = (row: MessageRow): row is Message => !('kind' in row)

export function initialState(me: UserSelf): AccountState {
  return {
    me,
    connection: { status: 'connecting' },
    asOf: null,
    lastPlace: null,
    servers: null,
    directs: null,
    places: {},
    gone: {},
    withheld: {},
    people: { [me._id]: me },
    online: null,
    typing: {},
    openChannel: null,
    windows: {},
    islands: {},
    viewed: {},
    pending: {},
    changes: {},
    stored: {},
    outgoing: {},
    drafts: {},
    draftFiles: {},
    marks: {},
    stickerChanges: 0,
    keeping: 'kept',
    missing: null,
    cacheKeeping: 'kept',
  }
}
