import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendByNode } from '../relay/send-by-node.ts'
import { desktopAccount } from '../desktop-account.ts'
import { createAuthCalls } from './auth-calls.ts'
import { startAuthServer, type AuthServer } from '../fixtures/auth-server.ts'
import { createSessions, type EnterOutcome, type Sessions } from './sessions.ts'
import { openTokenStore, type KeyStore, type TokenStore } from './token-store.ts'

/** What is sealed can be read by these tests: they look at what is on disk, and when. */
const readableKeyStore: KeyStore = {
  isAvailable: () => Promise.resolve(true),
  seal: (text) => Promise.resolve(Buffer.from(text)),
  open: (sealed) => Promise.resolve(Buffer.from(sealed).toString()),
}

let folder: string
let server: AuthServer

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mew-sessions-'))
  server = await startAuthServer()
})

afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

interface Bench {
  readonly sessions: Sessions
  readonly store: TokenStore
  readonly ended: readonly (readonly [string, string])[]
  /** Whose notes were taken away, and whether that was an account still. */
  readonly forgotten: readonly (readonly [string, boolean])[]
  readonly waits: readonly number[]
  readonly clock: { now: number }
}

const fileOf = (): string => path.join(folder, 'accounts.json')

async function start(): Promise<Bench> {
  const store = await openTokenStore({ file: fileOf(), keyStore: readableKeyStore })
  const ended: [string, string][] = []
  const forgotten: [string, boolean][] = []
  const waits: number[] = []
  const clock = { now: 0 }
  let keys = 0
  const sessions = createSessions({
    store,
    auth: createAuthCalls(sendByNode),
    nowMs: () => clock.now,
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
    newKey: () => `k${(keys += 1)}`,
    endRequests: () => undefined,
    forgetNotes: (key) => {
      forgotten.push([key, store.find(key) !== undefined])
      return Promise.resolve()
    },
    onChanged: () => undefined,
    onEnded: (key, reason) => ended.push([key, reason]),
  })
  return { sessions, store, ended, forgotten, waits, clock }
}

const form = { email: 'alice@mew.example', password: 'correct horse' }
const retrying = { instanceId: 'g1', extensions: ['refresh-retry'] }

function logIn(sessions: Sessions, gateway = server.url): Promise<EnterOutcome> {
  return sessions.enter({ gateway, route: 'login', form })
}

async function logInKey(sessions: Sessions): Promise<string> {
  const outcome = await logIn(sessions)
  if (outcome.status !== 'signed-in') throw new Error(outcome.status)
  return outcome.account.key
}

async function tokenOn({ sessions }: Bench, key: string, refused: string | null = null): Promise<string> {
  const outcome = await sessions.token(key, refused)
  if (outcome.status !== 'token') throw new Error(outcome.status)
  return outcome.token
}

const tokenOnDisk = async (): Promise<string> => {
  const { accounts } = JSON.parse(await readFile(fileOf(), 'utf8')) as { accounts: { sealedToken: string }[] }
  return Buffer.from(accounts[0]?.sealedToken ?? '', 'base64').toString()
}

test('[SESS1] signing in makes its own CSRF pair, keeps the refresh token and gives out the access token', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const login = server.requests.find((request) => request.path === '/api/auth/login')
  expect(login?.cookies['mew_csrf_token']).toBe(login?.headers['x-mew-csrf-token'])
  expect(server.isValid(await tokenOn(bench, key))).toBe(true)
  expect(bench.sessions.accounts()).toMatchObject([{ key, gateway: server.url, gatewayId: server.url, userId: 'u1' }])
  expect(server.refreshes()).toEqual([])
})

test('[SESS2] a server that binds its CSRF token is asked for one, once', async () => {
  server.options.bindsCsrf = true
  const bench = await start()
  const key = await logInKey(bench.sessions)
  expect(server.requests.map((request) => request.path)).toEqual([
    '/api/capabilities',
    '/api/auth/login',
    '/api/auth/csrf',
    '/api/auth/login',
  ])
  expect(await tokenOn(bench, key, await tokenOn(bench, key))).toBeTypeOf('string')
})

test("[SESS2] a refusal that is not about CSRF comes back at once, in the server's words", async () => {
  const { sessions } = await start()
  const outcome = await sessions.enter({ gateway: server.url, route: 'register', form })
  expect(outcome).toEqual({ status: 'refused', httpStatus: 403, message: 'User registration is disabled.' })
  expect(server.requests.map((request) => request.path)).not.toContain('/api/auth/csrf')
})

test('[SESS3] twenty who need a token at once are served by one refresh', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const old = await tokenOn(bench, key)
  const tokens = await Promise.all(Array.from({ length: 20 }, () => tokenOn(bench, key, old)))
  expect(new Set(tokens).size).toBe(1)
  expect(tokens[0]).not.toBe(old)
  expect(server.refreshes()).toHaveLength(1)
  expect(await tokenOn(bench, key, old)).toBe(tokens[0])
})

test('[SESS3] a refused token is not given again, also where the gateway signs the same once more', async () => {
  const bench = await start()
  server.options.fixedAccess = 'signed-this-second'
  const key = await logInKey(bench.sessions)
  expect(await tokenOn(bench, key)).toBe('signed-this-second')
  expect(await bench.sessions.token(key, 'signed-this-second')).toMatchObject({ status: 'unreachable' })
  server.options.fixedAccess = 'signed-the-next'
  expect(await tokenOn(bench, key, 'signed-this-second')).toBe('signed-the-next')
})

test("[SESS4] a token is renewed by its age on this process's clock, whatever the wall clock says", async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const first = await tokenOn(bench, key)
  bench.clock.now += 1_780_000
  expect(await tokenOn(bench, key)).toBe(first)
  bench.clock.now += 20_000
  expect(await tokenOn(bench, key)).not.toBe(first)
})

test('[SESS5] the successor is on disk by the time the new access token is given out', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const before = await tokenOnDisk()
  await tokenOn(bench, key, await tokenOn(bench, key))
  expect(await tokenOnDisk()).not.toBe(before)
  const next = await start()
  expect(server.isValid(await tokenOn(next, key))).toBe(true)
})

test('[SESS6] an outage signs nobody out', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const old = await tokenOn(bench, key)
  await server.goAway()
  expect(await bench.sessions.token(key, old)).toMatchObject({ status: 'unreachable', reason: 'refused' })
  await server.listenAgain()
  server.plan('busy', 'proxy-page')
  expect(await bench.sessions.token(key, old)).toMatchObject({ status: 'unreachable' })
  expect(await bench.sessions.token(key, old)).toMatchObject({ status: 'unreachable' })
  expect(server.isValid(await tokenOn(bench, key, old))).toBe(true)
  expect(bench.ended).toEqual([])
})

test('[SESS7] a definite refusal ends the session and keeps the account', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const old = await tokenOn(bench, key)
  server.revokeAll()
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => bench.sessions.token(key, old)))
  expect(outcomes).toEqual(Array.from({ length: 4 }, () => ({ status: 'signed-out' })))
  expect(bench.ended).toEqual([[key, 'refused']])
  expect([bench.sessions.stateOf(key), bench.sessions.accounts().length]).toEqual(['ended', 1])
  expect(await logInKey(bench.sessions)).toBe(key)
})

test('[SESS8] on a plain server a refresh whose answer was lost is never sent again', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  server.plan('lose')
  expect(await bench.sessions.token(key, await tokenOn(bench, key))).toEqual({ status: 'signed-out' })
  expect(bench.ended).toEqual([[key, 'unconfirmed']])
  expect(server.refreshes()).toHaveLength(1)
  expect(server.refreshes()[0]?.headers['x-mew-refresh-id']).toBeUndefined()
})

test('[SESS8] nor after the app was killed in the middle of one', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  await bench.store.update(key, { pendingRefresh: 'under way' })
  const next = await start()
  expect(await next.sessions.token(key, null)).toEqual({ status: 'signed-out' })
  expect(next.ended).toEqual([[key, 'unconfirmed']])
  expect(server.refreshes()).toEqual([])
})

test('[SESS9] where retries are recognised a lost answer is asked for again, by the same id', async () => {
  server.options.capabilities = retrying
  const bench = await start()
  const key = await logInKey(bench.sessions)
  server.plan('lose', 'lose', 'lose-unheard')
  expect(server.isValid(await tokenOn(bench, key, await tokenOn(bench, key)))).toBe(true)
  const ids = new Set(server.refreshes().map(({ headers }) => headers['x-mew-refresh-id']))
  expect([server.refreshes().length, ids.size, bench.waits]).toEqual([4, 1, [250, 750, 1500]])
  expect(server.isValid(await tokenOn(bench, key, await tokenOn(bench, key)))).toBe(true)
})

test('[SESS9] an answer that breaks off after its headers is none the less the successor', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  server.plan('break-body')
  const token = await tokenOn(bench, key, await tokenOn(bench, key))
  expect(server.isValid(await tokenOn(bench, key, token))).toBe(true)
  expect(bench.ended).toEqual([])
})

test('[SESS10] signing out forgets the account, tells the gateway, and is told apart from never having been', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  await bench.sessions.signOut(key)
  expect(bench.sessions.accounts()).toEqual([])
  expect(bench.forgotten).toEqual([[key, false]])
  expect(server.requests.at(-1)).toMatchObject({ path: '/api/auth/logout' })
  expect(bench.sessions.placeOf(key)).toEqual({ status: 'signed-out' })
  expect(await bench.sessions.token(key, null)).toEqual({ status: 'signed-out' })
  expect(await bench.sessions.token('other', null)).toEqual({ status: 'no-account' })
  expect(JSON.parse(await readFile(fileOf(), 'utf8'))).toEqual({ version: 1, accounts: [] })
})

test('[SESS10] a refresh that comes back after the sign-out is dropped and its session ended', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const renewal = bench.sessions.token(key, await tokenOn(bench, key))
  await bench.sessions.signOut(key)
  expect(await renewal).toEqual({ status: 'signed-out' })
  expect(bench.sessions.accounts()).toEqual([])
  const left = server.requests.filter((request) => request.path === '/api/auth/logout')
  expect(left.length).toBeGreaterThanOrEqual(1)
})

test('[SESS11] the same person at the same gateway keeps the key; another session replaces the first', async () => {
  server.options.capabilities = retrying
  const bench = await start()
  const key = await logInKey(bench.sessions)
  expect(await logInKey(bench.sessions)).toBe(key)
  server.options.userId = 'u2'
  expect(await logInKey(bench.sessions)).not.toBe(key)
})

test("[SESS11] a gateway that claims the id of another does not get that one's account", async () => {
  server.options.capabilities = retrying
  await using hostile = await startAuthServer()
  hostile.options.capabilities = retrying
  const bench = await start()
  const key = await logInKey(bench.sessions)
  const outcome = await logIn(bench.sessions, hostile.url)
  expect(outcome).toMatchObject({ status: 'signed-in', account: { gatewayId: 'g1', userId: 'u1' } })
  expect(bench.sessions.accounts().map((account) => account.gateway)).toEqual([server.url, hostile.url])
  expect(bench.sessions.placeOf(key)).toEqual({ status: 'known', gateway: server.url })
})

test('[SESS12] what a gateway offers is learnt again, from that gateway only', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  server.options.capabilities = retrying
  await bench.sessions.learnCapabilities(key)
  expect(bench.store.find(key)).toMatchObject({ gatewayId: 'g1', extensions: ['refresh-retry'] })
  server.options.capabilities = { instanceId: 'g2', extensions: [] }
  await bench.sessions.learnCapabilities(key)
  expect(bench.store.find(key)).toMatchObject({ gatewayId: 'g1', extensions: ['refresh-retry'] })
})

/** By what the page names what it keeps of each account. */
const namesOfKept = ({ sessions }: Bench): readonly string[] =>
  sessions
    .accounts()
    .map((account) => desktopAccount(account, { session: 'open', available: true, needsReload: false }).gatewayId)

test('[SESS12] a gateway that learns to tell its id changes nothing of what the page has kept', async () => {
  const bench = await start()
  const key = await logInKey(bench.sessions)
  expect(namesOfKept(bench)).toEqual([server.url])
  server.options.capabilities = retrying
  await bench.sessions.learnCapabilities(key)
  expect(namesOfKept(bench)).toEqual([server.url])
  expect(await logInKey(bench.sessions)).toBe(key)
  expect(namesOfKept(bench)).toEqual([server.url])
  expect(namesOfKept(await start())).toEqual([server.url])
})

test('[SESS12] whoever claims the id and the person of another account gets nothing the page has kept of it', async () => {
  server.options.capabilities = retrying
  await using hostile = await startAuthServer()
  hostile.options.capabilities = retrying
  const bench = await start()
  await logIn(bench.sessions)
  await logIn(bench.sessions, hostile.url)
  expect(namesOfKept(bench)).toEqual(['g1', hostile.url])
})

test.each([403, 429, 503])('[SESS12] a gateway that answers %i for what it offers is asked again', async (status) => {
  server.options.capabilitiesRefusal = status
  const { sessions } = await start()
  expect(await logIn(sessions)).toEqual({ status: 'unreachable', reason: 'unknown' })
  expect(sessions.accounts()).toEqual([])
})

test('[SESS13] a gateway that is away is unreachable, not a refusal', async () => {
  const { sessions } = await start()
  await server.goAway()
  expect(await logIn(sessions)).toEqual({ status: 'unreachable', reason: 'refused' })
})
