import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { givePassword } from '../fixtures/give-password.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { faultTexts, makeProfile, startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { eventually } from './eventually.ts'
import { typeNoted } from './type-noted.ts'

const PASSWORD = 'a good long password'
const SECRET = 'words for nobody else 7f3a91'
const DRAFT = 'begun and never sent 5c20be'

const rail = (page: Page): Locator => page.getByRole('navigation', { name: 'Servers' })

/**
 * Files below a folder in which something stands. The browser's files of databases are left out: what a database that was
 * deleted had stood in is free there, and written over by the browser when it tidies up. That it is gone is asked above.
 */
async function filesWith(folder: string, words: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}IndexedDB${path.sep}`))
    .map((entry) => path.join(entry.parentPath, entry.name))
  const found = await Promise.all(files.map(async (file) => (await readFile(file)).includes(words)))
  return files.filter((_, index) => found[index]).map((file) => path.relative(folder, file))
}

const databases = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))

/** Signs in to a gateway elsewhere. Its answer may never come: the page is loaded anew for it. */
async function enter(page: Page, gateway: string, email: string): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded')
  await page.evaluate(([address, form]) => void window.desktop?.signIn(address, form), [
    gateway,
    { email, password: PASSWORD },
  ] as const)
  await loaded
}

desktopTest(
  'J42: a message in the account that is not shown is seen on its rail entry, a click opens it, and signing out leaves nothing of it on disk',
  async () => {
    await using profile = await makeProfile()
    await using remote = await startTestGateway({ environment: { MEW_CORS_ORIGINS: 'https://only.example' } })
    const email = await givePassword(remote, 'alice', PASSWORD)
    await using desktop = await startDesktop({ realPage: true, userData: profile.userData })
    const { app, page } = desktop
    await page.getByRole('article').first().waitFor()
    await enter(page, remote.url, email)
    const entry = rail(page).getByRole('link', { name: /^Home/ })
    await entry.waitFor()
    await page.getByRole('article').first().waitFor()
    const shown = page.url()

    const content = `<@${remote.idOf('alice')}> ${SECRET}`
    await remote.call('bob', 'POST', `/channels/${remote.channel('general')}/messages`, { content })
    await rail(page).getByRole('link', { name: 'Home, 1 mention' }).waitFor()
    assert.equal(page.url(), shown)
    await entry.click()
    await page.getByRole('article').filter({ hasText: SECRET }).waitFor()
    await rail(page).getByRole('link', { name: 'Home', exact: true }).waitFor()
    const own = remote.gateway.instanceId
    await typeNoted(page, own, DRAFT)
    await page.getByRole('button', { name: /alice: Account menu/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await entry.waitFor({ state: 'detached' })
    await eventually(async () => !(await databases(page)).some((name) => name.includes(own)))
    assert.equal(
      await page
        .evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
        .then((kept) => kept.includes(own)),
      false,
    )
    assert.equal(await app.close(), 0)
    assert.deepEqual(faultTexts(app), [])
    for (const words of [SECRET, DRAFT, own, email, remote.url]) {
      assert.deepEqual(await filesWith(profile.userData, words), [], words)
    }
  },
)
