import { useEffect, useRef } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { describeDelivery } from '../../i18n/describe-delivery.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { unsettledItems } from '../../store/selectors/outbox.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { useAnnounce } from '../../ui/live-region.tsx'

/**
 * Says to those who listen what came to nothing in the open channel, once: a row cannot, which comes and goes with the
 * scrolling. Of other channels the line above the composer tells.
 */
export function useUnsettledAnnouncements(channelId: ChannelId | undefined): void {
  const text = useText()
  const pending = useAppState((state) => state.pending)
  const changes = useAppState((state) => state.changes)
  const announce = useAnnounce()
  const known = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const unsettled = unsettledItems({ pending, changes })
    const fresh = unsettled.filter((item) => item.channelId === channelId && !known.current.has(item.nonce))
    known.current = new Set(unsettled.map(({ nonce }) => nonce))
    for (const words of new Set(fresh.map((item) => describeDelivery(text, item, true)))) announce(words)
  }, [channelId, pending, changes, text, announce])
}
