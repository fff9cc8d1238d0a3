import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type * as Electron from 'electron'
import { faultTexts, makeProfile, startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { innerAccount, relay } from './page-calls.ts'

desktopTest(
  '[BOOT1] the app opens with the inner account signed in, sandboxed, and leaves nothing running',
  async () => {
    await using profile = await makeProfile()
    await using desktop = await startDesktop({ userData: profile.userData })
    const { app, page } = desktop
    const inner = await innerAccount(page)
    assert.deepEqual([inner.session, inner.available, inner.needsReload], ['open', true, false])

    const [report] = await app.securityReport()
    assert.deepEqual(
      {
        url: report?.['url'],
        sandbox: report?.['sandbox'],
        contextIsolation: report?.['contextIsolation'],
        nodeIntegration: report?.['nodeIntegration'],
        nodeIntegrationInWorker: report?.['nodeIntegrationInWorker'],
        webSecurity: report?.['webSecurity'],
        webviewTag: report?.['webviewTag'],
      },
      {
        url: 'app://bundle/',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        webviewTag: false,
      },
    )
    assert.equal((await app.callsTo('app.enableSandbox')).length, 1)
    assert.deepEqual(await app.callsTo('protocol.corsEnabled'), [])
    const [look] = await app.windowStates()
    assert.deepEqual([look?.visible, look?.minimized], [true, false])

    const health = await fetch(`${inner.gateway}/api/health`)
    assert.equal(health.status, 200)
    assert.deepEqual(app.faults, [])
    assert.equal(await app.close(), 0)
    await assert.rejects(fetch(`${inner.gateway}/api/health`), 'the gateway has gone with the app')
  },
)

desktopTest('[BOOT2] the page can reach its bridge and its gateways, and nothing else', async () => {
  await using desktop = await startDesktop()
  const { app, page } = desktop
  const inner = await innerAccount(page)
  const found = await page.evaluate(() => ({
    bridge: Object.keys(window.bridge).toSorted(),
    node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in window),
  }))
  assert.deepEqual(found, {
    bridge: [
      'accessToken',
      'accounts',
      'listen',
      'note',
      'notes',
      'openExternal',
      'probe',
      'register',
      'reload',
      'signIn',
      'signOut',
    ],
    node: [],
  })
  assert.equal((await relay(page, `${inner.key}/api/users/@me`)).status, 200)
  assert.deepEqual(app.faults, [])

  const direct = await page.evaluate(
    (gateway) => fetch(`${gateway}/api/health`).then(String, () => 'blocked'),
    inner.gateway,
  )
  const inline = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.hacked = true'
    document.body.append(script)
    return 'hacked' in window
  })
  const fromRelay = await page.evaluate(
    (key) =>
      new Promise((resolve) => {
        const script = document.createElement('script')
        script.src = `/~gateway/${key}/static/evil`
        script.addEventListener('error', () => {
          resolve('blocked')
        })
        document.body.append(script)
      }),
    inner.key,
  )
  assert.deepEqual([direct, inline, fromRelay], ['blocked', false, 'blocked'])
  const texts = faultTexts(app)
  assert.ok(texts.length > 0 && texts.every((text) => text.includes('Content Security Policy')))
})

desktopTest('[BOOT3] a second start brings the window forward, and the window remembers its place', async () => {
  await using profile = await makeProfile()
  await using first = await startDesktop({ userData: profile.userData })
  await first.app.evaluateMain((electron: typeof Electron) => {
    electron.BrowserWindow.getAllWindows()[0]?.setBounds({ x: 333, y: 222, width: 1000, height: 700 })
    electron.BrowserWindow.getAllWindows()[0]?.minimize()
  })
  await first.app.secondInstance()
  await first.app.waitForCall('window.restore')
  assert.deepEqual(
    (await first.app.windowStates()).map(({ visible, focused }) => [visible, focused]),
    [[true, true]],
  )
  assert.equal(await first.app.close(), 0)
  assert.deepEqual(first.app.faults, [])

  await using second = await startDesktop({ userData: profile.userData })
  const [look] = await second.app.windowStates()
  assert.deepEqual(look?.bounds, { x: 333, y: 222, width: 1000, height: 700 })
})

desktopTest('[BOOT4] no token stands in what the page can read or in a file', async () => {
  await using profile = await makeProfile()
  await using desktop = await startDesktop({ userData: profile.userData })
  const { page, app } = desktop
  const inner = await innerAccount(page)
  const token = await page.evaluate((key) => window.bridge.accessToken(key, null), inner.key)
  assert.match(token ?? '', /^ey/)
  const kept = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: (await indexedDB.databases()).length,
  }))
  assert.deepEqual(kept, { cookies: '', local: '{}', session: '{}', databases: 0 })
  const file = await readFile(path.join(profile.userData, 'accounts.json'), 'utf8')
  assert.match(file, /"sealedToken"/)
  assert.doesNotMatch(file, /mew_refresh_token|ey[\w-]+\.ey/)
  assert.doesNotMatch(app.output(), /ey[\w-]+\.ey/)
})

desktopTest('[BOOT5] an app that cannot start says why and ends, instead of running without a window', async () => {
  await using profile = await makeProfile()
  await mkdir(path.join(profile.userData, 'accounts.json'))
  await assert.rejects(startDesktop({ userData: profile.userData }), /ended.*\n.*the app could not start: /s)
})
