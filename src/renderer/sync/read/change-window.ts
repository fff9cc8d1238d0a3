import { castDraft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import { isReadable, type MessageRow, type MessageWindow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { retirePending } from '../apply/messages.ts'
import { learnAuthor } from '../apply/people.ts'

export type Change = (window: MessageWindow) => MessageWindow

export type ChangeWindow = (channelId: ChannelId, change: Change, rows?: readonly MessageRow[]) => void

/** Changes a window that is still there, and learns from the rows that were read who wrote them and what arrived. */
export const windowChanger =
  (store: AccountStore): ChangeWindow =>
  (channelId, change, rows = []) => {
    const window = store.get().windows[channelId]
    if (window === undefined) return
    store.update((draft) => {
      draft.windows[channelId] = castDraft(change(window))
      for (const row of rows.filter(isReadable)) {
        learnAuthor(draft, row)
        retirePending(draft, row)
      }
    })
  }
