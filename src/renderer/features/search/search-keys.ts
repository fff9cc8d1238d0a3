import { useEffect, useEffectEvent } from 'react'

const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform)

/** The keys that lead to the search, as they are shown and as they are spoken. */
export const searchKeys = isApple ? { shown: 'Cmd F', spoken: 'Meta+F' } : { shown: 'Ctrl F', spoken: 'Control+F' }

const isSearchKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'f' && (isApple ? event.metaKey : event.ctrlKey) && !event.shiftKey && !event.altKey

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null

/** Pressed a second time, in the field, the keys are the browser's own search. */
export function useSearchKeys(isThere: () => boolean, onKeys: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isSearchKey(event) || isInDialog(event.target) || isThere()) return
    event.preventDefault()
    onKeys()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
