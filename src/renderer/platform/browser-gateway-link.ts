import { extensionNames } from '#shared/protocol/extension-events.ts'
import { uploadByPage } from './browser-upload.ts'
import type { GatewayLink } from './gateway-link.ts'
import type { Sessions } from './sessions.ts'

const loopbackNames = /^(?:localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/

/** The page's own gateway under any of its names: on one machine they are one server if the port is the same. */
function isOwnHost(url: URL): boolean {
  if (url.origin === location.origin) return true
  return url.port === location.port && loopbackNames.test(url.hostname) && loopbackNames.test(location.hostname)
}

/** The link of a page to the gateway that served it: same origin, cookies, a refresh where one is refused. */
export function createBrowserGatewayLink(sessions: Sessions, key: string): GatewayLink {
  let renewals = 0

  /** Where the token ran out it is made again with a new one; that another request has got meanwhile will do. */
  async function withRenewal(make: () => Promise<Response>): Promise<Response> {
    const before = renewals
    const response = await make()
    if (response.status !== 401) return response
    if (renewals === before) {
      const renewal = await sessions.renew(key)
      if (renewal === 'ended') return response
      // Who one is cannot be found out now, which is no refusal of what was asked.
      if (renewal === 'unreachable') throw new TypeError('The session could not be renewed')
      renewals += 1
    }
    return make()
  }

  return {
    request: (path, init = {}) => withRenewal(() => fetch(path, init)),
    upload: (path, form, options) => withRenewal(() => uploadByPage(path, form, options)),
    fileUrl: (keyOrUrl) => {
      if (!/^https?:/i.test(keyOrUrl)) return `/static/${encodeURIComponent(keyOrUrl)}`
      const url = URL.parse(keyOrUrl)
      // Pictures that live elsewhere are not fetched by a page: whoever hosts them would learn who reads what.
      return url !== null && isOwnHost(url) ? url.pathname + url.search : undefined
    },
    socketOptions: () => ({
      url: location.origin,
      // The token is a cookie; what stands here is which events beyond the protocol are understood.
      options: { transports: ['websocket', 'polling'], auth: { extensions: extensionNames } },
    }),
  }
}
