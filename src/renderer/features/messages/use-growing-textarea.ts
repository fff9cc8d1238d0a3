import { useLayoutEffect, useRef, type RefObject } from 'react'

/** A text area as high as its text, up to the limit its style sets. */
export function useGrowingTextarea(value: string): RefObject<HTMLTextAreaElement | null> {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = area.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [value])
  return area
}
