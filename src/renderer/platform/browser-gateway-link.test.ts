import { afterEach, expect, test, vi } from 'vitest'
import { openBrowserPage, type BrowserPage } from '../fixtures/browser-page.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { exampleAccount } from '../fixtures/held-platform.ts'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import { userIdOf } from '../fixtures/records.ts'
import { createBrowserGatewayLink } from './browser-gateway-link.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import type { GatewayLink } from './gateway-link.ts'
import { rememberedAccount } from './remembered-account.ts'
import type { Renewal, Sessions } from './sessions.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

interface Linked extends BrowserPage {
  readonly link: GatewayLink
  readonly renew: ReturnType<typeof vi.fn<Sessions['renew']>>
}

function open(renewal: Renewal = 'renewed', address?: string): Linked {
  const page = openBrowserPage(address)
  const renew = vi.fn<Sessions['renew']>(() => Promise.resolve(renewal))
  return { ...page, renew, link: createBrowserGatewayLink({ ...createBrowserSessions(), renew }, alice) }
}

const alice = exampleAccount('page')
const bob = exampleAccount('page', { userId: userIdOf(2), username: 'bob' })

const init = { method: 'POST', body: '{"a":1}' }

test('a request that is taken is made once', async () => {
  const { link, gateway, renew } = open()
  const response = link.request('/api/x', init)
  ;(await gateway.take('POST /x')).answer({ ok: true })
  expect(await (await response).json()).toEqual({ ok: true })
  expect(renew).not.toHaveBeenCalled()
})

test('one that is refused for its token is made again, the same, once the token is renewed; and only once', async () => {
  const { link, gateway, renew } = open()
  const response = link.request('/api/x', init)
  ;(await gateway.take('POST /x')).answer({}, { status: 401 })
  const again = await gateway.take('POST /x')
  expect(again.body).toEqual({ a: 1 })
  again.answer({}, { status: 401 })
  expect((await response).status).toBe(401)
  expect(renew.mock.calls).toEqual([['page']])
  expect(gateway.untaken()).toEqual([])
})

test('[J5] where the session cannot be renewed now, that is no answer to what was asked', async () => {
  const { link, gateway } = open('unreachable')
  const response = link.request('/api/x', init)
  ;(await gateway.take('POST /x')).answer({}, { status: 401 })
  await expect(response).rejects.toThrow('The session could not be renewed')
  expect(gateway.untaken()).toEqual([])
})

test('[F02] one that is refused after another has got a new token is made again with that one', async () => {
  const { link, gateway, renew } = open()
  const [first, second] = [link.request('/api/x'), link.request('/api/y')]
  const late = await gateway.take('GET /y')
  ;(await gateway.take('GET /x')).answer({}, { status: 401 })
  ;(await gateway.take('GET /x')).answer({})
  await first
  late.answer({}, { status: 401 })
  ;(await gateway.take('GET /y')).answer({})
  expect((await second).status).toBe(200)
  expect(renew).toHaveBeenCalledOnce()
})

test('where the session has ended, the refusal is the answer', async () => {
  const { link, gateway } = open('ended')
  const response = link.request('/api/x')
  ;(await gateway.take('GET /x')).answer({}, { status: 401 })
  expect((await response).status).toBe(401)
  expect(gateway.untaken()).toEqual([])
})

test('[F06] once another tab has let somebody else in, nothing goes out with their cookies', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const { link, gateway } = open()
  rememberedAccount.set(alice)
  const before = link.request('/api/x')
  ;(await gateway.take('GET /x')).answer({})
  expect((await before).status).toBe(200)
  rememberedAccount.set(bob)
  await expect(link.request('/api/x', init)).rejects.toThrow(TypeError)
  const upload = { onProgress: () => undefined, signal: new AbortController().signal }
  await expect(link.upload('/api/x', new FormData(), upload)).rejects.toThrow('Somebody else')
  expect(gateway.untaken()).toEqual([])
})

test('[F06] a refusal on the way while somebody else came in is not mended with their session', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const { link, gateway, renew } = open()
  rememberedAccount.set(alice)
  const response = link.request('/api/x', init)
  response.catch(() => undefined)
  const asked = await gateway.take('POST /x')
  rememberedAccount.set(bob)
  asked.answer({}, { status: 401 })
  await expect(response).rejects.toThrow('Somebody else')
  await settled()
  expect(renew).not.toHaveBeenCalled()
  expect(gateway.untaken()).toEqual([])
})

test.each([
  ['a key', 'avatars/a b.png', '/static/avatars%2Fa%20b.png'],
  ['a key like a path', '../../api/x', '/static/..%2F..%2Fapi%2Fx'],
  ['the page’s own origin', 'http://main.localhost:3000/static/a.png?v=2', '/static/a.png?v=2'],
  ['the same machine under another name', 'http://127.0.0.1:3000/static/a.png', '/static/a.png'],
  ['the same machine by its number of six', 'http://[::1]:3000/static/a.png', '/static/a.png'],
  ['another port of the same machine', 'http://127.0.0.1:3001/static/a.png', undefined],
  ['somewhere else', 'https://evil.example/a.png', undefined],
  ['somewhere that looks like home', 'http://localhost.evil.example:3000/a.png', undefined],
  ['no address', 'http://', undefined],
  ['a script', 'javascript:alert(1)', '/static/javascript%3Aalert(1)'],
])('a picture is fetched from the page’s own gateway or not at all: %s', (_case, keyOrUrl, url) => {
  expect(open().link.fileUrl(keyOrUrl)).toBe(url)
})

test('a page on the internet takes no machine of its own for its gateway', () => {
  const { link } = open('renewed', 'http://mew.example:3000/')
  expect(link.fileUrl('http://127.0.0.1:3000/static/a.png')).toBeUndefined()
})

test('the socket goes to the page’s own gateway', () => {
  expect(open().link.socketOptions()).toEqual({
    url: 'http://main.localhost:3000',
    options: {
      transports: ['websocket', 'polling'],
      auth: { extensions: ['read-sync', 'user-update', 'typing'] },
    },
  })
})
