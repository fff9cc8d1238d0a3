import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { startDesktop, type Desktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { killGateway, untilBack } from './kill-gateway.ts'
import { innerAccount, relay } from './page-calls.ts'

/** The inspector's window, once there is one; `before` is one that is closed. */
async function windowOf({ app, page }: Desktop, before?: Page): Promise<Page> {
  const endsAt = Date.now() + 20_000
  while (Date.now() < endsAt) {
    const other = (await app.windows()).find((each) => each !== page && each !== before)
    if (other !== undefined) return other
    await setTimeout(50)
  }
  throw new Error('There is no window of the inspector')
}

/** The same, once its page runs. */
async function inspectorOf(desktop: Desktop, before?: Page): Promise<Page> {
  const inspector = await windowOf(desktop, before)
  await inspector.waitForFunction(() => document.title === 'It runs' && location.hash.startsWith('#code='))
  return inspector
}

async function untilClosed({ app }: Desktop): Promise<void> {
  const endsAt = Date.now() + 20_000
  while ((await app.windowStates()).length > 1) {
    assert.ok(Date.now() < endsAt, 'The window does not close')
    await setTimeout(50)
  }
}

interface Told {
  readonly status: number
  readonly text: string
}

interface Asking {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** A call of the inspector's page, as our own page makes it. */
const ask = (page: Page, path: string, init: Asking = {}): Promise<Told> =>
  page.evaluate(
    async ([where, how]) => {
      const answer = await fetch(`/__mew/v1${where}`, how)
      return { status: answer.status, text: await answer.text() }
    },
    [path, init] as const,
  )

/** Exchanges the code in the window's address for a token, as the page does. */
async function unlock(page: Page): Promise<Record<string, string>> {
  const code = await page.evaluate(() => location.hash.replace('#code=', ''))
  const headers = { 'content-type': 'application/json' }
  const { text } = await ask(page, '/session', { method: 'POST', headers, body: JSON.stringify({ code }) })
  const { token } = JSON.parse(text) as { readonly token: string }
  return { authorization: `Bearer ${token}` }
}

desktopTest(
  '[INSIDE1] a developer who asks for it gets the inspector, which speaks with the gateway by the port',
  async () => {
    await using desktop = await startDesktop({ args: ['--inspector'] })
    const { app, page } = desktop
    const inspector = await inspectorOf(desktop)
    assert.equal((await ask(inspector, '/state')).status, 401)
    const headers = await unlock(inspector)
    const { status, text } = await ask(inspector, '/state', { headers })
    const state = JSON.parse(text) as { scenario: string; url: string; people: unknown[] }
    assert.deepEqual([status, state.scenario, state.url], [200, 'demo', (await innerAccount(page)).gateway])
    assert.ok(state.people.length > 10)
    const asking = { ...headers, 'content-type': 'application/json' }
    const body = JSON.stringify({
      match: { kind: 'http', path: '/api/health' },
      action: { type: 'status', status: 503 },
    })
    assert.equal((await ask(inspector, '/faults', { method: 'POST', headers: asking, body })).status, 201)
    const { key } = await innerAccount(page)
    assert.equal((await relay(page, `${key}/api/health`)).status, 503)
    assert.equal((await ask(inspector, '/faults', { method: 'DELETE', headers })).status, 204)
    // The people's own gateway keeps what is said in it.
    assert.equal((await ask(inspector, '/reset', { method: 'POST', headers })).status, 409)
    assert.deepEqual(
      app.faults.filter(({ kind }) => kind !== 'page-error'),
      [],
    )
  },
)

desktopTest('[INSIDE2] what happens comes as it happens, for as long as somebody reads', async () => {
  await using desktop = await startDesktop({ args: ['--inspector'] })
  const inspector = await inspectorOf(desktop)
  const headers = await unlock(inspector)
  const { key } = await innerAccount(desktop.page)
  const heard = inspector.evaluate(async (how) => {
    const stop = new AbortController()
    const { body } = await fetch('/__mew/v1/events/stream?text=health', { headers: how, signal: stop.signal })
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('"kind":"answer"')) text += (await reader?.read())?.value ?? ''
    stop.abort()
    return text
  }, headers)
  await relay(desktop.page, `${key}/api/health`)
  assert.match(await heard, /^id: 1:\d+$/m)
  assert.equal((await ask(inspector, '/clock', { headers })).status, 200)
})

desktopTest(
  '[INSIDE3] the inspector is a page apart: of its own session, without a bridge, and nobody else’s to ask',
  async () => {
    await using desktop = await startDesktop({ args: ['--inspector'] })
    const { app, page } = desktop
    const inspector = await inspectorOf(desktop)
    const report = (await app.securityReport()).find(({ url }) => String(url).startsWith('app://inspector/'))
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, preload, partition } = report ?? {}
    assert.deepEqual(
      { sandbox, contextIsolation, nodeIntegration, webSecurity, preload, partition },
      {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        preload: null,
        partition: 'inspector',
      },
    )
    assert.equal(await inspector.evaluate(() => 'desktop' in window), false)
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['/__mew/v1/state', '/~control/state'].map(async (path) => (await fetch(path)).headers.get('content-type')),
      ),
    )
    assert.ok(!statuses.some((type) => type?.startsWith('application/json')))
    assert.equal(await inspector.evaluate(async () => (await fetch('/~gateway/x/api/health')).status), 404)
    await inspector.evaluate(() => {
      window.open('https://mew.example/')
    })
    await app.waitForCall('shell.openExternal', (url: string) => url === 'https://mew.example/')
    assert.equal((await app.windows()).length, 2)
  },
)

desktopTest(
  '[INSIDE4] after a crash of the gateway it has a new code, and closed it is opened again by the menu',
  async () => {
    await using desktop = await startDesktop({ args: ['--inspector'] })
    const { app } = desktop
    const first = await inspectorOf(desktop)
    const before = await first.evaluate(() => location.hash)
    await killGateway(desktop)
    await untilBack(desktop)
    await first.waitForFunction((old) => location.hash.startsWith('#code=') && location.hash !== old, before)
    const fresh = await unlock(first)
    assert.equal((await ask(first, '/clock', { headers: fresh })).status, 200)

    const index = (await app.windowStates()).findIndex(({ url }) => url.startsWith('app://inspector/'))
    await app.closeWindow(index)
    await untilClosed(desktop)
    await app.clickMenu('View/Inspector')
    const second = await inspectorOf(desktop, first)
    const headers = await unlock(second)
    assert.equal((await ask(second, '/clock', { headers })).status, 200)
  },
)

desktopTest('[INSIDE7] the built page opens by itself, and shows what happens in the gateway', async () => {
  await using desktop = await startDesktop({ realPage: true, args: ['--inspector'] })
  const { app } = desktop
  const inspector = await windowOf(desktop)
  // What the app itself asked as it opened.
  await inspector.getByText('/users/@me/servers').first().waitFor()
  assert.doesNotMatch(await inspector.evaluate(() => location.href), /#code=/)
  assert.deepEqual(app.faults, [])
})

desktopTest('[INSIDE5] where nobody asked for it there is none: no window, and no item of the menu', async () => {
  await using desktop = await startDesktop()
  const { app } = desktop
  await innerAccount(desktop.page)
  assert.equal((await app.windows()).length, 1)
  await assert.rejects(app.clickMenu('View/Inspector'))
})
