import { test as base, type BrowserContext, type TestInfo } from '@playwright/test'
import type { Tenant } from './api.ts'
import type { GatewayFixtures, GatewayWorkerFixtures } from './playwright-api.ts'
import { Simulator } from './simulator.ts'

export { expect } from '@playwright/test'

/** What happened in the gateway, a step a line, and how to have the same again. */
async function attachWhatHappened(gw: Tenant, testInfo: TestInfo): Promise<void> {
  const steps = gw.events.all().map((step) => `${JSON.stringify(step)}\n`)
  await testInfo.attach('journal.ndjson', { body: steps.join(''), contentType: 'application/x-ndjson' })
  const replay = `MEW_SEED=${gw.seed} npx playwright test ${testInfo.file}:${testInfo.line}`
  await testInfo.attach('replay', { body: replay, contentType: 'text/plain' })
  testInfo.annotations.push({ type: 'replay', description: replay })
}

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
