import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import type { FileProgress, MarkedUnread } from '../store/state.ts'
import type { Keeping, Kept, KeptDraft, KeptFile, KeptItem } from '../store/kept.ts'

/** The message that something on its way is now. */
export interface BecameMessage {
  readonly messageId: MessageId
  /** As the gateway answered, for pages whose own line has not brought it yet. */
  readonly confirmed?: Message
}

export interface SettledItem extends BecameMessage {
  readonly nonce: string
}

/** What one page tells the others of a file: how far it is, that it was taken out, that it asks how far, or for another try. */
export interface FileWord {
  readonly kind: 'file'
  readonly id: string
  readonly progress: FileProgress | 'taken out' | 'asked' | 'again'
}

/** What one page tells the others of a channel: from where on it counts as unread again, or (null) that it was read since. */
export interface MarkWord {
  readonly kind: 'marked'
  readonly channelId: ChannelId
  /** How far it was read by whoever says so: what is marked is of what stands before that. */
  readonly lastReadMessageId: MessageId | null
  readonly marked: MarkedUnread | null
}

/** What pages say to each other and do not write down. */
export type PageWord = FileWord | MarkWord

/** What another page of the same account wrote or said. */
export type KeptChange =
  | { readonly kind: 'items'; readonly settled?: SettledItem }
  | { readonly kind: 'draft'; readonly channelId: ChannelId }
  | PageWord

/**
 * Writing never rejects. True: it is on the disk, for good. False: the disk refused; it is kept in memory and written as
 * soon as the disk takes something again.
 */
export type Written = Promise<boolean>

interface PutOptions {
  /** In the same step the channel's draft is gone. */
  readonly clearsDraft?: boolean
  /** Whoever writes it knew that it had gone out, and takes that back. */
  readonly takesBack?: boolean
}

export interface OutboxDisk {
  /**
   * In the place it has, or behind all others. That it went out stays, whatever a page writes that has not heard of it, and
   * a correction of what went out is kept as a change of its own.
   */
  readonly putItem: (item: KeptItem, options?: PutOptions) => Written
  /** In the same step what was done to it is meant for the message it became. */
  readonly removeItem: (nonce: string, became?: BecameMessage) => Written
  readonly putFile: (file: KeptFile) => Written
  readonly removeFile: (id: string) => Written
  /** Said to the account's other pages, and not written. */
  readonly tell: (word: PageWord) => void
}

export interface DraftDisk {
  readonly putDraft: (draft: KeptDraft) => Written
  readonly removeDraft: (channelId: ChannelId) => Written
  /** The page may go before it has read what the disk has: at the next start this comes behind that. */
  readonly noteDraft: (draft: KeptDraft) => void
}

/** The one database of what an account's user did and wrote and what is not settled. All pages of the account share it. */
export interface KeptDisk extends OutboxDisk, DraftDisk {
  /** Never rejects: of a disk that cannot be read it gives what that has not taken, and says so. */
  readonly read: () => Promise<Kept>
  /** Another page wrote; never called for what was written here. */
  readonly onChanged: (listener: (change: KeptChange) => void) => () => void
  /** Somebody has read what is lost: it is not named again. */
  readonly dismissMissing: () => void
  readonly keeping: () => Keeping
  readonly onKeeping: (listener: (keeping: Keeping) => void) => () => void
  /** `for good`: it is going to be taken away, and nothing more is written. */
  readonly close: (how?: 'for good') => void
}
