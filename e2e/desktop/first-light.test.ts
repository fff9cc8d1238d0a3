import assert from 'node:assert/strict'
import type { Locator, Page } from '@playwright/test'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { faultTexts, makeProfile, startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'

/** The app as it is built, looked at as its users do: by roles and names. */

const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message #/ })

const article = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text })

async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Sent, answered and no longer on its way. */
async function untilSent(page: Page, text: string): Promise<void> {
  await article(page, text).waitFor()
  await page.waitForFunction((wanted) => {
    const row = [...document.querySelectorAll('[role=article], article')].find((one) =>
      one.textContent.includes(wanted),
    )
    const described = row?.getAttribute('aria-describedby')
    return (
      row !== undefined &&
      (described === null || !/Sending/.test(document.getElementById(described ?? '')?.textContent ?? ''))
    )
  }, text)
}

desktopTest('[J41] the first start opens straight into a living workspace, without a form', async () => {
  await using desktop = await startDesktop({ realPage: true })
  const { app, page } = desktop
  await page.getByRole('article').first().waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Email' }).count(), 0)
  assert.ok((await page.getByRole('navigation', { name: 'Servers' }).getByRole('link').count()) > 1)
  assert.ok((await page.getByRole('link', { name: /, unread$/ }).count()) > 0)
  await page.getByRole('complementary', { name: 'Members' }).waitFor()
  const pages = (await app.securityReport()).map(({ sandbox, contextIsolation, nodeIntegration, url }) => ({
    sandbox,
    contextIsolation,
    nodeIntegration,
    isOurs: String(url).startsWith('app://bundle/'),
  }))
  assert.deepEqual(pages, [{ sandbox: true, contextIsolation: true, nodeIntegration: false, isOurs: true }])
  assert.equal(await app.close(), 0)
  assert.deepEqual(faultTexts(app), [])
})

desktopTest('[LIGHT1] pictures of people come through the relay', async () => {
  await using desktop = await startDesktop({ realPage: true })
  const { app, page } = desktop
  const picture = page.locator('img[src^="/~gateway/"]').first()
  await picture.waitFor()
  await page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>('img[src^="/~gateway/"]')
    return image !== null && image.complete && image.naturalWidth > 0
  })
  assert.deepEqual(faultTexts(app), [])
})

desktopTest('[LIGHT2] a message goes out, is there once, and is there again after a restart', async () => {
  await using profile = await makeProfile()
  await using first = await startDesktop({ realPage: true, userData: profile.userData })
  const text = 'Hello from the desktop'
  await say(first.page, text)
  await untilSent(first.page, text)
  assert.equal(await article(first.page, text).count(), 1)
  const address = await first.page.evaluate(() => location.pathname)
  assert.match(address, /^\/servers\/.+\/channels\/.+/)
  assert.equal(await first.app.close(), 0)
  assert.deepEqual(faultTexts(first.app), [])

  await using second = await startDesktop({ realPage: true, userData: profile.userData })
  await article(second.page, text).waitFor()
  assert.equal(await article(second.page, text).count(), 1)
  assert.deepEqual(faultTexts(second.app), [])
})

desktopTest('[LIGHT3] nothing the page keeps holds a token', async () => {
  await using desktop = await startDesktop({ realPage: true })
  const { page } = desktop
  await say(page, 'Something to keep')
  await untilSent(page, 'Something to keep')
  const kept = await page.evaluate(async () => {
    const texts = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '')
        opening.addEventListener('success', () => {
          resolve(opening.result)
        })
        opening.addEventListener('error', () => {
          reject(new Error('A database cannot be read'))
        })
      })
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll()
        texts.push(
          await new Promise((resolve) => {
            all.addEventListener('success', () => {
              resolve(JSON.stringify(all.result))
            })
          }),
        )
      }
      database.close()
    }
    return texts.join('\n')
  })
  assert.doesNotMatch(kept, /ey[\w-]{8,}\.ey[\w-]{8,}\./)
})

desktopTest(
  '[J43] the gateway process is killed: it comes back, the text in the composer stays, nothing is doubled',
  async () => {
    await using desktop = await startDesktop({ realPage: true })
    const { app, page } = desktop
    await say(page, 'Said before')
    await untilSent(page, 'Said before')
    await composer(page).fill('Not sent yet')
    await app.evaluateMain(async () => {
      const { readdir, readFile } = await import('node:fs/promises')
      for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
        const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
        const parent = (await read('stat')).split(') ')[1]?.split(' ')[1]
        if ((await read('cmdline')).includes('gateway.js') && parent === String(process.pid)) {
          process.kill(Number(pid), 'SIGKILL')
        }
      }
    })
    await app.waitForCall('utilityProcess.exit')
    assert.equal(await composer(page).inputValue(), 'Not sent yet')
    await composer(page).press('Enter')
    await untilSent(page, 'Not sent yet')
    assert.equal(await article(page, 'Not sent yet').count(), 1)
    assert.equal(await article(page, 'Said before').count(), 1)
  },
)

const dora = { username: 'dora', email: 'dora@mew.example', password: 'correct horse' }

/** Somebody with a password who is a member of the server "Home". */
async function makeDora(home: TestGateway): Promise<void> {
  const post = (path: string, body: object, token?: string) =>
    fetch(`${home.url}/api${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
  const { token } = (await (await post('/auth/register', dora)).json()) as { token: string }
  const place = `/servers/${home.ids.servers.get('home') ?? ''}/invites`
  const { code } = (await (await home.call('alice', 'POST', place, {})).json()) as { code: string }
  assert.equal((await post(`/invites/${code}`, {}, token)).status, 200)
}

async function logIn(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Email' }).fill(dora.email)
  await dialog.getByRole('textbox', { name: 'Password' }).fill(dora.password)
  await dialog.getByRole('button', { name: 'Log in' }).click()
}

async function addServer(page: Page, home: TestGateway): Promise<void> {
  await page.getByRole('button', { name: 'Add a server' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Address' }).fill(home.url)
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByText(/Answers in/).waitFor()
  await dialog.getByRole('button', { name: 'Log in' }).click()
  await logIn(page)
}

/** Ends every session somebody has there, as the gateway itself would. */
async function endSessions({ gateway: { parts } }: TestGateway): Promise<void> {
  const revokedAt = new Date().toISOString()
  const ended = await parts.database.write(async (writer) => ({
    result: await writer.updateTable('session').set({ revokedAt }).returning('id').execute(),
  }))
  for (const { id } of ended) parts.realtime.sockets.endSession(id)
}

desktopTest(
  '[LIGHT4] a server elsewhere, which knows nothing of the app, is added and talked on beside the demo',
  async () => {
    await using home = await startTestGateway({ environment: { MEW_CORS_ORIGINS: 'https://only.example' } })
    await makeDora(home)
    await using desktop = await startDesktop({ realPage: true })
    const { app, page } = desktop
    await addServer(page, home)

    const rail = page.getByRole('navigation', { name: 'Servers' })
    await rail.getByRole('link', { name: /^Home/ }).click()
    await page.getByRole('textbox', { name: 'Message #general' }).waitFor()
    await say(page, 'Hello from far away')
    await untilSent(page, 'Hello from far away')
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'Welcome, dora' })
    await article(page, 'Welcome, dora').waitFor()
    await rail.getByRole('link', { name: /^First steps/ }).click()
    await page.getByRole('log', { name: 'Messages in start-here' }).waitFor()
    assert.deepEqual(faultTexts(app), [])
  },
)

desktopTest(
  '[LIGHT5] a session that ends elsewhere leaves the others alone, and is logged in to again where its servers were',
  async () => {
    await using home = await startTestGateway({ environment: { MEW_CORS_ORIGINS: 'https://only.example' } })
    await makeDora(home)
    await using desktop = await startDesktop({ realPage: true })
    const { page } = desktop
    await addServer(page, home)
    const rail = page.getByRole('navigation', { name: 'Servers' })
    await rail.getByRole('link', { name: /^Home/ }).click()
    await page.getByRole('textbox', { name: 'Message #general' }).fill('half a thought')

    await endSessions(home)
    const again = rail.getByRole('button', { name: /^Log in to .* again$/ })
    await again.waitFor()
    await rail.getByRole('link', { name: /^First steps/ }).click()
    await page.getByRole('log', { name: 'Messages in start-here' }).waitFor()
    await again.click()
    await page
      .getByRole('dialog')
      .getByText(/has ended/)
      .waitFor()
    await logIn(page)

    await rail.getByRole('link', { name: /^Home/ }).click()
    assert.equal(await page.getByRole('textbox', { name: 'Message #general' }).inputValue(), 'half a thought')
    assert.equal(await again.count(), 0)
  },
)

desktopTest("[LIGHT6] a server of one's own is made from the same place where others are added", async () => {
  await using desktop = await startDesktop({ realPage: true })
  const { app, page } = desktop
  await page.getByRole('button', { name: 'Add a server' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create a server' }).click()
  await page.getByRole('textbox', { name: 'Server name' }).fill('Allotment')
  await page.getByRole('button', { name: 'Create server' }).click()
  await page.getByRole('navigation', { name: 'Servers' }).getByRole('link', { name: 'Allotment' }).waitFor()
  await page.getByText('No channels yet').waitFor()
  assert.deepEqual(faultTexts(app), [])
})
