import { extensionNames } from '#shared/protocol/extension-events.ts'
import { uploadByMain } from './desktop-upload.ts'
import type { GatewayLink } from './gateway-link.ts'
import type { AccountSummary, Sessions } from './sessions.ts'

/** What a socket says of itself: who it is, and which events beyond the protocol it understands. */
interface SocketAuth {
  readonly token?: string
  readonly extensions: readonly string[]
}

/** Set by our code alone: without it the relay serves nothing but files. */
const relayHeader = { 'x-mew-relay': '1' }

function relayedInit(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers)
  for (const [name, value] of Object.entries(relayHeader)) headers.set(name, value)
  return { ...init, headers }
}

/** Whether an address is a file of this gateway, which the relay fetches with the account's own route. */
function filePath(gateway: string, keyOrUrl: string): string | undefined {
  if (!/^https?:/i.test(keyOrUrl)) return `/static/${encodeURIComponent(keyOrUrl)}`
  const url = URL.parse(keyOrUrl)
  if (url === null || url.origin !== new URL(gateway).origin) return undefined
  return /^\/(?:static|uploads)\//.test(url.pathname) ? url.pathname + url.search : undefined
}

/** The link of the desktop's page: HTTP and files through main's relay, the socket straight to the gateway. */
export function createDesktopGatewayLink(sessions: Sessions, { key, gateway }: AccountSummary): GatewayLink {
  const relay = `/~gateway/${key}`
  return {
    // Main refreshes an expired token itself and answers 401 only when the session is over.
    request: (path, init = {}) => fetch(relay + path, relayedInit(init)),
    upload: (path, form, options) => uploadByMain({ account: key, path, form, headers: relayHeader }, options),
    fileUrl: (keyOrUrl) => {
      const own = filePath(gateway, keyOrUrl)
      return own === undefined ? `/~elsewhere/${key}?url=${encodeURIComponent(keyOrUrl)}` : relay + own
    },
    socketOptions: () => ({
      url: gateway,
      options: {
        transports: ['websocket', 'polling'],
        tryAllTransports: true,
        upgrade: false,
        extraHeaders: relayHeader,
        auth: (give: (auth: SocketAuth) => void) => {
          const token = sessions.accessToken(key).catch(() => undefined)
          void token.then((text) => {
            give({ extensions: extensionNames, ...(text === undefined ? {} : { token: text }) })
          })
        },
      },
      relay,
    }),
  }
}
