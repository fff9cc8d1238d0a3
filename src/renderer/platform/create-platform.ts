import { createBrowserGatewayLink } from './browser-gateway-link.ts'
import { createBrowserNotes } from './browser-notes.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import { desktopBridge } from './desktop.ts'
import { createDesktopGatewayLink } from './desktop-gateway-link.ts'
import { createDesktopNotes } from './desktop-notes.ts'
import { createDesktopSessions } from './desktop-sessions.ts'
import type { GatewayLink } from './gateway-link.ts'
import type { Notes } from './notes.ts'
import type { AccountSummary, Sessions } from './sessions.ts'

/** Everything that differs between the desktop and a browser, behind one face. */
export interface Platform {
  readonly sessions: Sessions
  readonly notes: Notes
  readonly link: (account: AccountSummary) => GatewayLink
  readonly openExternal: (url: string) => void
  /** Loads the page again. */
  readonly reload: () => void
}

/** What main lets through on the desktop: an address out of a record can be anything, a script too. */
const isExternal = (url: string): boolean => /^(?:https?|mailto):$/.test(URL.parse(url)?.protocol ?? '')

export function createPlatform(): Platform {
  const bridge = desktopBridge()
  if (bridge === undefined) {
    const sessions = createBrowserSessions()
    return {
      sessions,
      notes: createBrowserNotes(),
      link: (account) => createBrowserGatewayLink(sessions, account),
      openExternal: (url) => {
        if (isExternal(url)) window.open(url, '_blank', 'noopener,noreferrer')
      },
      reload: () => {
        location.reload()
      },
    }
  }
  const notes = createDesktopNotes(bridge)
  const sessions = createDesktopSessions(bridge, notes.loaded)
  return {
    sessions,
    notes,
    link: (account) => createDesktopGatewayLink(sessions, account),
    openExternal: (url) => void bridge.openExternal(url),
    reload: () => void bridge.reload(),
  }
}
