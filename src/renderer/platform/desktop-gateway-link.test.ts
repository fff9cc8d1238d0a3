import { Socket } from 'engine.io-client'
import { afterEach, expect, test, vi } from 'vitest'
import { createHeldGateway, type HeldGateway } from '../fixtures/held-gateway.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import { createDesktopGatewayLink } from './desktop-gateway-link.ts'
import type { GatewayLink } from './gateway-link.ts'
import { withRelay } from './relay-polling.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

interface Linked {
  readonly link: GatewayLink
  readonly gateway: HeldGateway
}

/** The link of an account that gets these tokens, one after the other, and then none. */
function open(...tokens: readonly string[]): Linked {
  const gateway = createHeldGateway()
  vi.stubGlobal('fetch', gateway.request)
  const left = [...tokens]
  const sessions = { ...createBrowserSessions(), accessToken: () => Promise.resolve(left.shift()) }
  const link = createDesktopGatewayLink(sessions, {
    key: 'work',
    userId: 'a1',
    username: 'mika',
    gateway: 'https://mew.example',
    gatewayId: 'id',
    extensions: [],
    inner: false,
    session: 'open',
    needsReload: false,
  })
  return { link, gateway }
}

test('a request goes through the account’s relay, with the header that only our code sets', async () => {
  const { link, gateway } = open()
  const response = link.request('/api/x', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  const request = await gateway.take('POST /~gateway/work/x')
  expect([...request.headers]).toEqual([
    ['content-type', 'application/json'],
    ['x-mew-relay', '1'],
  ])
  request.answer({}, { status: 401 })
  // Main has renewed what could be renewed: the page does not try again.
  expect((await response).status).toBe(401)
  expect(gateway.untaken()).toEqual([])
})

test.each([
  ['a key', 'a b.png', '/~gateway/work/static/a%20b.png'],
  ['a file of the gateway', 'https://mew.example/static/a.png?v=1', '/~gateway/work/static/a.png?v=1'],
  ['an upload', 'https://mew.example/uploads/a.png', '/~gateway/work/uploads/a.png'],
  [
    'another path of it',
    'https://mew.example/api/auth/logout',
    '/~elsewhere/work?url=https%3A%2F%2Fmew.example%2Fapi%2Fauth%2Flogout',
  ],
  ['somewhere else', 'https://evil.example/a.png', '/~elsewhere/work?url=https%3A%2F%2Fevil.example%2Fa.png'],
  ['no address', 'http://', '/~elsewhere/work?url=http%3A%2F%2F'],
])('a file never goes past main: %s', (_case, keyOrUrl, url) => {
  expect(open().link.fileUrl(keyOrUrl)).toBe(url)
})

type Auth = (give: (auth: object) => void) => void

test('[F02] the socket goes straight to the gateway, each time with the newest token, or with none', async () => {
  const { url, options } = open('old', 'new').link.socketOptions()
  const offered = (): Promise<object> =>
    new Promise((resolve) => {
      ;(options.auth as Auth)(resolve)
    })
  const extensions = ['read-sync', 'user-update', 'typing']
  expect(url).toBe('https://mew.example')
  expect([await offered(), await offered(), await offered()]).toEqual([
    { extensions, token: 'old' },
    { extensions, token: 'new' },
    { extensions },
  ])
})

test('where WebSockets are refused, polling goes through the relay, never to the gateway’s own address', async () => {
  const { link, gateway } = open()
  const target = link.socketOptions()
  const options = withRelay(target)
  const [, polling] = (options.transports ?? []) as unknown as never[]
  const socket = new Socket(target.url, { ...(options as object), transports: polling === undefined ? [] : [polling] })
  const poll = await gateway.take('GET ')
  expect(poll.line).toMatch(/^GET \/~gateway\/work\/socket\.io\/\?EIO=4&transport=polling&t=\w+$/)
  expect(poll.headers.get('x-mew-relay')).toBe('1')
  socket.close()
  poll.lose()
})
