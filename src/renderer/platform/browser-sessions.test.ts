import { afterEach, expect, test, vi } from 'vitest'
import { openBrowserPage, type BrowserPage } from '../fixtures/browser-page.ts'
import { settled, type HeldRequest } from '../fixtures/held-gateway.ts'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import { exampleMe, userIdOf } from '../fixtures/records.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import { REMEMBERED_KEY } from './last-person.ts'
import { rememberedAccount } from './remembered-account.ts'
import type { AccountSummary, Sessions } from './sessions.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

interface Visit extends BrowserPage {
  readonly sessions: Sessions
}

const ORIGIN = 'http://main.localhost:3000'
const full = { instanceId: 'main-1', extensions: ['nonce', 'refresh-retry'] }
const plain = { instanceId: 'main-1', extensions: [] }
const noSession = { message: 'Unauthorized: No token provided' }

function visit(address?: string): Visit {
  return { ...openBrowserPage(address), sessions: createBrowserSessions() }
}

/** Answers as a gateway does that offers that much and where that person is signed in. */
async function arrive({ gateway }: BrowserPage, capabilities: object | null, person: object | null): Promise<void> {
  const asked = await gateway.take('GET /capabilities')
  if (capabilities === null) asked.answer({ message: 'Not found' }, { status: 404 })
  else asked.answer(capabilities)
  const who = await gateway.take('GET /users/@me')
  if (person === null) who.answer(noSession, { status: 401 })
  else who.answer(person)
}

/** The refresh that the page asks for, behind the pair of tokens against forgery. */
async function refreshOf({ gateway, setCookie }: BrowserPage, csrf = 'pair-1'): Promise<HeldRequest> {
  const pair = await gateway.take('GET /auth/csrf')
  setCookie('mew_csrf_token', csrf)
  pair.answer({})
  return gateway.take('POST /auth/refresh-cookie')
}

const summary: AccountSummary = {
  key: 'page',
  userId: exampleMe._id,
  username: exampleMe.username,
  gateway: ORIGIN,
  gatewayId: 'main-1',
  extensions: full.extensions,
  inner: false,
  session: 'open',
  needsReload: false,
}

test('who the cookies say one is, is the account', async () => {
  const page = visit()
  const accounts = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  expect(await accounts).toEqual([summary])
})

test('a gateway that says nothing of itself is known by its address and offers nothing more', async () => {
  const page = visit()
  const accounts = page.sessions.accounts()
  await arrive(page, null, exampleMe)
  expect(await accounts).toEqual([{ ...summary, gatewayId: ORIGIN, extensions: [] }])
})

test.each([429, 500, 502, 503])(
  '[J5] a gateway that answers %i for what it offers is asked again, and not taken for another',
  async (status) => {
    vi.stubGlobal('localStorage', createHeldStorage())
    const page = visit()
    rememberedAccount.set(summary)
    const accounts = page.sessions.accounts()
    accounts.catch(() => undefined)
    ;(await page.gateway.take('GET /capabilities')).answer({}, { status })
    await expect(accounts).rejects.toThrow(String(status))
    expect(page.sessions.remembered()).toEqual([summary])
  },
)

test('a session that ran out is renewed at the start, against forgery and with a name of its own', async () => {
  const page = visit()
  const accounts = page.sessions.accounts()
  await arrive(page, full, null)
  const refresh = await refreshOf(page, 'a%20pair')
  expect(refresh.headers.get('x-mew-csrf-token')).toBe('a pair')
  expect(refresh.headers.get('x-mew-refresh-id')).toMatch(/^[0-9a-f]{32}$/)
  refresh.answer({})
  ;(await page.gateway.take('GET /users/@me')).answer(exampleMe)
  expect(await accounts).toEqual([summary])
})

test('where there is nothing to renew, nobody is signed in', async () => {
  const page = visit()
  const accounts = page.sessions.accounts()
  await arrive(page, full, null)
  ;(await refreshOf(page)).answer({ message: 'Unauthorized: No refresh token provided' }, { status: 401 })
  expect(await accounts).toEqual([])
})

test.each<[string, number, (refresh: HeldRequest) => void]>([
  ['a gateway that fails', 2, (refresh) => refresh.answer({ message: 'Internal Server Error' }, { status: 500 })],
  ['a gateway that is away', 1, (refresh) => refresh.lose()],
])('nobody is signed out by %s, which is asked %i times', async (_case, times, respond) => {
  const page = visit()
  const accounts = page.sessions.accounts()
  accounts.catch(() => undefined)
  await arrive(page, { ...full, extensions: [] }, null)
  for (let time = 0; time < times; time += 1) respond(await refreshOf(page))
  await expect(accounts).rejects.toThrow('did not answer')
})

test('a lost answer to a refresh is asked for again under the same name, where the gateway knows such names', async () => {
  const page = visit()
  const accounts = page.sessions.accounts()
  await arrive(page, full, null)
  const first = await refreshOf(page)
  first.lose()
  const second = await refreshOf(page)
  expect(second.headers.get('x-mew-refresh-id')).toBe(first.headers.get('x-mew-refresh-id'))
  second.answer({})
  ;(await page.gateway.take('GET /users/@me')).answer(exampleMe)
  expect(await accounts).toHaveLength(1)
})

test('the code of the address opens the workspace, and stands in no history', async () => {
  const page = visit(`${ORIGIN}/servers/x?account=1#start=abcdefghijklmnop_-12`)
  const accounts = page.sessions.accounts()
  ;(await page.gateway.take('GET /capabilities')).answer({ ...full, startCode: true })
  const entry = await page.gateway.take('POST /auth/local')
  expect(entry.body).toEqual({ code: 'abcdefghijklmnop_-12' })
  expect(page.address()).toBe(`${ORIGIN}/servers/x?account=1`)
  entry.answer({ user: exampleMe })
  expect(await accounts).toEqual([{ ...summary, inner: true }])
  expect(page.gateway.untaken()).toEqual([])
})

test('a code of an earlier run lets nobody in and says so; a session that stands goes on all the same', async () => {
  const page = visit(`${ORIGIN}/#start=abcdefghijklmnop`)
  const accounts = page.sessions.accounts()
  ;(await page.gateway.take('GET /capabilities')).answer({ ...full, startCode: true })
  ;(await page.gateway.take('POST /auth/local')).answer({ message: 'Invalid start code' }, { status: 401 })
  ;(await page.gateway.take('GET /users/@me')).answer(exampleMe)
  expect(await accounts).toHaveLength(1)
  const probe = page.sessions.probe(undefined)
  ;(await page.gateway.take('GET /auth/config')).answer({ allowUserRegistration: true })
  expect(await probe).toMatchObject({ status: 'gateway', allowUserRegistration: true, startCode: 'outdated' })
})

test.each<[string, (entry: HeldRequest) => void]>([
  ['gets no answer', (entry) => entry.lose()],
  ['is told to wait', (entry) => entry.answer({ message: 'Too many requests' }, { status: 429 })],
  ['meets a gateway that cannot now', (entry) => entry.answer({}, { status: 503 })],
])('[J41] a code that %s is held, and opens the workspace the next time', async (_case, respond) => {
  const page = visit(`${ORIGIN}/#start=abcdefghijklmnop`)
  const first = page.sessions.accounts()
  first.catch(() => undefined)
  ;(await page.gateway.take('GET /capabilities')).answer({ ...full, startCode: true })
  respond(await page.gateway.take('POST /auth/local'))
  await expect(first).rejects.toThrow(/broke|429|503/)
  const second = page.sessions.accounts()
  ;(await page.gateway.take('GET /capabilities')).answer({ ...full, startCode: true })
  const entry = await page.gateway.take('POST /auth/local')
  expect(entry.body).toEqual({ code: 'abcdefghijklmnop' })
  entry.answer({ user: exampleMe })
  expect(await second).toHaveLength(1)
  const probe = page.sessions.probe(undefined)
  ;(await page.gateway.take('GET /auth/config')).answer({ allowUserRegistration: true })
  expect(await probe).toMatchObject({ startCode: 'printed' })
})

test('another fragment is no code and stays', async () => {
  const page = visit(`${ORIGIN}/#start=short`)
  const accounts = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  await accounts
  expect(page.address()).toBe(`${ORIGIN}/#start=short`)
})

test.each<[string, (config: HeldRequest) => void, string]>([
  ['something else than a gateway', (config) => config.answer({ hello: 'world' }), 'not-a-gateway'],
  ['nobody', (config) => config.lose(), 'unreachable'],
])('asked what it is, %s answers', async (_case, respond, status) => {
  const page = visit()
  const probe = page.sessions.probe(undefined)
  respond(await page.gateway.take('GET /auth/config'))
  expect(await probe).toEqual({ status })
})

const form = { email: 'a@mail.example', password: 'secret words' }

test('logging in and signing up stay signed in, and make the account', async () => {
  const page = visit()
  const entry = page.sessions.signIn(ORIGIN, form)
  ;(await page.gateway.take('GET /auth/csrf')).answer({})
  const login = await page.gateway.take('POST /auth/login-cookie')
  expect(login.body).toEqual({ ...form, rememberMe: true })
  login.answer({ user: exampleMe })
  expect(await entry).toMatchObject({ status: 'signed-in', account: { userId: exampleMe._id, session: 'open' } })

  const registration = page.sessions.register(ORIGIN, { ...form, username: 'newcomer' })
  ;(await page.gateway.take('GET /auth/csrf')).answer({})
  const register = await page.gateway.take('POST /auth/register-cookie')
  expect(register.body).toEqual({ ...form, username: 'newcomer', rememberMe: true })
  register.answer({ user: exampleMe })
  expect(await registration).toMatchObject({ status: 'signed-in' })
})

test.each<[string, (login: HeldRequest) => void, object]>([
  [
    'refused, in the gateway’s words',
    (login) => login.answer({ message: 'Invalid credentials' }, { status: 401 }),
    { status: 'refused', httpStatus: 401, message: 'Invalid credentials' },
  ],
  [
    'refused without words',
    (login) => login.answer('no', { status: 503 }),
    { status: 'refused', httpStatus: 503, message: '' },
  ],
  ['unreachable', (login) => login.lose(), { status: 'unreachable' }],
])('a log-in that fails is %s', async (_case, respond, result) => {
  const page = visit()
  const entry = page.sessions.signIn(ORIGIN, form)
  ;(await page.gateway.take('GET /auth/csrf')).answer({})
  respond(await page.gateway.take('POST /auth/login-cookie'))
  expect(await entry).toEqual(result)
})

test('however many need a new token at once, one refresh is made', async () => {
  const page = visit()
  const renewals = [page.sessions.renew('page'), page.sessions.renew('page'), page.sessions.renew('page')]
  ;(await refreshOf(page)).answer({})
  expect(await Promise.all(renewals)).toEqual(['renewed', 'renewed', 'renewed'])
  expect(page.gateway.untaken()).toEqual([])
})

test('a session the gateway ends is told to who listens; an outage is not', async () => {
  const page = visit()
  const [listener, gone] = [vi.fn<(key: string) => void>(), vi.fn<(key: string) => void>()]
  page.sessions.onEnded(listener)
  page.sessions.onEnded(gone)()
  const outage = page.sessions.renew('page')
  ;(await refreshOf(page)).lose()
  expect(await outage).toBe('unreachable')
  expect(listener).not.toHaveBeenCalled()
  const end = page.sessions.renew('page')
  ;(await refreshOf(page)).answer({ message: 'Unauthorized: Invalid refresh token' }, { status: 401 })
  expect(await end).toBe('ended')
  expect(listener.mock.calls).toEqual([['page']])
  expect(gone).not.toHaveBeenCalled()
})

test('of two tabs that need a new token, the second finds the one the first got', async () => {
  const page = visit()
  const other = createBrowserSessions()
  const [mine, theirs] = [page.sessions.renew('page'), other.renew('page')]
  const refresh = await refreshOf(page)
  await settled()
  expect(page.gateway.untaken()).toEqual([])
  refresh.answer({})
  ;(await page.gateway.take('GET /users/@me')).answer(exampleMe)
  expect(await Promise.all([mine, theirs])).toEqual(['renewed', 'renewed'])
  expect(page.gateway.untaken()).toEqual([])
})

test('two tabs that start together on a session that ran out do not renew it both', async () => {
  const page = visit()
  const other = createBrowserSessions()
  const [mine, theirs] = [page.sessions.accounts(), other.accounts()]
  await arrive(page, full, null)
  await arrive(page, full, null)
  const refresh = await refreshOf(page)
  await settled()
  expect(page.gateway.untaken()).toEqual([])
  refresh.answer({})
  for (let tab = 0; tab < 2; tab += 1) (await page.gateway.take('GET /users/@me')).answer(exampleMe)
  ;(await page.gateway.take('GET /users/@me')).answer(exampleMe)
  expect(await Promise.all([mine, theirs])).toEqual([[summary], [summary]])
})

test('[F02] a renewal that gets no answer at all is not possible now, and no error', async () => {
  const page = visit()
  const other = createBrowserSessions()
  const [mine, theirs] = [page.sessions.renew('page'), other.renew('page')]
  ;(await refreshOf(page)).answer({})
  ;(await page.gateway.take('GET /users/@me')).lose()
  expect(await mine).toBe('renewed')
  expect(await theirs).toBe('unreachable')
})

test.each<[string, object, (refresh: HeldRequest) => void, boolean]>([
  ['that could not', plain, (refresh) => refresh.answer({}, { status: 503 }), true],
  ['behind a proxy that got no answer', plain, (refresh) => refresh.answer({}, { status: 504 }), false],
  ['that did not answer', plain, (refresh) => refresh.lose(), false],
  ['that did not answer and knows retries', full, (refresh) => refresh.lose(), true],
])('[J5] a gateway %s is asked for the token once more where that is safe', async (...[, offers, respond, again]) => {
  const page = visit()
  const accounts = page.sessions.accounts()
  await arrive(page, offers, exampleMe)
  await accounts
  const renewal = page.sessions.renew('page')
  respond(await refreshOf(page))
  if (again) (await refreshOf(page)).answer({})
  expect(await renewal).toBe(again ? 'renewed' : 'unreachable')
  expect(page.gateway.untaken()).toEqual([])
})

test('logging out ends the session at the gateway', async () => {
  const page = visit()
  const out = page.sessions.signOut('page')
  page.setCookie('mew_csrf_token', 'pair')
  ;(await page.gateway.take('GET /auth/csrf')).answer({})
  const logout = await page.gateway.take('POST /auth/logout')
  expect(logout.headers.get('x-mew-csrf-token')).toBe('pair')
  logout.answer({})
  await out
})

test('logging out while the gateway is away is made good at the next start, before anybody is signed in', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const page = visit()
  const out = page.sessions.signOut('page')
  ;(await page.gateway.take('GET /auth/csrf')).lose()
  await out

  const accounts = page.sessions.accounts()
  ;(await page.gateway.take('GET /capabilities')).answer(full)
  page.setCookie('mew_csrf_token', 'pair')
  ;(await page.gateway.take('GET /auth/csrf')).answer({})
  ;(await page.gateway.take('POST /auth/logout')).answer({})
  ;(await page.gateway.take('GET /users/@me')).answer(noSession, { status: 401 })
  ;(await refreshOf(page)).answer({ message: 'Unauthorized: No refresh token provided' }, { status: 401 })
  expect(await accounts).toEqual([])
})

test.each([403, 429, 502, 503])(
  '[F06] a log-out that is answered with %i is not done: nobody is let in before it is',
  async (status) => {
    vi.stubGlobal('localStorage', createHeldStorage())
    const page = visit()
    const refuseLogOut = async (): Promise<void> => {
      ;(await page.gateway.take('GET /auth/csrf')).answer({})
      ;(await page.gateway.take('POST /auth/logout')).answer({}, { status })
    }
    const out = page.sessions.signOut('page')
    await refuseLogOut()
    await out

    const accounts = page.sessions.accounts()
    accounts.catch(() => undefined)
    ;(await page.gateway.take('GET /capabilities')).answer(full)
    await refuseLogOut()
    await expect(accounts).rejects.toThrow(String(status))
    await settled()
    expect(page.gateway.untaken()).toEqual([])
  },
)

test('whoever signs in again is not logged out by what is left of before', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const page = visit()
  const out = page.sessions.signOut('page')
  ;(await page.gateway.take('GET /auth/csrf')).lose()
  await out
  const entering = page.sessions.signIn(ORIGIN, { email: 'a@b.c', password: 'x' })
  page.setCookie('mew_csrf_token', 'pair')
  ;(await page.gateway.take('GET /auth/csrf')).answer({})
  ;(await page.gateway.take('POST /auth/login-cookie')).answer({ user: exampleMe })
  await entering

  const accounts = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  expect(await accounts).toHaveLength(1)
})

test('the socket of a page needs no token', async () => {
  expect(await visit().sessions.accessToken('page')).toBeUndefined()
})

test('a page of an unencrypted address, which has no locks, renews its token all the same', async () => {
  const page = visit()
  vi.stubGlobal('navigator', {})
  const renewal = page.sessions.renew('page')
  ;(await refreshOf(page)).answer({})
  expect(await renewal).toBe('renewed')
})

test('J4: who was here last is remembered without a word of the gateway, until they leave', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const page = visit()
  expect(page.sessions.remembered()).toEqual([])
  const accounts = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  await accounts
  expect(createBrowserSessions().remembered()).toEqual([summary])
  void page.sessions.signOut('page')
  expect(createBrowserSessions().remembered()).toEqual([])
})

test('whoever is signed in no more, or comes by a code, is not taken for who was here last', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const page = visit()
  const first = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  await first
  expect(visit(`${ORIGIN}/#start=0123456789abcdef`).sessions.remembered()).toEqual([])
  const later = visit()
  expect(later.sessions.remembered()).toEqual([summary])
  const renewed = later.sessions.renew('page')
  ;(await refreshOf(later)).answer(noSession, { status: 401 })
  await renewed
  expect(createBrowserSessions().remembered()).toEqual([])
})

/** What the page hears when another tab has written who is signed in. */
function hear(window: EventTarget, key: string): void {
  window.dispatchEvent(Object.assign(new Event('storage'), { key }))
}

test('[F06] a page hears of somebody else whom another tab let in, and of nobody else', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const window = new EventTarget()
  vi.stubGlobal('window', window)
  const page = visit()
  const listener = vi.fn<(accounts: readonly AccountSummary[]) => void>()
  const stop = page.sessions.onChanged(listener)
  const bob = { ...summary, userId: userIdOf(2), username: 'bob' }
  rememberedAccount.set(bob)
  hear(window, REMEMBERED_KEY)
  expect(listener, 'nobody is signed in here').not.toHaveBeenCalled()

  rememberedAccount.set(undefined)
  const accounts = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  await accounts
  hear(window, REMEMBERED_KEY)
  expect(listener, 'the same person').not.toHaveBeenCalled()
  rememberedAccount.set(bob)
  hear(window, 'another entry')
  expect(listener, 'another entry').not.toHaveBeenCalled()
  hear(window, REMEMBERED_KEY)
  hear(window, REMEMBERED_KEY)
  expect(listener.mock.calls).toEqual([[[bob]]])

  stop()
  rememberedAccount.set(summary)
  hear(window, REMEMBERED_KEY)
  expect(listener).toHaveBeenCalledOnce()
})

test('[F06] an answer from before another tab let somebody in is not taken for who is here', async () => {
  vi.stubGlobal('localStorage', createHeldStorage())
  const page = visit()
  const accounts = page.sessions.accounts()
  accounts.catch(() => undefined)
  ;(await page.gateway.take('GET /capabilities')).answer(full)
  const who = await page.gateway.take('GET /users/@me')
  const bob = { ...summary, userId: userIdOf(2), username: 'bob' }
  rememberedAccount.set(bob)
  who.answer(exampleMe)
  await expect(accounts).rejects.toThrow('Somebody else')
  expect(page.sessions.remembered()).toEqual([bob])
})

/** Time for answers that runs out when the test says so. */
function holdLimits(): { readonly asked: readonly number[]; readonly runOut: () => void } {
  const asked: number[] = []
  const limits = new Set<AbortController>()
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    asked.push(ms)
    const limit = new AbortController()
    limits.add(limit)
    return limit.signal
  })
  return {
    asked,
    runOut: () => {
      for (const limit of limits) limit.abort(new DOMException('too late', 'TimeoutError'))
    },
  }
}

test.each<[string, (page: Visit) => Promise<unknown>]>([
  ['what it offers', ({ gateway }) => gateway.take('GET /capabilities')],
  [
    'who one is',
    async ({ gateway }) => {
      ;(await gateway.take('GET /capabilities')).answer(full)
      await gateway.take('GET /users/@me')
    },
  ],
  [
    'a new token',
    async (page) => {
      await arrive(page, plain, null)
      await refreshOf(page)
    },
  ],
])('[J5] a gateway that holds its answer to %s is away, and is asked again', async (_case, reach) => {
  const { asked, runOut } = holdLimits()
  const page = visit()
  const accounts = page.sessions.accounts()
  accounts.catch(() => undefined)
  await reach(page)
  runOut()
  await expect(accounts).rejects.toThrow(/too late|did not answer/)
  expect(new Set(asked)).toEqual(new Set([20_000]))

  const again = page.sessions.accounts()
  await arrive(page, full, exampleMe)
  expect(await again).toEqual([summary])
})

test('[J5] a page that waits for another one’s refresh does not wait for good', async () => {
  const { runOut } = holdLimits()
  const page = visit()
  const held = Promise.withResolvers<undefined>()
  const holding = navigator.locks.request('mew:refresh', () => held.promise)
  const renewal = page.sessions.renew('page')
  await settled()
  runOut()
  expect(await renewal).toBe('unreachable')
  held.resolve(undefined)
  await holding
})

test('[J5] asked what it is, a gateway that holds its answer is unreachable', async () => {
  const { runOut } = holdLimits()
  const page = visit()
  const [probe, entry] = [page.sessions.probe(undefined), page.sessions.signIn(ORIGIN, form)]
  await page.gateway.take('GET /auth/config')
  await page.gateway.take('GET /auth/csrf')
  runOut()
  expect(await Promise.all([probe, entry])).toEqual([{ status: 'unreachable' }, { status: 'unreachable' }])
})
