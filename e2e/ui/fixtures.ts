import { rm } from 'node:fs/promises'
import path from 'node:path'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import type { StorageState } from '#gateway/simulator/testing/api.ts'
import { describeFinding } from '#gateway/simulator/referee/describe-finding.ts'
import { attachWhatHappened } from '#gateway/simulator/testing/attach-what-happened.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

export const webRoot = path.join(import.meta.dirname, '../../out/renderer')

type StartOptions = NonNullable<Parameters<typeof startTestGateway>[0]>

/** What a page of the app must never say, whatever is done to it. */
const forbidden = /Content Security Policy|Uncaught|Maximum update depth|same key|hydrat/i

/** The test runner's recorder reads previews of files again; the page itself shows them and never fetches one. */
const tracing = /^Connecting to 'blob:/

export interface Stage {
  /** A gateway of this test's own, with the built UI at its door. Started when it is first asked for. */
  readonly start: (options?: StartOptions) => Promise<TestGateway>
  /** A window of somebody who is signed in already, at an address of the app. */
  readonly windowOf: (home: TestGateway, person: string, address?: string) => Promise<Page>
  /** A window of nobody. */
  readonly window: (home: TestGateway, address?: string) => Promise<Page>
}

export const test = base.extend<{ readonly stage: Stage }>({
  stage: async ({ browser, contextOptions }, provide, testInfo) => {
    const gateways: TestGateway[] = []
    const contexts: BrowserContext[] = []
    const said: string[] = []
    const directories = new Set<string>()

    async function open(home: TestGateway, storageState?: StorageState, address = '/'): Promise<Page> {
      const context = await browser.newContext({
        ...contextOptions,
        ...(storageState === undefined ? {} : { storageState }),
      })
      contexts.push(context)
      const page = await context.newPage()
      page.on('pageerror', (error) => said.push(String(error)))
      page.on('console', (message) => {
        if (forbidden.test(message.text()) && !tracing.test(message.text())) said.push(message.text())
      })
      await page.goto(home.gateway.webUrl + address)
      return page
    }

    await provide({
      start: async (options = {}) => {
        const home = await startTestGateway({ webRoot, strict: true, ...options })
        if (options.dataDirectory !== undefined) directories.add(options.dataDirectory)
        gateways.push(home)
        return home
      },
      window: (home, address) => open(home, undefined, address),
      windowOf: async (home, person, address) => open(home, (await home.signIn(person)).storageState(), address),
    })

    if (testInfo.status !== testInfo.expectedStatus) {
      for (const home of gateways) await attachWhatHappened(home, testInfo)
    }
    const accusations = gateways.flatMap(({ simulation }) => simulation.referee?.findings() ?? []).map(describeFinding)
    for (const context of contexts) await context.close()
    for (const home of gateways) await home.gateway.stop()
    for (const directory of directories) await rm(directory, { recursive: true, force: true })
    expect(accusations, 'what the referee accuses the pages of').toEqual([])
    expect(said, 'errors and policy violations the pages reported').toEqual([])
  },
})

export { expect } from '@playwright/test'
