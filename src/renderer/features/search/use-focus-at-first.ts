import { useEffect, useEffectEvent, type RefObject } from 'react'

/** Takes the focus once, when it comes onto the page. */
export function useFocusAtFirst(takesFocus: boolean, element: RefObject<HTMLElement | null>): void {
  const take = useEffectEvent(() => {
    if (takesFocus) element.current?.focus()
  })
  useEffect(() => {
    take()
  }, [])
}
