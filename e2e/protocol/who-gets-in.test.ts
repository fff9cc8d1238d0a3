import { statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ACCESS_COOKIE, CSRF_COOKIE, CSRF_HEADER } from '#shared/protocol/cookies.ts'
import { connectSocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { openBrowser, request, type Answer, type Browser } from './web-client.ts'

const OK = 'https://ok.test'
const EVIL = 'https://evil.test'
const OTHER_PORT = 'http://localhost:5173'
const NO_TOKEN = { message: 'Unauthorized: No token provided' }
const FOREIGN = { message: 'Forbidden: this origin is not allowed' }

/** Where the gateway's own page is, as a browser would name it. */
const ownPage = (home: TestGateway): string => home.url

async function signedIn(home: TestGateway): Promise<Browser> {
  const browser = openBrowser(home.url)
  await browser.post('/auth/register', { username: 'dora', email: 'dora@example.test', password: 'a long secret' })
  await browser.send('/auth/csrf')
  return browser
}

function corsOf({ headers }: Answer): unknown[] {
  return [headers['access-control-allow-origin'], headers['access-control-allow-credentials'], headers['vary']]
}

test('[WHO1] without a token no route answers, whoever asks and from wherever', async () => {
  await using home = await startTestGateway()
  const server = home.ids.servers.get('home') ?? ''
  const [channel, direct] = [home.channel('general'), home.channel('alice&bob')]
  const routes: readonly (readonly [string, string])[] = [
    ['GET', '/users/@me'],
    ['GET', '/users/@me/servers'],
    ['GET', '/users/@me/channels'],
    ['POST', '/users/@me/channels'],
    ['GET', '/users/@me/unread'],
    ['POST', '/servers'],
    ...['', '/roles', '/members', '/categories', '/channels'].map(
      (rest) => ['GET', `/servers/${server}${rest}`] as const,
    ),
    ['POST', `/servers/${server}/channels`],
    ['POST', `/servers/${server}/invites`],
    ['GET', '/invites/abcdefghij'],
    ['POST', '/invites/abcdefghij'],
    ...[`/channels/${channel}`, `/channels/${direct}`, `/servers/${server}/channels/${channel}`].flatMap(
      (mount): [string, string][] => [
        ['GET', `${mount}/messages`],
        ['POST', `${mount}/messages`],
        ['PATCH', `${mount}/messages/${'a'.repeat(24)}`],
        ['DELETE', `${mount}/messages/${'a'.repeat(24)}`],
        ['POST', `${mount}/ack`],
      ],
    ),
  ]
  for (const [method, route] of routes) {
    const { status, body } = await request(`${home.url}/api${route}`, { method, json: {} })
    expect([method, route, status, body]).toEqual([method, route, 401, NO_TOKEN])
  }
})

describe('host names', () => {
  const ask = async (home: TestGateway, host: string): Promise<number> =>
    (await request(`${home.url}/api/health`, { headers: { host } })).status

  test('[WHO2] a foreign name that leads here gets 421 from every route and 403 from the sockets', async () => {
    await using home = await startTestGateway()
    const { port } = home.gateway
    expect(await ask(home, `localhost:${port}`)).toBe(200)
    expect(await ask(home, `anything.localhost:${port}`)).toBe(200)
    expect(await ask(home, `[::1]:${port}`)).toBe(200)
    for (const host of ['evil.test', `evil.test:${port}`, 'localhost.evil.test', '10.0.0.1']) {
      const answer = await request(`${home.url}/api/health`, { headers: { host } })
      expect([answer.status, answer.body]).toEqual([421, { message: 'This gateway does not answer to that host name' }])
      const page = await request(`${home.url}/`, { headers: { host } })
      const preflight = await request(`${home.url}/api/health`, { method: 'OPTIONS', headers: { host } })
      const polling = await request(`${home.url}/socket.io/?EIO=4&transport=polling`, { headers: { host } })
      expect([page.status, preflight.status, polling.status]).toEqual([421, 421, 403])
    }
  })

  test('[WHO2] a name that was allowed is answered', async () => {
    await using home = await startTestGateway({ allowedHosts: ['host.docker.internal'] })
    expect(await ask(home, 'Host.Docker.Internal:3000')).toBe(200)
    expect(await ask(home, 'other.docker.internal')).toBe(421)
  })

  test('[WHO2] a forwarded name changes nothing', async () => {
    await using home = await startTestGateway()
    const forwarded = { host: 'evil.test', 'x-forwarded-host': 'localhost' }
    expect((await request(`${home.url}/api/health`, { headers: forwarded })).status).toBe(421)
  })
})

describe('origins', () => {
  test('[WHO3] by default pages of this machine and the app are told that they may read, nobody else', async () => {
    await using home = await startTestGateway()
    const headersFor = async (origin: string): Promise<unknown> =>
      corsOf(await request(`${home.url}/api/health`, { headers: { origin } }))
    for (const origin of [OTHER_PORT, 'http://127.0.0.1:8080', 'app://bundle', 'http://x.localhost:1']) {
      expect(await headersFor(origin)).toEqual([origin, 'true', 'Origin'])
    }
    for (const origin of [EVIL, 'null', 'http://localhost.evil.test', 'file://']) {
      expect(await headersFor(origin)).toEqual([undefined, undefined, undefined])
    }
  })

  test('[WHO5] a preflight is answered 204: with the rules for an allowed origin, with nothing for another', async () => {
    await using home = await startTestGateway({ environment: { MEW_CORS_ORIGINS: OK } })
    const preflight = (origin: string): Promise<Answer> =>
      request(`${home.url}/api/users/@me`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PATCH' },
      })
    const allowed = await preflight(OK)
    expect([allowed.status, corsOf(allowed)]).toEqual([204, [OK, 'true', 'Origin']])
    expect(allowed.headers).toMatchObject({
      'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS',
      'access-control-max-age': '86400',
      'access-control-expose-headers': 'Content-Length',
    })
    expect(allowed.headers['access-control-allow-headers']).toContain('X-Mew-Csrf-Token')
    const refused = await preflight(EVIL)
    expect(refused.status).toBe(204)
    expect(Object.keys(refused.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('[WHO4] a page on another port gets nothing by the cookies the browser sends along', async () => {
    await using home = await startTestGateway()
    const browser = await signedIn(home)
    for (const origin of [OTHER_PORT, 'http://127.0.0.1:1', 'app://bundle', EVIL, 'null']) {
      const read = await browser.send('/users/@me', { headers: { origin } })
      expect([origin, read.status, read.body]).toEqual([origin, 401, NO_TOKEN])
    }
    for (const site of ['same-site', 'cross-site']) {
      const read = await browser.send('/users/@me', { headers: { 'sec-fetch-site': site } })
      expect([site, read.status, read.body]).toEqual([site, 401, NO_TOKEN])
    }
    for (const headers of [
      { origin: ownPage(home) },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      {},
    ]) {
      expect((await browser.send('/users/@me', { headers })).status).toBe(200)
    }
  })

  test('[WHO4] nor does it get a token by the refresh cookie, or log anybody out', async () => {
    await using home = await startTestGateway()
    const browser = await signedIn(home)
    for (const route of ['/auth/refresh', '/auth/refresh-cookie', '/auth/logout']) {
      for (const headers of [{ origin: OTHER_PORT }, { origin: EVIL }, { 'sec-fetch-site': 'same-site' }]) {
        const answer = await browser.send(route, { method: 'POST', headers })
        expect([route, answer.status, answer.body, answer.setCookies]).toEqual([route, 403, FOREIGN, []])
      }
    }
    expect((await browser.post('/auth/refresh', undefined, { origin: ownPage(home) })).status).toBe(200)
  })

  test('[WHO6] a write with cookies from such a page is 403, and is not done', async () => {
    await using home = await startTestGateway({ environment: { MEW_CORS_ORIGINS: OK } })
    const browser = await signedIn(home)
    const create = (origin: string): Promise<Answer> => browser.post('/servers', { name: 'x' }, { origin })
    for (const origin of [EVIL, OTHER_PORT, 'null']) {
      const answer = await create(origin)
      expect([answer.status, answer.body]).toEqual([403, FOREIGN])
    }
    expect((await create(OK)).status).toBe(201)
    expect((await create(ownPage(home))).status).toBe(201)
    expect((await browser.send('/users/@me/servers')).body).toHaveLength(2)
  })

  test('[WHO4] with a Bearer token such a page may do what its token may', async () => {
    await using home = await startTestGateway()
    const headers = { origin: OTHER_PORT, authorization: `Bearer ${await home.tokenOf('alice')}` }
    expect((await request(`${home.url}/api/users/@me`, { headers })).status).toBe(200)
    expect((await request(`${home.url}/api/servers`, { method: 'POST', json: { name: 'x' }, headers })).status).toBe(
      201,
    )
  })

  test('[WHO4] logging in from another port gives a token to whoever knows the password', async () => {
    await using home = await startTestGateway()
    await signedIn(home)
    const headers = { origin: OTHER_PORT, cookie: `${CSRF_COOKIE}=a`, [CSRF_HEADER]: 'a' }
    const json = { email: 'dora@example.test', password: 'a long secret' }
    expect((await request(`${home.url}/api/auth/login`, { method: 'POST', json, headers })).status).toBe(200)
  })
})

describe('sockets', () => {
  const poll = (home: TestGateway, query = '', headers = {}): Promise<Answer> =>
    request(`${home.url}/socket.io/?EIO=4&transport=polling${query}`, { headers })

  /** How a handshake over WebSocket ends: `open`, or the error. */
  async function dial(home: TestGateway, headers: Record<string, string>, auth = {}): Promise<string> {
    using client = connectSocket(home.url, { auth, extraHeaders: headers })
    return await new Promise<string>((resolve) => {
      client.socket.once('connect', () => {
        resolve('open')
      })
      client.socket.once('connect_error', (error) => {
        resolve(error.message)
      })
    })
  }

  test('[WHO5] a page elsewhere is refused at the transport, on both of them', async () => {
    await using home = await startTestGateway({ environment: { MEW_CORS_ORIGINS: OK } })
    const auth = { token: await home.tokenOf('alice') }
    for (const origin of [EVIL, OTHER_PORT, 'null']) {
      expect((await poll(home, '', { origin })).status).toBe(403)
      expect(await dial(home, { origin }, auth)).toBe('websocket error')
    }
    for (const headers of [{ origin: OK }, { origin: ownPage(home) }, {}]) {
      expect((await poll(home, '', headers)).status).toBe(200)
      expect(await dial(home, headers, auth)).toBe('open')
    }
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
    const handshake = { ...upgrade, 'sec-websocket-key': Buffer.alloc(16).toString('base64'), origin: EVIL }
    const refused = await request(`${home.url}/socket.io/?EIO=4&transport=websocket`, { headers: handshake })
    expect([refused.status, refused.body]).toEqual([403, { code: 4, message: 'Forbidden' }])
    const allowed = await poll(home, '', { origin: OK })
    expect(corsOf(allowed).slice(0, 2)).toEqual([OK, 'true'])
  })

  test('[WHO4] a socket of another port is not let in by the cookie, only by a token of its own', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('alice')
    const cookie = `${ACCESS_COOKIE}=${token}`
    expect(await dial(home, { origin: ownPage(home), cookie })).toBe('open')
    expect(await dial(home, { cookie })).toBe('open')
    expect(await dial(home, { origin: OTHER_PORT, cookie })).toBe('Authentication error: No token provided')
    expect(await dial(home, { cookie, 'sec-fetch-site': 'cross-site' })).toBe('Authentication error: No token provided')
    expect(await dial(home, { origin: OTHER_PORT, cookie }, { token })).toBe('open')
    expect(await dial(home, { origin: EVIL, cookie })).toBe('websocket error')
  })

  test.each(['&j=0', '&j=', '&j', '&%6a=0', '&%6A=1', '&a=b&j=2', '&j=0&j=1'])(
    '[WHO7] an answer that any page could run as a script is refused: %s',
    async (query) => {
      await using home = await startTestGateway()
      const answer = await poll(home, query)
      expect([answer.status, answer.text]).toEqual([403, expect.not.stringContaining('___eio')])
    },
  )

  test('[WHO2] a socket under a foreign name is refused', async () => {
    await using home = await startTestGateway()
    const auth = { token: await home.tokenOf('alice') }
    expect(await dial(home, { host: 'evil.test' }, auth)).toBe('websocket error')
    expect(await dial(home, { host: 'me.localhost' }, auth)).toBe('open')
  })
})

test('[WHO8] the secret stays with the data: tokens outlive a restart, and nobody else can read it', async () => {
  using directory = createTemporaryDirectory()
  let token = ''
  const start = (): Promise<TestGateway> => startTestGateway({ dataDirectory: directory.path })
  {
    await using home = await start()
    token = await home.tokenOf('alice')
  }
  expect(statSync(path.join(directory.path, 'jwt-secret')).mode & 0o777).toBe(0o600)
  await using home = await start()
  const headers = { authorization: `Bearer ${token}` }
  expect((await request(`${home.url}/api/users/@me`, { headers })).status).toBe(200)
})

test('[WHO8] production without a secret does not start, and holds nothing after that', async () => {
  using directory = createTemporaryDirectory()
  const refused = startTestGateway({ dataDirectory: directory.path, environment: { NODE_ENV: 'production' } })
  await expect(refused).rejects.toThrow('Missing required env: JWT_SECRET')
  await using home = await startTestGateway({ dataDirectory: directory.path })
  expect((await request(`${home.url}/api/health`)).status).toBe(200)
})

test('[WHO9] a list of proxies that names none is a sentence, and holds nothing after that', async () => {
  using directory = createTemporaryDirectory()
  const refused = startTestGateway({ dataDirectory: directory.path, environment: { MEW_TRUST_PROXY: 'banana' } })
  await expect(refused).rejects.toThrow(/^MEW_TRUST_PROXY=banana names no proxies/)
  await using home = await startTestGateway({ dataDirectory: directory.path })
  expect((await request(`${home.url}/api/health`)).status).toBe(200)
})
