import type { Draft } from 'immer'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'

/** Somebody has read so far, here or on another device. A mark never moves back. */
export function applyReadState(
  draft: Draft<AccountState>,
  { channelId, lastReadMessageId }: { readonly channelId: ChannelId; readonly lastReadMessageId: MessageId },
): void {
  const mark = draft.marks[channelId]
  if (mark === undefined || lastReadMessageId <= (mark.lastReadMessageId ?? '')) return
  mark.lastReadMessageId = lastReadMessageId
  delete mark.marked
  delete mark.untold
  mark.tail = mark.tail.filter((entry) => entry._id > lastReadMessageId)
}
