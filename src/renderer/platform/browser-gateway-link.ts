import { extensionNames } from '#shared/protocol/extension-events.ts'
import { uploadByPage } from './browser-upload.ts'
import type { GatewayLink } from './gateway-link.ts'
import { rememberedAccount } from './remembered-account.ts'
import { withRenewal } from './renewing.ts'
import type { AccountSummary, Sessions } from './sessions.ts'

const loopbackNames = /^(?:localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/

/** The page's own gateway under any of its names: on one machine they are one server if the port is the same. */
function isOwnHost(url: URL): boolean {
  if (url.origin === location.origin) return true
  return url.port === location.port && loopbackNames.test(url.hostname) && loopbackNames.test(location.hostname)
}

/** The link of a page to the gateway that served it: same origin, cookies, a refresh where one is refused. */
export function createBrowserGatewayLink(
  sessions: Sessions,
  { key, userId }: Pick<AccountSummary, 'key' | 'userId'>,
): GatewayLink {
  /** The cookies are those of whoever came in last, in whichever tab: nothing of one person goes out with another's. */
  async function asMyself<Result>(task: () => Promise<Result>): Promise<Result> {
    const here = rememberedAccount.get()
    if (here !== undefined && here.userId !== userId) throw new TypeError('Somebody else is signed in here by now')
    return task()
  }
  const renewed = withRenewal(() => asMyself(() => sessions.renew(key)))
  return {
    request: (path, init = {}) => renewed(() => asMyself(() => fetch(path, init))),
    upload: (path, form, options) => renewed(() => asMyself(() => uploadByPage(path, form, options))),
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
