import { test as base, type BrowserContext } from '@playwright/test'
import { attachWhatHappened } from './attach-what-happened.ts'
import type { GatewayFixtures, GatewayWorkerFixtures } from './playwright-api.ts'
import { Simulator } from './simulator.ts'

export { expect } from '@playwright/test'

export const test = base.extend<GatewayFixtures, GatewayWorkerFixtures>({
  simulator: [
    // Playwright reads from the pattern which fixtures one needs: this one needs none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const simulator = await Simulator.start()
      await provide(simulator)
      await simulator[Symbol.asyncDispose]()
    },
    { scope: 'worker' },
  ],
  tenantOptions: [{ scenario: 'two-friends' }, { option: true }],
  gw: async ({ simulator, tenantOptions }, provide, testInfo) => {
    const gw = await simulator.tenant(tenantOptions)
    await provide(gw)
    if (testInfo.status !== testInfo.expectedStatus) await attachWhatHappened(gw, testInfo)
    await gw.stop()
  },
  openAs: async ({ browser, contextOptions, gw }, provide) => {
    const contexts: BrowserContext[] = []
    await provide(async (user, channel) => {
      const storageState = (await gw.signIn(user)).storageState()
      const context = await browser.newContext({ ...contextOptions, storageState })
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(channel === undefined ? gw.webUrl : await gw.pageOf(channel))
      return page
    })
    for (const context of contexts) await context.close()
  },
})
