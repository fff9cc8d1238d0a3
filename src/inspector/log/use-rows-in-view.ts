import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export const ROW_PX = 30
/** Rows drawn beyond the edges, so that a fling shows no gap. */
const BEYOND = 12

interface View {
  readonly top: number
  readonly height: number
}

export interface RowsInView {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** The places of those that are drawn. */
  readonly places: readonly number[]
  /** Looks where it has been scrolled to. */
  readonly look: () => void
  /** Just far enough that a row is seen whole. */
  readonly show: (place: number) => void
}

function placesIn({ top, height }: View, count: number): readonly number[] {
  const first = Math.max(0, Math.floor(top / ROW_PX) - BEYOND)
  const last = Math.min(count, Math.ceil((top + height) / ROW_PX) + BEYOND)
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index)
}

/** All rows are equally high, so where each stands is a multiplication: 100,000 of them cost nothing. */
export function useRowsInView(count: number): RowsInView {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>({ top: 0, height: 0 })

  const look = useCallback(() => {
    const element = scroller.current
    if (element !== null) setView({ top: element.scrollTop, height: element.clientHeight })
  }, [])

  const show = useCallback((place: number) => {
    const element = scroller.current
    if (element === null) return
    const [from, to] = [place * ROW_PX, (place + 1) * ROW_PX]
    if (from < element.scrollTop) element.scrollTop = from
    else if (to > element.scrollTop + element.clientHeight) element.scrollTop = to - element.clientHeight
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [look])

  return { scroller, places: placesIn(view, count), look, show }
}
