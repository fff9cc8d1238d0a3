import { useSyncExternalStore } from 'react'

/** How much room there is: everything side by side, members as a sheet, or the lists as well. */
export type Width = 'wide' | 'medium' | 'narrow'

// The same limits as the breakpoints of the theme.
const wide = matchMedia('(min-width: 900px)')
const medium = matchMedia('(min-width: 680px)')

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  medium.addEventListener('change', listener)
  return () => {
    wide.removeEventListener('change', listener)
    medium.removeEventListener('change', listener)
  }
}

function read(): Width {
  if (wide.matches) return 'wide'
  return medium.matches ? 'medium' : 'narrow'
}

export const useWidth = (): Width => useSyncExternalStore(subscribe, read)
