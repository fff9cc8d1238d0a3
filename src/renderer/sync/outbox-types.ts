import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import type { KeptItem, KeptMessage } from '../store/kept.ts'
import type { ChangeTarget } from '../store/state.ts'

/**
 * What somebody did, on its way: kept on the disk, one thing at a time in each channel, in the order of doing. Whatever
 * is asked for stands in the store at once.
 */
export interface Outbox {
  readonly send: (draft: NewMessage) => void
  /** What was sent a moment ago and has not gone out is not sent: it is handed back. Undefined: it is too late. */
  readonly takeBack: (nonce: string) => KeptMessage | undefined
  /** `before` is what the message said when the change was begun. A message still on its way arrives as the new text. */
  readonly edit: (target: DoneTo, words: { readonly content: string; readonly before: string }) => void
  readonly retract: (target: DoneTo) => void
  /** One reaction for each message: another emoji takes the place of the one before. */
  readonly react: (target: DoneTo, emoji: string) => void
  readonly unreact: (target: DoneTo, emoji: string) => void
  /** Sends what was refused once more. Pressed again while it is on its way, nothing happens. */
  readonly retry: (channelId: ChannelId, nonce: string) => void
  /** A new action of the user: the same words under a new nonce. */
  readonly sendAgain: (channelId: ChannelId, nonce: string) => void
  /** Of two versions of a message the one that was written here is to be it. */
  readonly keepMine: (nonce: string) => void
  readonly discard: (channelId: ChannelId, nonce: string) => void
  /** Goes on wherever something waits: after `ready`. */
  readonly resume: () => void
  /** What something in a channel waited for is there: its files, or the message that it is meant for. */
  readonly goOn: (channelId: ChannelId) => void
  /** Lets what is held back go once its time is over. */
  readonly hold: (item: KeptItem) => void
}

export interface NewMessage {
  readonly channelId: ChannelId
  readonly content: string
  readonly referencedMessageId?: MessageId
  /** Ids of uploads; the message goes out once all of them are there. */
  readonly files?: readonly string[]
  readonly sticker?: ShownSticker
}

export type DoneTo = { readonly channelId: ChannelId } & ChangeTarget

/** It came to an end that the user may have again. */
export const canRetry = ({ delivery }: KeptItem): boolean =>
  delivery.status === 'failed' || delivery.status === 'files-failed'

export const sent = (item: KeptItem): KeptItem => ({ ...item, delivery: { status: 'sending' } })
