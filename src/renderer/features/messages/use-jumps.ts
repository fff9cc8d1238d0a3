import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { JumpResult } from '../../sync/read/jumps.ts'
import { useToast } from '../../ui/toasts.tsx'

/** A message somebody went to. Another object each time, also for the same message: every click jumps. */
export interface JumpGoal {
  readonly messageId: MessageId
}

interface Reached extends JumpGoal {
  readonly channelId: ChannelId
}

export interface JumpsOfChannel {
  readonly to: (messageId: MessageId) => void
  /** Milliseconds since 1970. */
  readonly toDate: (at: number) => void
  /** What the list brings into view and lights up: it is there. */
  readonly reached: JumpGoal | undefined
}

/** Goes to messages of a channel, however far back, and says why where that cannot be. */
export function useJumps(channelId: ChannelId, asked: JumpGoal | undefined): JumpsOfChannel {
  const { sync } = useAccount()
  const text = useText()
  const toast = useToast()
  const [reached, setReached] = useState<Reached>()
  // Whoever comes back to a channel comes for what is new, and is not brought where they were once.
  if (reached !== undefined && reached.channelId !== channelId) setReached(undefined)

  const follow = useCallback(
    async (jump: Promise<JumpResult>) => {
      const result = await jump
      if (result.status === 'there') {
        setReached({ messageId: result.messageId, channelId })
        if (result.isNearest === true) toast({ tone: 'plain', text: text.messages.jumpNearest })
      }
      if (result.status === 'missing') toast({ tone: 'bad', text: text.messages.jumpMissing })
      if (result.status === 'failed') toast({ tone: 'bad', text: text.messages.jumpFailed })
    },
    [toast, text, channelId],
  )
  const to = useCallback(
    (messageId: MessageId) => void follow(sync.jumpTo(channelId, messageId)),
    [follow, sync, channelId],
  )
  const toDate = useCallback((at: number) => void follow(sync.jumpToDate(channelId, at)), [follow, sync, channelId])

  useEffect(() => {
    // Something is set only when the answer is there.
    // oxlint-disable-next-line react/set-state-in-effect
    if (asked !== undefined) to(asked.messageId)
  }, [asked, to])

  return useMemo(() => ({ to, toDate, reached }), [to, toDate, reached])
}
