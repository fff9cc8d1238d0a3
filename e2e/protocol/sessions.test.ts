import { describe, expect, test } from 'vitest'
import { ACCESS_COOKIE, CSRF_HEADER, REFRESH_COOKIE, REFRESH_ID_HEADER } from '#shared/protocol/cookies.ts'
import { sessionAnswer } from '#shared/protocol/http/auth.ts'
import { createHandDrivenClock, type HandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { openBrowser, request, type Answer, type Browser } from './web-client.ts'

const REFUSED = { message: 'Unauthorized: Invalid refresh token' }
const SESSION_COOKIES = [ACCESS_COOKIE, REFRESH_COOKIE]

const userSeenBy = async (url: string, token: string): Promise<number> =>
  (await request(`${url}/api/users/@me`, { headers: { authorization: `Bearer ${token}` } })).status

/** A browser that has just signed up and holds the CSRF pair. */
async function signUp(home: TestGateway, name: string, rememberMe = false): Promise<Browser> {
  const browser = openBrowser(home.url)
  const account = { username: name, email: `${name}@example.test`, password: 'a long secret' }
  await browser.post('/auth/register', { ...account, rememberMe })
  await browser.send('/auth/csrf')
  return browser
}

const tokenIn = (answer: Answer): string => sessionAnswer.parse(answer.body).token ?? ''
const refresh = (browser: Browser, headers = {}): Promise<Answer> => browser.post('/auth/refresh', undefined, headers)
const clearedBy = (answer: Answer): string[] =>
  answer.setCookies
    .filter((line) => line.includes('=;') && line.includes('1970'))
    .map((line) => line.split('=')[0] ?? '')

describe('a refresh token', () => {
  test('[AUTH8] is exchanged for a new pair, again and again', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const seen = new Set([browser.cookies.get(REFRESH_COOKIE)])
    for (let round = 1; round <= 3; round += 1) {
      const answer = await refresh(browser)
      expect([answer.status, Object.keys(answer.body as object).toSorted()]).toEqual([200, ['token', 'user']])
      expect(await userSeenBy(home.url, tokenIn(answer))).toBe(200)
      seen.add(browser.cookies.get(REFRESH_COOKIE))
      expect(seen.size).toBe(round + 1)
    }
    for (const token of seen) expect(token).toMatch(/^[\w-]{64}$/)
  })

  test('[AUTH8] that is not there is 401 and changes nothing; one that nobody knows clears the cookies', async () => {
    await using home = await startTestGateway()
    const browser = openBrowser(home.url)
    await browser.send('/auth/csrf')
    const without = await refresh(browser)
    expect([without.status, without.body, without.setCookies]).toEqual([
      401,
      { message: 'Unauthorized: No refresh token provided' },
      [],
    ])
    for (const unknown of ['x'.repeat(64), 'not%zza%token', 'a.b.c']) {
      browser.cookies.set(REFRESH_COOKIE, unknown)
      const answer = await refresh(browser)
      expect(answer.status).toBe(401)
    }
    browser.cookies.set(REFRESH_COOKIE, 'x'.repeat(64))
    const answer = await refresh(browser)
    expect([answer.body, clearedBy(answer).toSorted()]).toEqual([REFUSED, SESSION_COOKIES])
  })

  test('[AUTH8] ends with its lifetime, which each exchange begins anew', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock, environment: { REFRESH_TOKEN_EXPIRES_IN: '10h' } })
    const browser = await signUp(home, 'dora', true)
    for (let round = 0; round < 3; round += 1) {
      clock.advance(9 * 3_600_000)
      expect((await refresh(browser)).status).toBe(200)
    }
    clock.advance(10 * 3_600_000)
    const answer = await refresh(browser)
    expect([answer.status, clearedBy(answer).toSorted()]).toEqual([401, SESSION_COOKIES])
  })

  test('[AUTH8] exchanged by several at once is exchanged once, and the session goes on', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const tabs = Array.from({ length: 5 }, () => browser.copy())
    const answers = await Promise.all(tabs.map((tab) => refresh(tab)))
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401])
    const winner = answers.findIndex((answer) => answer.status === 200)
    expect((await refresh(tabs[winner] ?? browser)).status).toBe(200)
  })
})

describe('a refresh token that was used', () => {
  interface Replay {
    readonly home: TestGateway
    readonly clock: HandDrivenClock
    /** The browser that went on, and one that still holds the used token. */
    readonly current: Browser
    readonly old: Browser
  }

  async function usedOnce(home: TestGateway, clock: HandDrivenClock): Promise<Replay> {
    const current = await signUp(home, 'dora')
    const old = current.copy()
    await refresh(current)
    return { home, clock, current, old }
  }

  test('[AUTH9] is refused within 30 s without touching cookies or the session', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    const { current, old } = await usedOnce(home, clock)
    clock.advance(30_000)
    const answer = await refresh(old)
    expect([answer.status, answer.body, answer.setCookies]).toEqual([401, REFUSED, []])
    expect((await refresh(current)).status).toBe(200)
  })

  test('[AUTH9] later is taken for stolen: everything of that session ends, its sockets too, and nothing else', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    const { current, old } = await usedOnce(home, clock)
    const second = openBrowser(home.url)
    await second.post('/auth/login', { email: 'dora@example.test', password: 'a long secret' })
    const token = current.cookies.get(ACCESS_COOKIE) ?? ''
    using socket = await readySocket(home.url, token)
    const closed = new Promise((resolve) => socket.socket.once('disconnect', resolve))

    clock.advance(30_001)
    const answer = await refresh(old)
    expect([answer.status, answer.body, clearedBy(answer).toSorted()]).toEqual([401, REFUSED, SESSION_COOKIES])
    expect(await closed).toBe('transport close')
    expect(await userSeenBy(home.url, token)).toBe(401)
    expect((await refresh(current)).status).toBe(401)
    expect((await second.send('/users/@me')).status).toBe(200)
  })
})

describe('a refresh whose answer was lost', () => {
  const withId = (id: string): Record<string, string> => ({ [REFRESH_ID_HEADER]: id })

  test('[AUTH10] gets the same successor again with the same id, for ten seconds', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    const first = await signUp(home, 'dora')
    const [retry, late] = [first.copy(), first.copy()]
    expect((await refresh(first, withId('a-refresh-id'))).status).toBe(200)
    clock.advance(10_000)
    expect((await refresh(retry, withId('a-refresh-id'))).status).toBe(200)
    expect(retry.cookies.get(REFRESH_COOKIE)).toBe(first.cookies.get(REFRESH_COOKIE))
    clock.advance(1)
    expect((await refresh(late, withId('a-refresh-id'))).status).toBe(401)
    expect((await refresh(retry)).status).toBe(200)
  })

  test('[AUTH10] gets it in parallel too, and once between them', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const copies = Array.from({ length: 5 }, () => browser.copy())
    const answers = await Promise.all(copies.map((copy) => refresh(copy, withId('a-refresh-id'))))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(copies.map((copy) => copy.cookies.get(REFRESH_COOKIE))).size).toBe(1)
  })

  test.each([
    ['another id', withId('another-refresh-id')],
    ['no id', {}],
    ['an id that is none', withId('short')],
  ])('[AUTH10] does not get it with %s', async (_what, headers) => {
    await using home = await startTestGateway()
    const first = await signUp(home, 'dora')
    const retry = first.copy()
    await refresh(first, withId('a-refresh-id'))
    expect((await refresh(retry, headers)).status).toBe(401)
    expect((await refresh(first)).status).toBe(200)
  })

  test('[AUTH10] gets it after a restart of the gateway with the same data', async () => {
    using directory = createTemporaryDirectory()
    const clock = createHandDrivenClock(Date.now())
    const cookies = new Map<string, string>()
    let successor = ''
    {
      await using home = await startTestGateway({ clock, dataDirectory: directory.path })
      const browser = await signUp(home, 'dora')
      for (const [name, value] of browser.cookies) cookies.set(name, value)
      await refresh(browser, withId('a-refresh-id'))
      successor = browser.cookies.get(REFRESH_COOKIE) ?? ''
    }
    clock.advance(5_000)
    await using home = await startTestGateway({ clock, dataDirectory: directory.path })
    const retry = openBrowser(home.url, cookies)
    expect((await refresh(retry, withId('a-refresh-id'))).status).toBe(200)
    expect(retry.cookies.get(REFRESH_COOKIE)).toBe(successor)
    expect((await refresh(retry)).status).toBe(200)
  })
})

describe('logging out', () => {
  test('[AUTH11] ends the session: refresh token, access token and sockets, within a second', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const token = browser.cookies.get(ACCESS_COOKIE) ?? ''
    const before = browser.copy()
    using websocket = await readySocket(home.url, token)
    using polling = connectSocket(home.url, { auth: { token }, transports: ['polling'] })
    await polling.wait('ready')
    const reasons = [websocket, polling].map(
      ({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)),
    )

    const started = performance.now()
    const answer = await browser.post('/auth/logout')
    expect([answer.status, answer.text, clearedBy(answer)]).toEqual([204, '', [REFRESH_COOKIE, ACCESS_COOKIE]])
    // Whichever it is, the client tries again; `io server disconnect` would be the end.
    for (const reason of await Promise.all(reasons)) expect(reason).toMatch(/^transport (?:close|error)$/)
    expect(performance.now() - started).toBeLessThan(1_000)

    expect(await userSeenBy(home.url, token)).toBe(401)
    expect((await refresh(before)).status).toBe(401)
    using again = connectSocket(home.url, { auth: { token } })
    const refusal = await new Promise<Error>((resolve) => again.socket.once('connect_error', resolve))
    expect(refusal.message).toBe('Authentication error: Invalid token')
  })

  test('[AUTH11] leaves the other sessions of the account alone', async () => {
    await using home = await startTestGateway()
    const one = await signUp(home, 'dora')
    const other = openBrowser(home.url)
    await other.post('/auth/login', { email: 'dora@example.test', password: 'a long secret' })
    using socket = await readySocket(home.url, other.cookies.get(ACCESS_COOKIE) ?? '')
    await one.post('/auth/logout')
    await socket.settled()
    expect(socket.socket.connected).toBe(true)
    expect((await other.send('/users/@me')).status).toBe(200)
  })

  test('[AUTH11] by the access token alone ends its session too; one that opens nothing ends nothing', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('alice')
    const pair = { cookie: 'mew_csrf_token=a', [CSRF_HEADER]: 'a' }
    const logOut = (authorization: string): Promise<Answer> =>
      request(`${home.url}/api/auth/logout`, { method: 'POST', headers: { ...pair, authorization } })
    using socket = await readySocket(home.url, token)
    const closed = new Promise((resolve) => socket.socket.once('disconnect', resolve))
    expect((await logOut('Bearer garbage')).status).toBe(204)
    expect(await userSeenBy(home.url, token)).toBe(200)
    expect((await logOut(`Bearer ${token}`)).status).toBe(204)
    expect(await closed).toBe('transport close')
    expect(await userSeenBy(home.url, token)).toBe(401)
  })

  test('[AUTH11] without a session, or twice, is no error', async () => {
    await using home = await startTestGateway()
    const browser = openBrowser(home.url)
    await browser.send('/auth/csrf')
    expect((await browser.post('/auth/logout')).status).toBe(204)
    const dora = await signUp(home, 'dora')
    const twice = dora.copy()
    expect((await dora.post('/auth/logout')).status).toBe(204)
    expect((await twice.post('/auth/logout')).status).toBe(204)
  })

  test('[AUTH11] holds after a restart', async () => {
    using directory = createTemporaryDirectory()
    let token = ''
    {
      await using home = await startTestGateway({ dataDirectory: directory.path })
      const browser = await signUp(home, 'dora')
      token = browser.cookies.get(ACCESS_COOKIE) ?? ''
      await browser.post('/auth/logout')
    }
    await using home = await startTestGateway({ dataDirectory: directory.path })
    expect(await userSeenBy(home.url, token)).toBe(401)
  })
})

test('[AUTH17] what has ended is swept, when the gateway starts and every hour, and nothing else', async () => {
  using directory = createTemporaryDirectory()
  const clock = createHandDrivenClock(Date.now())
  const options = { clock, dataDirectory: directory.path, environment: { REFRESH_TOKEN_EXPIRES_IN: '4h' } }
  const rowsIn = async ({ gateway }: TestGateway): Promise<number[]> => {
    // A turn after the sweep's own.
    const { database } = gateway.parts
    const sessions = await database.settle((reader) => reader.selectFrom('session').selectAll().execute())
    const tokens = await database.settle((reader) => reader.selectFrom('refreshToken').selectAll().execute())
    return [sessions.length, tokens.length]
  }
  {
    await using home = await startTestGateway(options)
    const [kept, left] = [await signUp(home, 'dora', true), await signUp(home, 'emil', true)]
    await signUp(home, 'forgotten')
    await refresh(kept)
    await left.post('/auth/logout')
    expect(await rowsIn(home)).toEqual([3, 4])
    clock.advance(31 * 60_000)
    expect(await rowsIn(home)).toEqual([3, 4])
    clock.advance(29 * 60_000)
    expect(await rowsIn(home)).toEqual([2, 3])
    await refresh(kept)
    clock.advance(4 * 60 * 60_000)
    expect(await rowsIn(home)).toEqual([1, 1])
  }
  clock.advance(60 * 60_000)
  await using home = await startTestGateway(options)
  expect(await rowsIn(home)).toEqual([0, 0])
})

describe('an access token', () => {
  test('[AUTH12] is good until its time is over', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock, environment: { JWT_EXPIRES_IN: '60' } })
    const token = await home.tokenOf('alice')
    clock.advance(59_000)
    expect(await userSeenBy(home.url, token)).toBe(200)
    clock.advance(2_000)
    expect(await userSeenBy(home.url, token)).toBe(401)
  })

  test('[AUTH12] of a Bearer header decides even when it is bad; any other scheme is as if it were not there', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('alice')
    const cookie = `${ACCESS_COOKIE}=${token}`
    const ask = async (headers: Record<string, string>): Promise<unknown[]> => {
      const { status, body } = await request(`${home.url}/api/users/@me`, { headers })
      return [status, status === 200 ? 'in' : body]
    }
    const none = [401, { message: 'Unauthorized: No token provided' }]
    const invalid = [401, { message: 'Unauthorized: Invalid token' }]
    expect(await ask({ authorization: `Bearer ${token}`, cookie: `${ACCESS_COOKIE}=garbage` })).toEqual([200, 'in'])
    expect(await ask({ authorization: 'Bearer garbage', cookie })).toEqual(invalid)
    expect(await ask({ authorization: 'Basic YTpi', cookie })).toEqual([200, 'in'])
    expect(await ask({ authorization: 'Bearer ', cookie })).toEqual([200, 'in'])
    expect(await ask({ authorization: `bearer ${token}` })).toEqual(none)
    expect(await ask({ authorization: token })).toEqual(none)
    expect(await ask({})).toEqual(none)
    expect(await ask({ cookie: `x=1; ${ACCESS_COOKIE}=${token.replaceAll('.', '%2E')}` })).toEqual([200, 'in'])
    expect(await ask({ cookie: `${ACCESS_COOKIE}=%zz` })).toEqual(none)
    expect(await ask({ cookie: `${ACCESS_COOKIE}=garbage` })).toEqual(invalid)
  })

  test('[AUTH12] of another gateway opens nothing', async () => {
    await using home = await startTestGateway()
    await using other = await startTestGateway()
    expect(await userSeenBy(home.url, await other.tokenOf('alice'))).toBe(401)
  })

  test('[AUTH12] made before the credentials of its account changed opens nothing', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('carol')
    await home.gateway.parts.database.write(async (writer) => ({
      result: await writer.updateTable('user').set({ credentialVersion: 2 }).where('username', '=', 'carol').execute(),
    }))
    expect(await userSeenBy(home.url, token)).toBe(401)
    using socket = connectSocket(home.url, { auth: { token } })
    const refusal = await new Promise<Error>((resolve) => socket.socket.once('connect_error', resolve))
    expect(refusal.message).toBe('Authentication error: Invalid token')
  })

  test('[AUTH12] of an account that is gone opens nothing', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('carol')
    await home.gateway.parts.database.write(async (writer) => ({
      result: await writer.deleteFrom('user').where('id', '=', home.idOf('carol')).execute(),
    }))
    expect(await userSeenBy(home.url, token)).toBe(401)
  })
})

test('[AUTH15] a socket whose session ends while it is being let in does not get in, and nothing it sent is done', async () => {
  await using home = await startTestGateway()
  const browser = await signUp(home, 'dora')
  const token = browser.cookies.get(ACCESS_COOKIE) ?? ''
  // Holds the turn, so that the socket has been authenticated and waits to enter while the session ends.
  const { database, sessions } = home.gateway.parts
  let letGo = (): void => undefined
  const held = database.settle(() => new Promise<void>((resolve) => (letGo = resolve)))
  const ending = sessions.end(browser.cookies.get(REFRESH_COOKIE) ?? '')
  using socket = connectSocket(home.url, { auth: { token } })
  socket.socket.emit('message/create', { channelId: home.channel('general'), content: 'too late' })
  const closed = new Promise((resolve) => socket.socket.once('disconnect', resolve))
  await new Promise<void>((resolve) => socket.socket.once('connect', resolve))
  letGo()
  await Promise.all([held, ending])
  expect(await closed).toBe('transport close')
  expect(socket.heard.map((entry) => entry.event)).not.toContain('ready')
  expect(await database.reader.selectFrom('message').selectAll().execute()).toEqual([])
})
