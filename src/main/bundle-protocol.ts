import type { Protocol } from 'electron'
import { APP_ORIGIN, APP_SCHEME, isAppOrigin } from './app-origin.ts'
import { logProblem } from './log.ts'

type Serve = (request: Request) => Promise<Response>

export interface BundleRoutes {
  readonly files: Serve
  readonly relay: Serve
  readonly elsewhere: Serve
  readonly transfers: Serve
}

/** To be called before `ready`. Without `corsEnabled`: with it, any page of the session could read everything here. */
export function registerBundleScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Absent where the browser itself asks, as for the first page. */
const initiatorOf = (request: Request & { readonly initiatorOrigin?: string }): string | undefined =>
  request.initiatorOrigin

function route(request: Request, routes: BundleRoutes): Serve | undefined {
  const { url } = request
  if (!url.startsWith(`${APP_ORIGIN}/`)) return undefined
  const initiator = initiatorOf(request)
  if (initiator !== undefined && !isAppOrigin(initiator)) return undefined
  const place = url.slice(APP_ORIGIN.length)
  if (place.startsWith('/~gateway/')) return routes.relay
  if (place.startsWith('/~elsewhere/')) return routes.elsewhere
  if (place.startsWith('/~transfer/')) return routes.transfers
  return place.startsWith('/~') ? undefined : routes.files
}

const refuse: Serve = () => Promise.resolve(new Response('Refused', { status: 403 }))

/** Everything under `app://bundle`: the page, its relay, and pictures from elsewhere. */
export function createBundleHandler(routes: BundleRoutes): Serve {
  return async (request) => {
    try {
      return await (route(request, routes) ?? refuse)(request)
    } catch (error) {
      logProblem('a request of the page could not be answered', error)
      return new Response('Failed', { status: 500 })
    }
  }
}

export function serveBundle(protocol: Pick<Protocol, 'handle'>, routes: BundleRoutes): void {
  protocol.handle(APP_SCHEME, createBundleHandler(routes))
}
