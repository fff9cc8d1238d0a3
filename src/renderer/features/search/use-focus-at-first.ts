import { useEffect, useEffectEvent, type RefObject } from 'react'

interface FocusAtFirst {
  readonly takesFocus: boolean
  readonly onTaken: () => void
}

/** Takes the focus once, when it comes onto the page. */
export function useFocusAtFirst(element: RefObject<HTMLElement | null>, { takesFocus, onTaken }: FocusAtFirst): void {
  const take = useEffectEvent(() => {
    if (!takesFocus) return
    element.current?.focus()
    onTaken()
  })
  useEffect(() => {
    take()
  }, [])
}
