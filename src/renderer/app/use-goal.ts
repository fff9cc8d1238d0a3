import { useCallback, useMemo, useState } from 'react'
import type { JumpGoal } from '../features/messages/use-jumps.ts'
import type { Route } from './route.ts'

/** The message the address names; another object each time somebody goes there, also from that very address. */
export function useGoal(route: Route): readonly [JumpGoal | undefined, () => void] {
  const messageId = route.kind === 'start' ? undefined : route.messageId
  const channelId = route.kind === 'start' ? undefined : route.channelId
  const [asked, setAsked] = useState(0)
  const goal = useMemo(
    () => (messageId === undefined ? undefined : { messageId }),
    // Each of them is a reason to go there anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [messageId, channelId, asked],
  )
  return [goal, useCallback(() => setAsked((count) => count + 1), [])]
}
