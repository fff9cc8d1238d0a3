import { useEffect, useState } from 'react'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useAppState } from '../../store/use-app-state.ts'

/** Whether somebody can be looking: the window is visible and has the focus. */
const look = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

function useAttention(): boolean {
  const [attentive, setAttentive] = useState(look)
  useEffect(() => {
    const update = (): void => {
      setAttentive(look())
    }
    window.addEventListener('focus', update)
    window.addEventListener('blur', update)
    document.addEventListener('visibilitychange', update)
    return () => {
      window.removeEventListener('focus', update)
      window.removeEventListener('blur', update)
      document.removeEventListener('visibilitychange', update)
    }
  }, [])
  return attentive
}

interface Reading {
  readonly channelId: ChannelId
  readonly newest: MessageId | undefined
  /** The end of the list is in view. */
  readonly atEnd: boolean
}

/** Acknowledges what was seen: the newest message, once it is in view of somebody who looks. */
export function useReading({ channelId, newest, atEnd }: Reading): void {
  const { sync } = useAccount()
  const attentive = useAttention()
  // The messages may be here before anything says how far they were read.
  const isKnown = useAppState((state) => state.marks[channelId] !== undefined)
  useEffect(() => {
    if (isKnown && attentive && atEnd && newest !== undefined) sync.acknowledge(channelId, newest)
  }, [sync, channelId, newest, atEnd, attentive, isKnown])
}
