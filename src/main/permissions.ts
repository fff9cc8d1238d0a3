import type { Session } from 'electron'
import { isAppOrigin } from './app-origin.ts'

const granted = new Set([
  // Electron does not ask for these three so far; if it does, the page's sockets need them.
  'loopback-network',
  'local-network',
  'local-network-access',
  // "Copy", and that the browser keeps drafts and unsent messages when the disk runs low.
  'clipboard-sanitized-write',
  'persistent-storage',
])

function originOf(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i.exec(url)
  return parts?.[1] ?? ''
}

/** By who asks alone: the check handler may get no web contents, and its `isMainFrame` is not always true. */
export const isGranted = (permission: string, requestingUrl: string): boolean =>
  granted.has(permission) && isAppOrigin(originOf(requestingUrl))

export function setupPermissions(session: Session): void {
  session.setPermissionRequestHandler((...[, permission, answer, { requestingUrl }]) => {
    answer(isGranted(permission, requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
}
