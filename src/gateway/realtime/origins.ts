import type { IncomingHttpHeaders } from 'node:http'
import { createProxyTrust, type ProxyTrust } from '../plugins/proxy-trust.ts'

/** Which pages may speak to the gateway, and which of them with the browser's cookies. */
export interface Origins {
  /** On the list, or by default: any page of this machine, and the app. */
  readonly isAllowed: (origin: string) => boolean
  /** Whether the page that sent a request may use cookies: the gateway's own pages and origins that were listed. */
  readonly mayUseCookies: (request: OriginRequest) => boolean
  /** Whether a request's page may open a socket at all (GW-12, D12). */
  readonly mayConnect: (request: OriginRequest) => boolean
}

/** What of a request says where it comes from; Node's own requests and the framework's have it alike. */
interface OriginRequest {
  readonly headers: OriginHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}

type OriginHeaders = Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'> & {
  readonly [Name in (typeof forwarding)[number]]?: string | string[] | undefined
}

/** What a proxy adds and no page can: at least one of them stands on whatever came through a proxy. */
const forwarding = ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded'] as const

export const APP_ORIGIN = 'app://bundle'

const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]'

function isLoopbackOrigin(origin: string): boolean {
  const url = URL.parse(origin)
  return url !== null && url.protocol.startsWith('http') && isLoopbackName(url.hostname)
}

/** `configured` is MEW_CORS_ORIGINS: undefined where it is not set, with `*` for any origin. */
export function createOrigins(
  configured: readonly string[] | undefined,
  trustsProxy: ProxyTrust = createProxyTrust(false),
): Origins {
  const listed = new Set(configured?.filter((entry) => entry !== '*'))
  const any = configured?.includes('*') ?? false
  const isListed = (origin: string): boolean => any || listed.has(origin)
  const isAllowed = (origin: string): boolean =>
    isListed(origin) || (configured === undefined && (origin === APP_ORIGIN || isLoopbackOrigin(origin)))

  /** Same origin, port included. A proxy that forwards `Host` without its port is met half-way: then names alone count. */
  function isOwnPage({ headers, socket }: OriginRequest, origin: string): boolean {
    const { host } = headers
    const page = URL.parse(origin)
    if (page === null || host === undefined) return false
    if (page.host === host) return true
    const forwarded = forwarding.some((name) => headers[name] !== undefined)
    return forwarded && trustsProxy(socket.remoteAddress ?? '', 0) && page.hostname === host
  }

  return {
    isAllowed,
    mayConnect: (request) => {
      const { origin } = request.headers
      return origin === undefined || isOwnPage(request, origin) || isAllowed(origin)
    },
    mayUseCookies: (request) => {
      const { headers } = request
      if (headers.origin !== undefined) return isOwnPage(request, headers.origin) || isListed(headers.origin)
      // Reads of a page carry no Origin; there the browser itself says whose page asks.
      const site = headers['sec-fetch-site']
      return site === undefined || site === 'same-origin' || site === 'none'
    },
  }
}
