import { describe, expect, test } from 'vitest'
import { userSelf } from '#shared/models/user.ts'
import { ACCESS_COOKIE, CSRF_HEADER, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import { sessionAnswer, type SessionAnswer } from '#shared/protocol/http/auth.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { openBrowser, request, type Answer } from './web-client.ts'

const dora = { username: 'dora', email: 'dora@example.test', password: 'a long secret' }
const NO_CSRF = { message: 'Forbidden: CSRF token missing or invalid' }

const sessionOf = (answer: Answer): SessionAnswer => sessionAnswer.parse(answer.body)

/** Attributes of a cookie that an answer sets, by lower-case name. */
function attributesOf(answer: Answer, name: string): ReadonlyMap<string, string> {
  const line = answer.setCookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? ''
  const parts = line.split('; ').slice(1)
  return new Map(parts.map((part) => [part.split('=')[0]?.toLowerCase() ?? '', part.split('=')[1] ?? '']))
}

describe('registering', () => {
  test('[AUTH1] makes an account, says who one is now, and signs in by token and by cookie', async () => {
    await using home = await startTestGateway()
    const browser = openBrowser(home.url)
    const answer = await browser.post('/auth/register', {
      ...dora,
      email: ' Dora@Example.TEST ',
      isBot: true,
      _id: 'mine',
    })
    const { user, token } = sessionOf(answer)

    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ message: 'User registered successfully' })
    expect(user).toMatchObject({ username: 'dora', email: 'dora@example.test', isBot: false })
    expect(user.discriminator).toMatch(/^(?!0000)\d{4}$/)
    expect(JSON.stringify(answer.body)).not.toMatch(/password|secret/i)
    const byToken = await request(`${home.url}/api/users/@me`, { headers: { authorization: `Bearer ${token}` } })
    const byCookie = await browser.send('/users/@me')
    expect(userSelf.parse(byToken.body)).toEqual(user)
    expect(userSelf.parse(byCookie.body)).toEqual(user)
  })

  test('[AUTH1] names every field that does not fit, the first one as the message', async () => {
    await using home = await startTestGateway()
    const answer = await openBrowser(home.url).post('/auth/register', {
      username: ' ab ',
      email: 'nope',
      password: 'short',
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      message: 'Username must be at least 3 characters long',
      errors: [
        { path: 'username', message: 'Username must be at least 3 characters long' },
        { path: 'email', message: 'Invalid email address' },
        { path: 'password', message: 'Password must be at least 8 characters long' },
      ],
    })
  })

  test('[AUTH2] an address is taken once, in any case, also by two at the same moment', async () => {
    await using home = await startTestGateway()
    const register = (email: string): Promise<Answer> =>
      openBrowser(home.url).post('/auth/register', { ...dora, email })
    const answers = await Promise.all(['dora@example.test', 'DORA@example.test', 'Dora@Example.test'].map(register))
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    expect((await register('dora@EXAMPLE.test')).body).toEqual({ message: 'Email already exists.' })
  })

  test('[AUTH2] a name may be shared: the number after it differs', async () => {
    await using home = await startTestGateway()
    const users = await Promise.all(
      [1, 2, 3].map(async (index) => {
        const answer = await openBrowser(home.url).post('/auth/register', {
          ...dora,
          email: `dora${index}@example.test`,
        })
        return sessionOf(answer).user
      }),
    )
    expect(new Set(users.map((user) => user.username))).toEqual(new Set(['dora']))
    expect(new Set(users.map((user) => user.discriminator)).size).toBe(3)
  })

  test('[AUTH14] can be switched off, after the body was looked at', async () => {
    await using home = await startTestGateway({ environment: { MEW_ALLOW_USER_REGISTRATION: 'off' } })
    const browser = openBrowser(home.url)
    expect((await browser.send('/auth/config')).body).toEqual({ allowUserRegistration: false })
    const refused = await browser.post('/auth/register', dora)
    expect([refused.status, refused.body]).toEqual([403, { message: 'User registration is disabled.' }])
    expect((await browser.post('/auth/register', {})).status).toBe(400)
  })
})

describe('logging in', () => {
  test('[AUTH3] the right password opens the account; the wrong one, an unknown address and an account without one do not', async () => {
    await using home = await startTestGateway()
    const { user } = sessionOf(await openBrowser(home.url).post('/auth/register', dora))
    const logIn = (email: string, password: string): Promise<Answer> =>
      openBrowser(home.url).post('/auth/login', { email, password })

    const answer = await logIn(' DORA@example.test', dora.password)
    expect([answer.status, sessionOf(answer).user]).toEqual([200, user])
    expect(answer.body).toMatchObject({ message: 'Login successful' })
    const refusals = [
      await logIn(dora.email, 'a long secreT'),
      await logIn('nobody@example.test', dora.password),
      await logIn('alice@people.internal.mew', dora.password),
    ]
    for (const refusal of refusals) {
      expect([refusal.status, refusal.body, refusal.setCookies]).toEqual([401, { message: 'Invalid credentials' }, []])
    }
  })

  test('[AUTH4] whoever remembers the password in time may go on to mistype it', async () => {
    await using home = await startTestGateway()
    await openBrowser(home.url).post('/auth/register', dora)
    const statuses: number[] = []
    for (const password of [
      ...Array.from({ length: 9 }, () => 'wrong'),
      dora.password,
      ...Array.from({ length: 9 }, () => 'wrong'),
      dora.password,
    ]) {
      statuses.push((await openBrowser(home.url).post('/auth/login', { email: dora.email, password })).status)
    }
    const nine = Array.from({ length: 9 }, () => 401)
    expect(statuses).toEqual([...nine, 200, ...nine, 200])
  })

  test('[AUTH4] guessing at one account is slowed down for everybody, and for nobody else', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    await openBrowser(home.url).post('/auth/register', dora)
    const logIn = (email: string, password: string): Promise<Answer> =>
      openBrowser(home.url).post('/auth/login', { email, password })

    const guesses = await Promise.all(Array.from({ length: 25 }, (_, index) => logIn(dora.email, `guess ${index}`)))
    const statuses = guesses.map((guess) => guess.status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(15)

    const right = await logIn(dora.email, dora.password)
    expect([right.status, right.headers['retry-after']]).toEqual([429, '900'])
    expect(right.body).toEqual({ message: 'Too many requests, please try again later.' })
    expect((await logIn('nobody@example.test', 'x')).status).toBe(401)
    clock.advance(15 * 60_000)
    expect((await logIn(dora.email, dora.password)).status).toBe(200)
  })
})

test('[AUTH5] the forms for cookies answer without the token, the others with it', async () => {
  await using home = await startTestGateway()
  const browser = openBrowser(home.url)
  await browser.send('/auth/csrf')
  const { rememberMe, ...byForm } = { ...dora, rememberMe: true }
  const answers = [
    await browser.post('/auth/register-cookie', byForm),
    await browser.post('/auth/login-cookie', { ...byForm, rememberMe }),
    await browser.post('/auth/refresh-cookie'),
  ]
  for (const answer of answers) {
    expect(answer.status).toBeLessThan(300)
    expect(answer.body).not.toHaveProperty('token')
    expect(answer.setCookies).toHaveLength(2)
  }
  expect(sessionOf(await browser.post('/auth/refresh')).token).toBe(browser.cookies.get(ACCESS_COOKIE))
})

describe('cookies', () => {
  const session = { httponly: '', samesite: 'Lax' }

  test('[AUTH6] last as long as the browser unless the session is to be remembered', async () => {
    await using home = await startTestGateway()
    const plain = await openBrowser(home.url).post('/auth/register', dora)
    expect(Object.fromEntries(attributesOf(plain, ACCESS_COOKIE))).toEqual({ path: '/', ...session })
    expect(Object.fromEntries(attributesOf(plain, REFRESH_COOKIE))).toEqual({ path: '/api/auth', ...session })

    const kept = await openBrowser(home.url).post('/auth/login', { ...dora, rememberMe: true })
    expect(attributesOf(kept, ACCESS_COOKIE).get('max-age')).toBe('1800')
    expect(attributesOf(kept, REFRESH_COOKIE).get('max-age')).toBe('2592000')
    const expires = Date.parse(attributesOf(kept, REFRESH_COOKIE).get('expires') ?? '')
    expect(Math.abs(expires - Date.now() - 2_592_000_000)).toBeLessThan(60_000)
  })

  test('[AUTH6] come in the order of the protocol: another one for coming in than for going on', async () => {
    await using home = await startTestGateway()
    const browser = openBrowser(home.url)
    const orderOf = ({ setCookies }: Answer): string[] => setCookies.map((line) => line.split('=', 1)[0] ?? '')
    await browser.send('/auth/csrf')
    expect(orderOf(await browser.post('/auth/register', dora))).toEqual([ACCESS_COOKIE, REFRESH_COOKIE])
    expect(orderOf(await browser.post('/auth/login', dora))).toEqual([ACCESS_COOKIE, REFRESH_COOKIE])
    expect(orderOf(await browser.post('/auth/refresh'))).toEqual([REFRESH_COOKIE, ACCESS_COOKIE])
    expect(orderOf(await browser.post('/auth/refresh-cookie'))).toEqual([REFRESH_COOKIE, ACCESS_COOKIE])
    const gone = await browser.post('/auth/logout')
    expect(gone.setCookies).toEqual([
      `${REFRESH_COOKIE}=; Path=/api/auth; SameSite=Lax; HttpOnly; Expires=Thu, 01 Jan 1970 00:00:00 GMT`,
      `${ACCESS_COOKIE}=; Path=/; SameSite=Lax; HttpOnly; Expires=Thu, 01 Jan 1970 00:00:00 GMT`,
    ])
  })

  test.each([
    ['on', true],
    ['off', false],
  ])('[AUTH6] are Secure or not where MEW_SECURE_COOKIES=%s decides it', async (decision, secure) => {
    const production = { NODE_ENV: 'production', JWT_SECRET: 'nobody knows', MEW_ADMIN_SECRET: 'nor this one' }
    for (const environment of [{}, production]) {
      await using home = await startTestGateway({ environment: { ...environment, MEW_SECURE_COOKIES: decision } })
      const browser = openBrowser(home.url)
      const answers = [
        await browser.send('/auth/csrf'),
        await browser.post('/auth/register', dora, { 'x-forwarded-proto': 'https' }),
        await browser.post('/auth/logout'),
      ]
      for (const line of answers.flatMap(({ setCookies }) => setCookies)) {
        expect([line, line.includes('; Secure')]).toEqual([line, secure])
      }
    }
  })

  test('[AUTH6] a session that is remembered stays so when it is refreshed, another does not', async () => {
    await using home = await startTestGateway()
    for (const rememberMe of [true, false]) {
      const browser = openBrowser(home.url)
      await browser.post('/auth/register', { ...dora, email: `dora-${rememberMe}@example.test`, rememberMe })
      await browser.send('/auth/csrf')
      const refreshed = await browser.post('/auth/refresh')
      expect(attributesOf(refreshed, REFRESH_COOKIE).has('max-age')).toBe(rememberMe)
    }
  })

  test('[AUTH6] are Secure in production behind a proxy that says HTTPS, and only there', async () => {
    const environment = { NODE_ENV: 'production', JWT_SECRET: 'nobody knows', MEW_ADMIN_SECRET: 'nor this one' }
    await using production = await startTestGateway({ environment })
    await using development = await startTestGateway()
    const register = (url: string, protocol: string): Promise<Answer> =>
      openBrowser(url).post(
        '/auth/register',
        { ...dora, email: `${protocol}@example.test` },
        { 'x-forwarded-proto': protocol },
      )
    expect(attributesOf(await register(production.url, 'https'), ACCESS_COOKIE).has('secure')).toBe(true)
    expect(attributesOf(await register(production.url, 'http'), ACCESS_COOKIE).has('secure')).toBe(false)
    expect(attributesOf(await register(development.url, 'https'), ACCESS_COOKIE).has('secure')).toBe(false)
  })
})

describe('[AUTH7] the CSRF pair', () => {
  const everyTime = ['/auth/refresh', '/auth/refresh-cookie', '/auth/logout', '/auth/refresh/', '/AUTH/Logout/']

  test('is a fresh cookie that scripts may read, for as long as the browser runs', async () => {
    await using home = await startTestGateway()
    const [one, other] = [openBrowser(home.url), openBrowser(home.url)]
    const answer = await one.send('/auth/csrf')
    await other.send('/auth/csrf')
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(one.cookies.get('mew_csrf_token')).toMatch(/^[\w-]{43}$/)
    expect(one.cookies.get('mew_csrf_token')).not.toBe(other.cookies.get('mew_csrf_token'))
    expect(Object.fromEntries(attributesOf(answer, 'mew_csrf_token'))).toEqual({ path: '/', samesite: 'Lax' })
  })

  test.each(everyTime)('%s always needs it', async (path) => {
    await using home = await startTestGateway()
    const browser = openBrowser(home.url)
    await browser.post('/auth/register', dora)
    const cookie = browser.cookieHeader()
    const attempts = [
      {},
      { cookie },
      { cookie: `${cookie}; mew_csrf_token=a` },
      { cookie, [CSRF_HEADER]: 'a' },
      { cookie: `${cookie}; mew_csrf_token=a`, [CSRF_HEADER]: 'b' },
      { cookie: `${cookie}; mew_csrf_token=`, [CSRF_HEADER]: '' },
    ]
    for (const headers of attempts) {
      const answer = await request(`${home.url}/api${path}`, { method: 'POST', headers })
      expect([answer.status, answer.body]).toEqual([403, NO_CSRF])
    }
    const matching = { cookie: `${cookie}; mew_csrf_token=made%20up`, [CSRF_HEADER]: 'made up' }
    expect((await request(`${home.url}/api${path}`, { method: 'POST', headers: matching })).status).toBeLessThan(300)
  })

  test.each(['/auth/register', '/auth/register-cookie', '/auth/login', '/auth/login-cookie'])(
    '%s needs it from a page and from whoever holds a session, before anything else is looked at',
    async (path) => {
      await using home = await startTestGateway()
      const post = (headers: Record<string, string>): Promise<Answer> =>
        request(`${home.url}/api${path}`, { method: 'POST', json: {}, headers })
      const withPair = { cookie: 'mew_csrf_token=a', [CSRF_HEADER]: 'a' }
      expect((await post({ origin: home.url })).body).toEqual(NO_CSRF)
      expect((await post({ cookie: `${ACCESS_COOKIE}=x` })).body).toEqual(NO_CSRF)
      expect((await post({ cookie: `${REFRESH_COOKIE}=x` })).body).toEqual(NO_CSRF)
      expect((await post({ cookie: `${ACCESS_COOKIE}=; ${REFRESH_COOKIE}=` })).status).toBe(400)
      expect((await post({ origin: home.url, ...withPair })).status).toBe(400)
      expect((await post({})).status).toBe(400)
    },
  )
})

describe('the start code', () => {
  const post = (url: string, json: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    request(`${url}/api/auth/local`, { method: 'POST', json, headers })

  test('[AUTH13] lets its holder in as the owner, for good, with cookies and without a token', async () => {
    await using home = await startTestGateway({ ownerName: 'olga' })
    const browser = openBrowser(home.url)
    const answer = await browser.post('/auth/local', { code: home.startCode }, { origin: home.url })
    expect([answer.status, attributesOf(answer, REFRESH_COOKIE).has('max-age')]).toEqual([200, true])
    expect(answer.body).not.toHaveProperty('token')
    expect((await browser.send('/users/@me')).body).toMatchObject({ username: 'olga', isBot: false })
    const again = sessionOf(await post(home.url, { code: home.startCode }))
    expect(again.user).toEqual(sessionOf(answer).user)
  })

  test('[AUTH13] is the same owner after a restart, with a code of that run', async () => {
    using directory = createTemporaryDirectory()
    const owners = new Set<string>()
    for (const code of ['the first code', 'the second code']) {
      await using home = await startTestGateway({ dataDirectory: directory.path, startCode: code })
      expect((await post(home.url, { code: 'the first code' })).status).toBe(code === 'the first code' ? 200 : 401)
      owners.add(sessionOf(await post(home.url, { code })).user._id)
    }
    expect(owners.size).toBe(1)
  })

  test('[AUTH13] no other code does, nor none', async () => {
    await using home = await startTestGateway()
    for (const code of [home.startCode.slice(1), `${home.startCode} `, home.startCode.toUpperCase(), 'x']) {
      const answer = await post(home.url, { code })
      expect([answer.status, answer.body, answer.setCookies]).toEqual([401, { message: 'Invalid start code' }, []])
    }
    for (const json of [{}, { code: '' }, { code: 5 }, [], { code: null }]) {
      expect((await post(home.url, json)).status).toBe(400)
    }
  })

  test('[AUTH13] a page elsewhere cannot use one, another port of this machine included', async () => {
    await using home = await startTestGateway()
    for (const origin of ['http://127.0.0.1:1', 'http://localhost:5173', 'https://evil.test', 'app://bundle', 'null']) {
      const answer = await post(home.url, { code: home.startCode }, { origin })
      expect([answer.status, answer.setCookies]).toEqual([403, []])
    }
    const elsewhere = await post(home.url, { code: home.startCode }, { 'sec-fetch-site': 'same-site' })
    expect(elsewhere.status).toBe(403)
  })

  test('[AUTH13] where none was given out nobody gets in, and clients are told', async () => {
    await using without = await startTestGateway({ startCode: undefined })
    await using beyond = await startTestGateway({ host: '0.0.0.0' })
    await using code = await startTestGateway()
    for (const home of [without, beyond]) {
      expect((await post(home.url, { code: home.startCode })).status).toBe(401)
      expect((await request(`${home.url}/api/capabilities`)).body).toMatchObject({ startCode: false })
    }
    expect((await request(`${code.url}/api/capabilities`)).body).toMatchObject({ startCode: true })
  })
})
