import type { Session } from 'electron'
import { isAppOrigin } from './app-origin.ts'
import { socketOrigin } from './content-policy.ts'

interface Handshake {
  readonly url: string
  readonly resourceType: string
  readonly initiatorOrigin?: string
  readonly requestHeaders: Readonly<Record<string, string>>
}

const isOrigin = (name: string): boolean => name.toLowerCase() === 'origin'

/**
 * A gateway that answers only its own pages would refuse `app://bundle`. The page's handshake with a gateway of one of its
 * accounts says that gateway's own origin instead; every other request stays as it is.
 */
export function handshakeHeaders(handshake: Handshake, gateways: readonly string[]): Record<string, string> {
  const { url, resourceType, requestHeaders } = handshake
  const said = Object.entries(requestHeaders).find(([name]) => isOrigin(name))?.[1]
  const initiator = handshake.initiatorOrigin ?? said
  const target = URL.parse(url)
  if (resourceType !== 'webSocket' || !isAppOrigin(initiator) || target === null) return { ...requestHeaders }
  const gateway = gateways.find((origin) => socketOrigin(origin) === `${target.protocol}//${target.host}`)
  if (gateway === undefined) return { ...requestHeaders }
  const others = Object.entries(requestHeaders).filter(([name]) => !isOrigin(name))
  return { ...Object.fromEntries(others), Origin: gateway }
}

/** The only user of `webRequest`: of several listeners Electron keeps the last one alone. */
export function setupHandshakeOrigin(session: Session, gateways: () => readonly string[]): void {
  session.webRequest.onBeforeSendHeaders({ urls: ['ws://*/*', 'wss://*/*'] }, (details, answer) => {
    answer({ requestHeaders: handshakeHeaders(details, gateways()) })
  })
}
