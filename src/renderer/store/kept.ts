import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { UploadedFile } from '#shared/models/uploaded-file.ts'
import type { PendingChange, PendingMessage } from './state.ts'

/** What a disk keeps of an account's user: what they did and wrote that has not reached the gateway. */
export interface Kept {
  /** In the order in which it was done. */
  readonly items: readonly KeptItem[]
  readonly files: readonly KeptFile[]
  readonly drafts: readonly KeptDraft[]
  /** What there was and cannot be read. */
  readonly missing?: KeptSummary
  /** The disk could not be read: this is what it has not taken, and says nothing of what is on it. */
  readonly isPartial?: true
}

/** How much there is of what somebody did and wrote, known apart from it. */
export interface KeptSummary {
  /** Of each channel with anything on its way: how many things. */
  readonly onTheirWay: readonly { readonly channelId: ChannelId; readonly count: number }[]
  /** The channels with a draft. */
  readonly drafts: readonly ChannelId[]
}

/** One thing somebody did that is not settled. */
export type KeptItem = KeptMessage | PendingChange

export interface KeptMessage extends PendingMessage {
  readonly kind: 'message'
}

/** A file of a draft or of a message on its way, so that it can go up again. */
export interface KeptFile {
  readonly id: string
  readonly channelId: ChannelId
  readonly name: string
  readonly contentType: string
  readonly size: number
  /** Null: there was no room for it, and it went with the page that had it. */
  readonly blob: Blob | null
  /** Local time, to tell what was left behind: milliseconds since 1970. */
  readonly addedAt: number
  /** The gateway has it already: it need not go up again. */
  readonly uploaded?: UploadedFile
}

/** What was typed in a channel and not sent. */
export interface KeptDraft {
  readonly channelId: ChannelId
  readonly text: string
  /** Ids of kept files, in the order in which they were attached. */
  readonly files: readonly string[]
  readonly referencedMessageId?: MessageId
  /** Local time, for display alone: milliseconds since 1970. */
  readonly changedAt: number
}

/**
 * Whether what somebody does is kept: `full` has no room left, `unavailable` is no disk at all, and what is on a `newer`
 * one was kept by a later version of this program, which alone can read it.
 */
export type Keeping = 'kept' | 'full' | 'unavailable' | 'newer'
