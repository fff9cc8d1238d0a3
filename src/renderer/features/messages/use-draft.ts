import { useCallback } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useAppState } from '../../store/use-app-state.ts'

/** The text of a channel's draft. Another channel has another one: text never leaks from one into the other. */
export function useDraft(channelId: ChannelId): readonly [string, (value: string) => void] {
  const { sync } = useAccount()
  const value = useAppState((state) => state.drafts[channelId]?.text ?? '')
  const setValue = useCallback(
    (next: string) => {
      sync.drafts.write(channelId, next)
    },
    [sync, channelId],
  )
  return [value, setValue]
}
