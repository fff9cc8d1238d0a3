import { useState } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'

/** The draft of a channel. Another channel has another one: text never leaks from one into the other. */
export function useDraft(channelId: ChannelId): readonly [string, (value: string) => void] {
  const { drafts } = useAccount()
  const [current, setCurrent] = useState(() => ({ channelId, value: drafts.get(channelId) ?? '' }))
  const value = current.channelId === channelId ? current.value : (drafts.get(channelId) ?? '')
  return [
    value,
    (next) => {
      if (next === '') drafts.delete(channelId)
      else drafts.set(channelId, next)
      setCurrent({ channelId, value: next })
    },
  ]
}
