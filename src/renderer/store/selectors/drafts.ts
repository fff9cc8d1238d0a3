import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState, TypedDraft } from '../state.ts'

/** What was written in a channel and not sent, with the files attached to it. */
export interface ChannelDraft extends TypedDraft {
  readonly files: readonly string[]
}

const NOTHING_TYPED: TypedDraft = { text: '', changedAt: 0 }
const NO_FILES: readonly string[] = []

export const selectDraft = ({ drafts, draftFiles }: AccountState, channelId: ChannelId): ChannelDraft => ({
  ...(drafts[channelId] ?? NOTHING_TYPED),
  files: draftFiles[channelId] ?? NO_FILES,
})

export interface ListedDraft extends ChannelDraft {
  readonly channelId: ChannelId
}

/** Every channel in which something is written and not sent, the newest first. */
export function draftList({ drafts, draftFiles }: Pick<AccountState, 'drafts' | 'draftFiles'>): readonly ListedDraft[] {
  // Keys of both records are channel ids by construction.
  const channels = [...new Set([...Object.keys(drafts), ...Object.keys(draftFiles)])] as ChannelId[]
  return channels
    .map((channelId) => ({
      channelId,
      ...(drafts[channelId] ?? NOTHING_TYPED),
      files: draftFiles[channelId] ?? NO_FILES,
    }))
    .filter(
      ({ text, files, referencedMessageId }) => text !== '' || files.length > 0 || referencedMessageId !== undefined,
    )
    .toSorted((one, other) => other.changedAt - one.changedAt)
}
