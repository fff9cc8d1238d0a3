import type { ChannelId, UserId } from '#shared/models/ids.ts'
import type { AccountState, MessageWindow, PendingChange } from '../state.ts'
import { asShown, selectAwaitedSince } from './awaited.ts'
import { selectChanges, withChanges } from './changes.ts'

/** What stands between a channel's rows as they were read and as they are shown. */
export interface Overlay {
  readonly changes: readonly PendingChange[]
  readonly me: UserId
  readonly since: ReturnType<typeof selectAwaitedSince>
  readonly stored: AccountState['stored']
}

/** A fresh object each time. */
export const selectOverlay = (state: AccountState, channelId: ChannelId): Overlay => ({
  changes: selectChanges(state, channelId),
  me: state.me._id,
  since: selectAwaitedSince(state, channelId),
  stored: state.stored,
})

/** The newest rows as their user left them, without what may stand among those on their way. */
export const shownWindow = (window: MessageWindow, overlay: Overlay): MessageWindow =>
  withChanges(asShown(window, overlay), overlay.changes, overlay.me)
