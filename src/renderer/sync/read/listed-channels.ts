import { castDraft, type Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import { forgetChannel } from '../apply/places.ts'
import { markFromList, withCounts, type ListItem } from './marks.ts'

interface Listed {
  readonly _id: ChannelId
}

/** What is gone from a list is gone from everywhere: window, marks, what was about to be sent there. */
export function forgetMissing(draft: Draft<AccountState>, before: readonly Listed[], now: readonly Listed[]): void {
  const present = new Set(now.map((channel) => channel._id))
  for (const channel of before) if (!present.has(channel._id)) forgetChannel(draft, channel._id)
}

/** Marks from the lists themselves, for a gateway that counts nothing. */
export function markListed(store: AccountStore, draft: Draft<AccountState>, channels: readonly ListItem[]): void {
  const { marks, me } = store.get()
  for (const channel of channels) {
    draft.marks[channel._id] = castDraft(withCounts(marks[channel._id], markFromList(channel, me._id)))
  }
}
