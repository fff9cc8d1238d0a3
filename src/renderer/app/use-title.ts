import { useEffect } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { selectChannel, selectOther } from '../store/selectors/channels.ts'
import { selectMentions, selectMoreMentions } from '../store/selectors/unread.ts'
import type { AccountState } from '../store/state.ts'
import { useAppState } from '../store/use-app-state.ts'
import { countLabel } from '../i18n/count.ts'

const APP = 'Mew Desktop'

function placeOf(state: AccountState, channelId: ChannelId | undefined): string {
  const channel = channelId === undefined ? undefined : selectChannel(state, channelId)
  if (channel === undefined) return APP
  if (channel.type === 'DM') return selectOther(state, channel)?.username ?? APP
  const server = state.servers?.find(({ _id }) => _id === channel.serverId)?.name
  return server === undefined ? `#${channel.name}` : `#${channel.name} | ${server}`
}

/** The window's title: where one is, and how many mentions wait. */
export function useTitle(channelId: ChannelId | undefined): void {
  const place = useAppState((state) => placeOf(state, channelId))
  const mentions = useAppState(selectMentions)
  const isMore = useAppState(selectMoreMentions)
  useEffect(() => {
    document.title = mentions > 0 ? `(${countLabel(mentions, isMore)}) ${place}` : place
    return () => {
      document.title = APP
    }
  }, [place, mentions, isMore])
}
