import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { MessageIsland, MessageWindow } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { afterPaint } from '../../ui/after-paint.ts'
import { keyOf, type ListContent } from './list-items.ts'
import { useSurroundings } from './message-context.ts'
import { estimateHeight } from './row-height.ts'
import type { KeptRows } from './use-kept-rows.ts'

/** Rows drawn beyond the edges, so that a fling shows no gap. Nobody flings before there is anything to see. */
const OVERSCAN = 8
const FIRST_OVERSCAN = 1
/** What stands above and below the list takes about so much: rather more, so that who begins at the end is there. */
const AROUND_PX = 180
/** Nearer than this to the end is at the end. */
const END_PX = 48
/** Nearer than this to the top, the next page is read. */
const OLDER_PX = 600
/** So far from the end that a way back is offered. */
const FAR_PX = 1_200
/** Room above the first row for what becomes of the page before it. */
const OLDER_ROOM_PX = 40
/** Room below the last row for what becomes of the page after it, and under that for the way to the newest. */
const NEWER_ROOM_PX = 88
/** Room between the newest message and the composer. */
const FOOT_PX = 16

export interface MessageListView {
  readonly list: Virtualizer<HTMLDivElement, HTMLDivElement>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly atEnd: boolean
  readonly far: boolean
}

/** How far it is scrolled, and how much further that could go. */
const placeOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement): { at: number; left: number } => ({
  at: scrollTop,
  left: scrollHeight - clientHeight - scrollTop,
})

/**
 * Somebody at the end stays there when a growing composer or a smaller window takes room away, and when something comes in
 * above what waits to be sent, which the list itself takes for rows before the end. Only scrolling decides who is at the end,
 * and by the height the list had then: losing room must not look like having scrolled up.
 */
function useEndKept(
  scroller: RefObject<HTMLElement | null>,
  list: { scrollToEnd: () => void },
  { content, followsNew }: { readonly content: ListContent; readonly followsNew: boolean },
): void {
  const known = useRef({ isAtEnd: true, at: 0 })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let height = element.clientHeight
    known.current.at = element.scrollTop
    const onScroll = (): void => {
      const at = element.scrollTop
      known.current = { isAtEnd: element.scrollHeight - at - height <= END_PX, at }
    }
    const observer = new ResizeObserver(() => {
      height = element.clientHeight
      if (known.current.isAtEnd) list.scrollToEnd()
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [scroller, list])
  const drawn = useRef(content)
  useLayoutEffect(() => {
    if (drawn.current === content) return
    drawn.current = content
    if (scroller.current === null || !known.current.isAtEnd) return
    // What has moved the list in this moment, such as a jump, has not been told of yet.
    if (followsNew && scroller.current.scrollTop === known.current.at) list.scrollToEnd()
    // What comes while nothing is followed leaves who was at the end behind.
    if (!followsNew) known.current.isAtEnd = placeOf(scroller.current).left <= END_PX
  })
}

/**
 * Begins at the newest message, before anything is painted: rows that were just measured move the end, and the list
 * itself would follow it only a frame later. Whoever goes elsewhere meanwhile is not brought back.
 */
function useBeginningAtEnd(scroller: RefObject<HTMLElement | null>, list: { scrollToEnd: () => void }): void {
  const put = useRef<number | 'nowhere' | 'done'>('nowhere')
  useLayoutEffect(
    () =>
      afterPaint(() => {
        put.current = 'done'
      }),
    [],
  )
  useLayoutEffect(() => {
    if (scroller.current === null || put.current === 'done') return
    const { at, left } = placeOf(scroller.current)
    const hasMoved = put.current !== 'nowhere' && at !== put.current && left > 1
    if (!hasMoved) list.scrollToEnd()
    put.current = hasMoved ? 'done' : scroller.current.scrollTop
  })
}

/**
 * Says where somebody reads: at the newest messages, or at the row on top of the view, which then outlasts a gap. Told
 * when the scrolling rests.
 */
function usePlaceTold(channelId: ChannelId, content: ListContent, { list, isLive, atEnd }: Told): void {
  const { sync } = useAccount()
  const rests = !list.isScrolling
  useEffect(() => {
    // At once: what arrives while the scrolling comes to rest is followed too.
    if (isLive && atEnd) sync.lookAt(channelId, null)
    if (!rests || (isLive && atEnd)) return
    const top = list.getVirtualItemForOffset(list.scrollOffset ?? 0)
    const row = content.rows[top?.index ?? 0]
    if (row !== undefined) sync.lookAt(channelId, row._id)
    // The rows are those of the moment at which the scrolling rests.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [sync, channelId, list, rests, isLive, atEnd])
}

interface Nearness {
  /** Null until it is known where one is. */
  readonly top: number | null
  /** From the end. */
  readonly distance: number
}

/** Reads on before somebody comes to an end of what is there. */
function useReadingOn(channelId: ChannelId, range: ShownRange, { top, distance }: Nearness): void {
  const { sync } = useAccount()
  // Where the gateway is away, what is kept on this computer goes on further back.
  const isAway = useAppState((state) => state.connection.status !== 'connected')
  const isKnown = top !== null && (isAway || !range.catchingUp)
  const wantsOlder = isKnown && top < OLDER_PX && range.older === 'idle' && !range.reachesStart
  const wantsNewer = isKnown && distance < OLDER_PX && range.newer === 'idle'
  const first = range.rows[0]?._id
  const last = range.rows.at(-1)?._id
  useEffect(() => {
    if (wantsOlder && first !== undefined) sync.readOlder(channelId)
  }, [wantsOlder, first, sync, channelId])
  useEffect(() => {
    if (wantsNewer && last !== undefined) sync.readNewer(channelId)
  }, [wantsNewer, last, sync, channelId])
}

interface Told {
  readonly list: MessageListView['list']
  readonly isLive: boolean
  readonly atEnd: boolean
}

/** What the list shows: the window, or a range further back. */
export interface ShownRange extends Pick<MessageWindow, 'rows' | 'reachesStart' | 'older' | 'catchingUp'> {
  /** Undefined where it reaches the newest message. */
  readonly newer?: MessageIsland['newer']
}

interface Shown {
  readonly range: ShownRange
  readonly kept: KeptRows
}

/**
 * How high rows may be that were not measured yet. What was said once of a row stays: were it said anew with each change
 * of a row above, everything below would move.
 */
function useEstimates(content: ListContent, keyAt: (index: number) => string): (index: number) => number {
  const { me } = useSurroundings()
  const [said] = useState(() => new Map<string, number>())
  return (index) => {
    const key = keyAt(index)
    const height = said.get(key) ?? estimateHeight(content, index, me)
    said.set(key, height)
    return height
  }
}

/** Few rows beyond the edges until something is painted: drawing more of them would keep that waiting. */
function useOverscan(): number {
  const [overscan, setOverscan] = useState(FIRST_OVERSCAN)
  useEffect(() => afterPaint(() => startTransition(() => setOverscan(OVERSCAN))), [])
  return overscan
}

function sumOf(count: number, heightAt: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < count; index += 1) sum += heightAt(index)
  return sum
}

/**
 * How far it is to the end. Of rows that are being added the page does not know yet, only the list does; whoever is at the
 * end and follows what is new is brought to the new end with them.
 */
function distanceFromEnd(list: MessageListView['list'], followsNew: boolean): number {
  if (list.scrollElement === null) return 0
  const shown = list.getDistanceFromEnd()
  if (followsNew && shown <= END_PX) return shown
  return Math.max(0, list.getTotalSize() - (list.scrollRect?.height ?? 0) - (list.scrollOffset ?? 0))
}

/** The rows in view, anchored to the end: it follows what is new only for somebody who is there and does not edit. */
export function useMessageList(channelId: ChannelId, content: ListContent, shown: Shown): MessageListView {
  const { range, kept } = shown
  const isLive = range.newer === undefined
  const isAtNewest = useAppState((state) => isLive && state.viewed[channelId] === undefined)
  const followsNew = isAtNewest && kept.edited === undefined
  const scroller = useRef<HTMLDivElement>(null)
  const count = content.rows.length + content.pending.length
  const seenFirst = Math.max(0, globalThis.innerHeight - AROUND_PX)
  const overscan = useOverscan()
  const getItemKey = useCallback((index: number) => keyOf(content, index), [content])
  const estimateSize = useEstimates(content, getItemKey)
  const paddingStart = range.reachesStart ? 0 : OLDER_ROOM_PX
  const paddingEnd = isLive ? FOOT_PX : NEWER_ROOM_PX
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    // Where it is going to be: drawn at the top first, most rows would be drawn for nothing. Somebody who is at the end
    // by this stays there, however high the rows turn out to be.
    initialRect: { width: globalThis.innerWidth, height: seenFirst },
    initialOffset: () => Math.max(0, paddingStart + sumOf(count, estimateSize) + paddingEnd - seenFirst),
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan,
    rangeExtractor: kept.rangeExtractor,
    anchorTo: 'end',
    followOnAppend: followsNew,
    scrollEndThreshold: END_PX,
    paddingStart,
    paddingEnd,
  })

  useBeginningAtEnd(scroller, list)

  const distance = distanceFromEnd(list, followsNew)
  const atEnd = distance <= END_PX
  useEndKept(scroller, list, { content, followsNew })

  usePlaceTold(channelId, content, { list, isLive, atEnd })

  useReadingOn(channelId, range, { top: list.scrollOffset, distance })

  return { list, scroller, atEnd, far: distance > FAR_PX }
}
