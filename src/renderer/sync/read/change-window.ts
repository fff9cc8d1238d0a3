import type { ChannelId } from '#shared/models/ids.ts'
import type { MessageRow, MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { ChangeRanges } from './change-ranges.ts'

export type Change = (window: MessageWindow) => MessageWindow

export type ChangeWindow = (channelId: ChannelId, change: Change, rows?: readonly MessageRow[]) => void

/** Changes a window that is still there. */
export const windowChanger =
  (store: Pick<AccountStore, 'get'>, changeRanges: ChangeRanges): ChangeWindow =>
  (channelId, change, rows = []) => {
    if (store.get().windows[channelId] === undefined) return
    changeRanges(
      channelId,
      ({ window, islands }) => ({ window: window === undefined ? window : change(window), islands }),
      rows,
    )
  }
