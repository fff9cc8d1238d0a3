import assert from 'node:assert/strict'
import type { Locator, Page } from '@playwright/test'
import { givePassword } from '../fixtures/give-password.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { makeProfile, startDesktop } from './desktop-app.ts'
import { desktopTest } from './desktop-test.ts'
import { eventually } from './eventually.ts'

const PASSWORD = 'a good long password'

const rail = (page: Page): Locator => page.getByRole('navigation', { name: 'Servers' })
const row = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text })

async function write(home: TestGateway, channel: string, texts: readonly string[]): Promise<void> {
  for (const content of texts) {
    await home.call('bob', 'POST', `/channels/${home.channel(channel)}/messages`, { content })
  }
}

/** Signs in to a gateway elsewhere. Its answer may never come: the page is loaded anew for it. */
async function enter(page: Page, gateway: string, email: string): Promise<void> {
  const loaded = page.waitForEvent('domcontentloaded')
  await page.evaluate(([address, form]) => void window.desktop?.signIn(address, form), [
    gateway,
    { email, password: PASSWORD },
  ] as const)
  await loaded
}

/** How many messages of that gateway its cache has. */
const countKept = (page: Page, instance: string): Promise<number> =>
  page.evaluate(async (id) => {
    const known = await indexedDB.databases()
    const name = known.find((database) => database.name?.startsWith(`mew cache ${id}`))?.name
    if (name === undefined) return 0
    return new Promise<number>((resolve) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        const rows = request.result.transaction('rows').objectStore('rows').count()
        rows.addEventListener('success', () => {
          request.result.close()
          resolve(rows.result)
        })
      })
    })
  }, instance)

desktopTest(
  'J44: closed and started again without network, everything read before is readable and searchable, and says as of when',
  async () => {
    await using profile = await makeProfile()
    const remote = await startTestGateway({ environment: { MEW_CORS_ORIGINS: 'https://only.example' } })
    const email = await givePassword(remote, 'alice', PASSWORD)
    const many = Array.from({ length: 45 }, (_, number) => `line ${number + 1}.`)
    await write(remote, 'general', many)
    await write(remote, 'random', ['a word elsewhere'])
    await using first = await startDesktop({ realPage: true, userData: profile.userData })
    await first.page.getByRole('article').first().waitFor()
    await enter(first.page, remote.url, email)
    await rail(first.page).getByRole('link', { name: /^Home/ }).click()
    await row(first.page, 'line 45.').waitFor()
    await first.page.getByRole('link', { name: /^random/ }).click()
    await row(first.page, 'a word elsewhere').waitFor()
    await eventually(async () => (await countKept(first.page, remote.gateway.instanceId)) === 46)
    await remote[Symbol.asyncDispose]()
    await first.page
      .getByRole('status')
      .filter({ hasText: /Reconnecting|Offline/ })
      .waitFor()
    assert.equal(await first.app.close(), 0)

    await using second = await startDesktop({ realPage: true, userData: profile.userData })
    const { page } = second
    await rail(page).getByRole('link', { name: /^Home/ }).click()
    await row(page, 'line 45.').waitFor()
    await page.getByRole('status').filter({ hasText: 'showing messages as of' }).waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('A WORD')
    await page.keyboard.press('Enter')
    const results = page.getByRole('region', { name: 'Search results' })
    await results.getByRole('group').getByRole('button', { name: 'Home' }).click()
    await results.getByText('Only what is kept on this computer was searched.').waitFor()
    await results.getByRole('link').filter({ hasText: 'a word elsewhere' }).click()
    await row(page, 'a word elsewhere').waitFor()
    await page.getByRole('link', { name: /^general/ }).click()
    await page.getByRole('log', { name: 'Messages in general' }).hover()
    await page.mouse.wheel(0, -20_000)
    await row(page, 'line 1.').waitFor()
    assert.equal(await page.getByRole('button', { name: /Log in/ }).count(), 0)
  },
)
