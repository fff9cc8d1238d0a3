import { useMemo } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { selectChanges, withChanges } from '../../store/selectors/changes.ts'
import { selectIsland, selectWindow } from '../../store/selectors/messages.ts'
import { selectOverlay, shownWindow } from '../../store/selectors/shown.ts'
import type { MessageIsland, MessageWindow } from '../../store/state.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'

/** A channel's newest messages as they are shown. */
export function useShownWindow(channelId: ChannelId): MessageWindow | undefined {
  const window = useAppState((state) => selectWindow(state, channelId))
  const overlay = useAppList((state) => selectOverlay(state, channelId))
  return useMemo(() => window && shownWindow(window, overlay), [window, overlay])
}

/** The range further back that somebody looks at, as it is shown. */
export function useShownIsland(channelId: ChannelId): MessageIsland | undefined {
  const island = useAppState((state) => selectIsland(state, channelId))
  const changes = useAppState((state) => selectChanges(state, channelId))
  const me = useAppState((state) => state.me._id)
  return useMemo(() => island && withChanges(island, changes, me), [island, changes, me])
}
