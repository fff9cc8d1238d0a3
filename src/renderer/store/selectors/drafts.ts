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
