import { APP_ORIGIN } from './app-origin.ts'

/** The address of a gateway's socket: the same host and port, `ws` for `http` and `wss` for `https`. */
export const socketOrigin = (gateway: string): string => gateway.replace(/^http/, 'ws')

/**
 * The policy of the page. Scripts, styles and workers only from the built assets and never from 'self': relayed files are
 * same-origin. No http(s) address at all: everything but the sockets goes through the relay.
 */
export function contentPolicy(gateways: readonly string[]): string {
  const sockets = [...new Set(gateways.map(socketOrigin))]
  const assets = `${APP_ORIGIN}/assets/`
  return [
    "default-src 'none'",
    `script-src ${assets}`,
    `style-src ${assets}`,
    `worker-src ${assets}`,
    `img-src ${APP_ORIGIN} data: blob:`,
    `media-src ${APP_ORIGIN} data: blob:`,
    `font-src ${APP_ORIGIN}`,
    `connect-src ${[APP_ORIGIN, ...sockets].join(' ')}`,
    `manifest-src ${APP_ORIGIN}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Which gateways the page that is open may speak to. A page keeps the policy it was loaded with. */
export interface PagePolicy {
  readonly issue: () => string
  readonly covers: (gateway: string) => boolean
}

export function createPagePolicy(gateways: () => readonly string[]): PagePolicy {
  let issued: ReadonlySet<string> | undefined
  return {
    issue: () => {
      const now = gateways()
      issued = new Set(now)
      return contentPolicy(now)
    },
    covers: (gateway) => issued === undefined || issued.has(gateway),
  }
}
