import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { formatRoute, parseRoute, type Route } from './route.ts'

/** Goes to a place. `replace` where the address only becomes exact and is no step of its own. */
export type Navigate = (route: Route, how?: 'push' | 'replace') => void

const listeners = new Set<() => void>()

const here = (): string => location.pathname + location.search

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export function useRoute(): readonly [Route, Navigate] {
  const address = useSyncExternalStore(subscribe, here)
  const navigate = useCallback<Navigate>((route, how = 'push') => {
    const next = formatRoute(route)
    if (next === here()) return
    if (how === 'push') history.pushState(null, '', next)
    else history.replaceState(null, '', next)
    for (const listener of listeners) listener()
  }, [])
  const route = useMemo(() => parseRoute(address), [address])
  return [route, navigate]
}
