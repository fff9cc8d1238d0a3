import assert from 'node:assert/strict'
import type { SignInOutcome } from '#shared/desktop-bridge.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { makeProfile, startDesktop, type Desktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { accountsOf, connectSocket, heardNotice, innerAccount, relay } from './page-calls.ts'

/** Its list of origins does not know the app: only its own pages are welcome. */
const startStrict = (): Promise<TestGateway> =>
  startTestGateway({ environment: { MEW_CORS_ORIGINS: 'https://only.example' } })

const form = { username: 'dora', email: 'dora@mew.example', password: 'correct horse' }

const register = ({ page }: Desktop, gateway: string): Promise<SignInOutcome> =>
  page.evaluate(([address, filled]) => window.bridge.register(address, filled), [gateway, form] as const)

async function registerKey(desktop: Desktop, gateway: string): Promise<string> {
  const outcome = await register(desktop, gateway)
  assert.equal(outcome.status, 'signed-in')
  return outcome.status === 'signed-in' ? outcome.account.key : ''
}

async function reload({ page }: Desktop): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded')
  // Its answer may never come: the page that asked is gone by then.
  await page.evaluate(() => void window.bridge.reload())
  await loaded
  await page.waitForFunction(() => 'heard' in window)
}

desktopTest('[REMOTE1] an address is asked before anybody signs in', async () => {
  const remote = await startStrict()
  await using desktop = await startDesktop()
  const probe = (address: string) => desktop.page.evaluate((typed) => window.bridge.probe(typed), address)
  const found = await probe(remote.url.replace('http://', ''))
  assert.equal(found.status, 'gateway')
  assert.deepEqual(await probe('ftp://mew.example'), { status: 'bad-address' })
  await remote[Symbol.asyncDispose]()
  assert.deepEqual(await probe(remote.url), { status: 'unreachable', reason: 'refused' })
  assert.deepEqual(desktop.app.faults, [])
})

desktopTest(
  '[REMOTE2] a gateway that knows nothing of the app is used all the same, side by side with the inner one',
  async () => {
    await using remote = await startStrict()
    await using desktop = await startDesktop()
    const { page, app } = desktop
    const key = await registerKey(desktop, remote.url)
    assert.deepEqual(
      (await accountsOf(page)).map(({ inner, needsReload }) => [inner, needsReload]),
      [
        [true, false],
        [false, true],
      ],
    )
    const token = await page.evaluate((account) => window.bridge.accessToken(account, null), key)
    await reload(desktop)
    assert.ok((await accountsOf(page)).every(({ needsReload }) => !needsReload))
    assert.deepEqual(app.faults, [])

    const me = await relay(page, `${key}/api/users/@me`)
    assert.equal((JSON.parse(me.body) as { username: string }).username, 'dora')
    assert.equal((await relay(page, `${(await innerAccount(page)).key}/api/users/@me`)).status, 200)
    assert.equal(await connectSocket(page, remote.url, token), '40')
    assert.equal(await connectSocket(page, remote.url, 'forged'), '44')
    const made = await relay(page, `${key}/api/servers`, {
      method: 'POST',
      body: '{"name":"Dora\'s"}',
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(made.status, 201)
    assert.deepEqual(app.faults, [])
  },
)

desktopTest(
  "[REMOTE3] without the app's help the gateway refuses such a page, so the help is what is tested above",
  async () => {
    await using remote = await startStrict()
    const refused = await fetch(`${remote.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'app://bundle' },
    })
    assert.equal(refused.status, 403)
  },
)

desktopTest('[REMOTE4] polling goes through the relay', async () => {
  await using remote = await startStrict()
  await using desktop = await startDesktop()
  const key = await registerKey(desktop, remote.url)
  const opened = await relay(desktop.page, `${key}/socket.io/?EIO=4&transport=polling`)
  assert.match(opened.body, /^0\{"sid"/)
  const { sid } = JSON.parse(opened.body.slice(1)) as { sid: string }
  const token = await desktop.page.evaluate((account) => window.bridge.accessToken(account, null), key)
  const place = `${key}/socket.io/?EIO=4&transport=polling&sid=${sid}`
  const sent = await relay(desktop.page, place, { method: 'POST', body: `40${JSON.stringify({ token })}` })
  assert.equal(sent.body, 'ok')
  assert.match((await relay(desktop.page, place)).body, /^40\{"sid"/)
})

desktopTest(
  '[REMOTE5] requests that elements or another page could make are refused without reaching the gateway',
  async () => {
    await using remote = await startStrict()
    await using desktop = await startDesktop()
    const { page } = desktop
    const key = await registerKey(desktop, remote.url)
    const bare = await page.evaluate(async (account) => {
      const status = async (address: string, init?: RequestInit) => {
        const answer = await fetch(`/~gateway/${account}${address}`, init)
        return [answer.status, answer.headers.get('x-mew-relay')]
      }
      return [
        await status('/api/users/@me'),
        await status('/api/servers', { method: 'POST', body: '{}' }),
        await status('/static/x', { method: 'POST' }),
        await status('/api/auth/logout', { method: 'POST', headers: { 'x-mew-relay': '1' } }),
        await status('/api/%61uth/logout', { method: 'POST', headers: { 'x-mew-relay': '1' } }),
        await status('/metrics', { headers: { 'x-mew-relay': '1' } }),
        await status('@evil.example/api/x', { headers: { 'x-mew-relay': '1' } }),
      ]
    }, key)
    assert.deepEqual(bare, [
      [403, 'not-ours'],
      [403, 'not-ours'],
      [403, 'not-ours'],
      [400, 'bad-path'],
      [400, 'bad-path'],
      [400, 'bad-path'],
      [400, 'bad-path'],
    ])
    assert.equal((await relay(page, 'nobody/api/users/@me')).code, 'no-account')
  },
)

desktopTest('[REMOTE6] a session outlives the app, an outage and the restart of its gateway', async () => {
  await using profile = await makeProfile()
  const remote = await startStrict()
  const { port } = remote.gateway
  await using first = await startDesktop({ userData: profile.userData })
  const key = await registerKey(first, remote.url)
  assert.equal(await first.app.close(), 0)

  await using second = await startDesktop({ userData: profile.userData })
  const { page } = second
  assert.equal((await relay(page, `${key}/api/users/@me`)).status, 200)
  await remote[Symbol.asyncDispose]()
  const away = await relay(page, `${key}/api/users/@me`)
  assert.deepEqual([away.status, away.code], [502, 'unreachable'])
  assert.equal((await accountsOf(page)).find((account) => account.key === key)?.session, 'open')

  // Another gateway at the same address, which knows none of the old one's sessions: a definite refusal.
  await using other = await startTestGateway({ port })
  const refused = await relay(page, `${key}/api/users/@me`)
  assert.deepEqual([refused.status, refused.code], [401, 'signed-out'])
  assert.deepEqual(await heardNotice(page, 'sessionEnded'), { key, reason: 'refused' })
  assert.equal((await accountsOf(page)).find((account) => account.key === key)?.session, 'ended')
  assert.equal(other.url, remote.url)
  assert.deepEqual(second.app.faults, [])
})

desktopTest('[REMOTE7] signing out leaves nothing of the account and ends its session at the gateway', async () => {
  await using remote = await startStrict()
  await using desktop = await startDesktop()
  const { page, app } = desktop
  const key = await registerKey(desktop, remote.url)
  const token = await page.evaluate((account) => window.bridge.accessToken(account, null), key)
  await page.evaluate((account) => window.bridge.signOut(account), key)
  assert.deepEqual(
    (await accountsOf(page)).map(({ inner }) => inner),
    [true],
  )
  assert.equal((await relay(page, `${key}/api/users/@me`)).code, 'signed-out')
  assert.equal(await page.evaluate((account) => window.bridge.accessToken(account, null), key), null)
  const late = await fetch(`${remote.url}/api/users/@me`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(late.status, 401)
  assert.deepEqual(app.faults, [])
})

desktopTest(
  "[REMOTE8] a refused token is never given again; a wrong password comes back in the gateway's words",
  async () => {
    await using remote = await startStrict()
    await using desktop = await startDesktop()
    const { page } = desktop
    const key = await registerKey(desktop, remote.url)
    const [first, second] = await page.evaluate(async (account) => {
      const old = await window.bridge.accessToken(account, null)
      return [old, await window.bridge.accessToken(account, old)]
    }, key)
    assert.notEqual(first, second)
    const wrong = { email: form.email, password: 'wrong' }
    const outcome = await page.evaluate(([gateway, filled]) => window.bridge.signIn(gateway, filled), [
      remote.url,
      wrong,
    ] as const)
    assert.deepEqual(outcome, { status: 'refused', httpStatus: 401, message: 'Invalid credentials' })
  },
)
