import { startScenario } from '#gateway/simulator/start-scenario.ts'
import { rail, showLists } from './app-page.ts'
import { expect, test, webRoot } from './fixtures.ts'

test('[J41] a fresh start without any network shows a living workspace within seconds', async ({
  browser,
  contextOptions,
}) => {
  const startCode = 'a-code-of-this-test-only'
  const demo = await startScenario('demo', {
    seed: 2027,
    gateway: { port: 0, webRoot, startCode, ownerName: 'newcomer', environment: {}, logLevel: 'error' },
  })
  const context = await browser.newContext(contextOptions)
  const elsewhere: string[] = []
  await context.route(
    (url) => !url.hostname.endsWith('localhost'),
    async (route) => {
      elsewhere.push(route.request().url())
      await route.abort()
    },
  )
  const page = await context.newPage()
  await page.goto(`${demo.gateway.webUrl}/#start=${startCode}`)

  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 5_000 })
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveCount(0)
  await expect(page.getByRole('img', { name: 'Sticker: Kettle' })).toBeVisible()
  await expect(page.getByRole('article', { name: /^Platform 2, / })).toContainText('on time')
  await showLists(page)
  await expect(
    rail(page)
      .getByRole('link', { name: /mention/ })
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: /, unread$/ }).first()).toBeVisible()
  await expect(page.locator('.avatar img').first()).toHaveJSProperty('complete', true)
  await expect
    .poll(() =>
      page
        .locator('.avatar img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0)
  expect(elsewhere).toEqual([])

  await context.close()
  await demo.stop()
})
