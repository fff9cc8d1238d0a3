import { createContext, use, useCallback, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

type Announce = (text: string) => void

interface Announcement {
  readonly id: number
  readonly text: string
}

/** Enough that none is taken away before it is spoken. */
const KEPT_ANNOUNCEMENTS = 5

const AnnounceContext = createContext<Announce | undefined>(undefined)

/** The one polite live region of the page. Each announcement is an element of its own, so that the same words speak again. */
export function LiveRegionProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [announcements, setAnnouncements] = useState<readonly Announcement[]>([])
  const nextId = useRef(0)

  const announce = useCallback((text: string) => {
    nextId.current += 1
    const announcement = { id: nextId.current, text }
    setAnnouncements((before) => [...before, announcement].slice(-KEPT_ANNOUNCEMENTS))
  }, [])

  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="sr-only" aria-live="polite" aria-relevant="additions">
        {announcements.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </AnnounceContext>
  )
}

/** A function that says something to those who listen. Needs `UiProvider`. */
export function useAnnounce(): Announce {
  const announce = use(AnnounceContext)
  if (announce === undefined) throw new Error('An announcement was made outside UiProvider')
  return announce
}
