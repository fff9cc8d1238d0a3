import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type * as Electron from 'electron'
import { startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { innerAccount } from './page-calls.ts'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

desktopTest('[DOOR1] the page goes nowhere and opens nothing; https links go to the system', async () => {
  await using desktop = await startDesktop()
  const { app, page } = desktop
  await page.evaluate(() => {
    window.open('https://mew.example/a')
    const link = document.createElement('a')
    link.href = 'https://evil.example/'
    document.body.append(link)
    link.click()
  })
  await app.waitForCall('shell.openExternal', (url: string) => url === 'https://mew.example/a')
  await page.evaluate(() => window.bridge.accounts())
  assert.deepEqual(
    (await app.windowStates()).map(({ url }) => url),
    ['app://bundle/'],
  )
  assert.equal((await app.callsTo('shell.openExternal')).length, 1)
})

desktopTest('[DOOR2] http and mail only after a question, and no other kind at all', async () => {
  await using desktop = await startDesktop({ answers: { 'dialog.showMessageBox': { response: 0 } } })
  const { app, page } = desktop
  const open = (url: string) =>
    page.evaluate((address) => window.bridge.openExternal(address).then(() => 'opened', String), url)
  assert.equal(await open('http://mew.example/'), 'opened')
  const question = (await app.callsTo('dialog.showMessageBox')).at(-1)?.args.at(-1) as {
    message: string
    detail: string
  }
  assert.equal(question.message, 'Open this link?')
  assert.match(question.detail, /^http:\/\/mew\.example\//)
  await app.answer('dialog.showMessageBox', { response: 1 })
  assert.equal(await open('mailto:bob@mew.example'), 'opened')
  assert.match(await open('file:///etc/passwd'), /Only web and mail addresses/)
  assert.deepEqual(
    (await app.callsTo('shell.openExternal')).map(({ args }) => args[0]),
    ['http://mew.example/'],
  )
  assert.deepEqual(app.faults, [])
})

desktopTest('[DOOR3] arguments that do not fit are refused, said so to the page, and logged', async () => {
  await using desktop = await startDesktop()
  const { app, page } = desktop
  const said = await page.evaluate(() => {
    const call = window.bridge.signOut as (key: unknown) => Promise<void>
    return Promise.all(['../x', 7, {}, 'A'.repeat(41)].map((key) => call(key).then(() => 'done', String)))
  })
  assert.ok(said.every((text) => text.includes('signOut was refused: the arguments do not fit')))
  assert.match(app.output(), /the page's call of signOut was refused/)
})

desktopTest("[DOOR4] permissions are denied unless they are the page's own", async () => {
  await using desktop = await startDesktop()
  const states = await desktop.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  assert.deepEqual(new Set(states), new Set(['denied']))
})

desktopTest('[DOOR5] a page that crashes comes back, with its bridge', async () => {
  await using desktop = await startDesktop()
  const back = desktop.app.evaluateMain(
    (electron: typeof Electron) =>
      new Promise<void>((resolve) => {
        electron.webContents.getAllWebContents()[0]?.once('dom-ready', () => {
          resolve()
        })
      }),
  )
  await desktop.app.crashRenderer()
  await back
  const page = await desktop.app.firstWindow()
  assert.equal((await innerAccount(page)).session, 'open')
})

desktopTest(
  '[DOOR6] a picture of another host comes without a word about who asks, and only a picture does',
  async () => {
    const seen: IncomingMessage['headers'][] = []
    const server = createServer((request, response) => {
      seen.push(request.headers)
      if (request.url === '/moved') response.writeHead(302, { location: '/a.png' }).end()
      else if (request.url === '/page')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<script></script>')
      else response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'track=1' }).end(pixel)
    })
    server.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    try {
      await using desktop = await startDesktop()
      const { key } = await innerAccount(desktop.page)
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const show = (path: string) =>
        desktop.page.evaluate(
          (src) =>
            new Promise<number>((resolve) => {
              const image = new Image()
              image.addEventListener('load', () => {
                resolve(image.naturalWidth)
              })
              image.addEventListener('error', () => {
                resolve(0)
              })
              image.src = src
            }),
          `/~elsewhere/${key}?url=${encodeURIComponent(origin + path)}`,
        )
      assert.deepEqual([await show('/a.png'), await show('/moved'), await show('/page')], [1, 1, 0])
      for (const headers of seen) {
        for (const name of ['authorization', 'cookie', 'referer', 'origin']) assert.equal(headers[name], undefined)
      }
      assert.deepEqual(
        desktop.app.faults.filter(({ kind }) => kind !== 'page-error'),
        [],
      )
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
)
