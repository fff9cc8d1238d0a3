import { useMemo } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { selectMessage } from '../../store/selectors/messages.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { ReplyTarget } from './reply-bar.tsx'

/** What a channel's draft answers. */
export function useReplyTarget(channelId: ChannelId): ReplyTarget | undefined {
  const id = useAppState((state) => state.drafts[channelId]?.referencedMessageId)
  const original = useAppState((state) => (id === undefined ? undefined : selectMessage(state, channelId, id)))
  return useMemo(() => (id === undefined ? undefined : { id, original }), [id, original])
}
