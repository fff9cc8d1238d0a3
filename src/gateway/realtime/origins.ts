import type { IncomingHttpHeaders } from 'node:http'

/** Which pages may speak to the gateway, and which of them with the browser's cookies. */
export interface Origins {
  /** On the list, or by default: any page of this machine, and the app. */
  readonly isAllowed: (origin: string) => boolean
  /** Whether the page that sent a request may use cookies: the gateway's own pages and origins that were listed. */
  readonly mayUseCookies: (headers: OriginHeaders) => boolean
  /** Whether a request's page may open a socket at all (GW-12, D12). */
  readonly mayConnect: (headers: OriginHeaders) => boolean
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

/** Same origin, port included. A proxy that forwards `Host` without its port is met half-way: then names alone count. */
function isOwnPage(headers: OriginHeaders): boolean {
  const { origin, host } = headers
  const page = typeof origin === 'string' ? URL.parse(origin) : null
  if (page === null || host === undefined) return false
  const behindProxy = !/:\d+$/.test(host) && forwarding.some((name) => headers[name] !== undefined)
  return page.host === host || (behindProxy && page.hostname === host)
}

/** `configured` is MEW_CORS_ORIGINS: undefined where it is not set, with `*` for any origin. */
export function createOrigins(configured: readonly string[] | undefined): Origins {
  const listed = new Set(configured?.filter((entry) => entry !== '*'))
  const any = configured?.includes('*') ?? false
  const isListed = (origin: string): boolean => any || listed.has(origin)
  const isAllowed = (origin: string): boolean =>
    isListed(origin) || (configured === undefined && (origin === APP_ORIGIN || isLoopbackOrigin(origin)))

  return {
    isAllowed,
    mayConnect: (headers) => headers.origin === undefined || isOwnPage(headers) || isAllowed(headers.origin),
    mayUseCookies: (headers) => {
      if (headers.origin !== undefined) return isOwnPage(headers) || isListed(headers.origin)
      // Reads of a page carry no Origin; there the browser itself says whose page asks.
      const site = headers['sec-fetch-site']
      return site === undefined || site === 'same-origin' || site === 'none'
    },
  }
}
