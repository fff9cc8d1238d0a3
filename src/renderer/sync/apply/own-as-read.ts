import type { Draft } from 'immer'
import { isReadable, type AccountState } from '../../store/state.ts'
import type { SyncEvent } from '../parse-event.ts'

/**
 * Where the gateway does not count, whoever wrote last has read what stands before it: nothing else tells of an
 * acknowledgement on another device.
 */
export function takeOwnAsRead(draft: Draft<AccountState>, events: readonly SyncEvent[]): void {
  for (const event of events) {
    if (event.type !== 'MESSAGE_CREATE' || !isReadable(event.row)) continue
    const { _id, authorId, channelId } = event.row
    const mark = draft.marks[channelId]
    if (mark === undefined || authorId?._id !== draft.me._id || _id <= (mark.counted.through ?? '')) continue
    mark.counted = { through: _id, unread: 0, mentions: 0 }
    mark.tail = mark.tail.filter((entry) => entry._id > _id)
    delete mark.uncountedBefore
  }
}
