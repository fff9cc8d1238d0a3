import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { MessageWindow } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { keyOf, type ListContent } from './list-items.ts'
import { useSurroundings } from './message-context.ts'

const ESTIMATED_ROW_PX = 44
/** Rows drawn beyond the edges, so that a fling shows no gap. */
const OVERSCAN = 8
/** Nearer than this to the end is at the end. */
const END_PX = 48
/** Nearer than this to the top, the next page is read. */
const OLDER_PX = 600
/** So far from the end that a way back is offered. */
const FAR_PX = 1_200
/** Room above the first row for what becomes of the page before it. */
const OLDER_ROOM_PX = 40
/** Room between the newest message and the composer. */
const FOOT_PX = 16

export interface MessageListView {
  readonly list: Virtualizer<HTMLDivElement, HTMLDivElement>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly atEnd: boolean
  readonly far: boolean
}

/**
 * Somebody at the end stays there when a growing composer or a smaller window takes room away. Only scrolling decides
 * who is at the end, and by the height the list had then: losing room must not look like having scrolled up.
 */
function useEndKept(scroller: RefObject<HTMLElement | null>, list: { scrollToEnd: () => void }): void {
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let height = element.clientHeight
    let isAtEnd = true
    const onScroll = (): void => {
      isAtEnd = element.scrollHeight - element.scrollTop - height <= END_PX
    }
    const observer = new ResizeObserver(() => {
      height = element.clientHeight
      if (isAtEnd) list.scrollToEnd()
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [scroller, list])
}

/** The rows in view, anchored to the end: it follows what is new only for somebody who is there. */
export function useMessageList(channelId: ChannelId, content: ListContent, window: MessageWindow): MessageListView {
  const { sync } = useAccount()
  const { me } = useSurroundings()
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: content.rows.length + content.pending.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    getItemKey: useCallback((index: number) => keyOf(content, index, me), [content, me]),
    overscan: OVERSCAN,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: window.reachesStart ? 0 : OLDER_ROOM_PX,
    paddingEnd: FOOT_PX,
  })

  useLayoutEffect(() => {
    list.scrollToEnd()
  }, [list])

  const distance = list.getDistanceFromEnd()
  const atEnd = distance <= END_PX
  useEndKept(scroller, list)

  const nearTop = (list.scrollOffset ?? Number.POSITIVE_INFINITY) < OLDER_PX
  // Where the gateway is away, what is kept on this computer goes on further back.
  const isAway = useAppState((state) => state.connection.status !== 'connected')
  const mayRead = isAway || !window.catchingUp
  const wantsOlder = nearTop && window.older === 'idle' && !window.reachesStart && mayRead
  const first = window.rows[0]?._id
  useEffect(() => {
    if (wantsOlder && first !== undefined) sync.readOlder(channelId)
  }, [wantsOlder, first, sync, channelId])

  return { list, scroller, atEnd, far: distance > FAR_PX }
}
