import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { test as base } from './fixtures.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'

/** A browser whose profile stays on the disk when its process ends. */
export interface OwnBrowser {
  readonly context: BrowserContext
  /** A page of somebody who is signed in, before it goes anywhere. */
  readonly pageOf: (home: TestGateway, person: string) => Promise<Page>
  /** Ends its process the way a power cut does: nobody is told before. */
  readonly kill: () => Promise<void>
}

/** Starts a browser on one profile, again after each end. */
export type StartBrowser = () => Promise<OwnBrowser>

export const test = base.extend<{ readonly startBrowser: StartBrowser }>({
  startBrowser: async ({ launchOptions, contextOptions }, provide) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'mew-browser-'))
    const contexts = new Set<BrowserContext>()

    async function start(): Promise<OwnBrowser> {
      const context = await chromium.launchPersistentContext(profile, { ...launchOptions, ...contextOptions })
      contexts.add(context)
      const browser = context.browser()
      if (browser === null) throw new Error('A browser with a profile of its own has no face')
      const session = await browser.newBrowserCDPSession()
      return {
        context,
        pageOf: async (home, person) => {
          await context.addCookies((await home.signIn(person)).storageState().cookies)
          return context.newPage()
        },
        kill: async () => {
          const { processInfo } = await session.send('SystemInfo.getProcessInfo')
          const main = processInfo.find(({ type }) => type === 'browser')
          if (main === undefined) throw new Error('The browser names no process of its own')
          const ended = new Promise((resolve) => context.once('close', resolve))
          process.kill(main.id, 'SIGKILL')
          await ended
          contexts.delete(context)
        },
      }
    }

    await provide(start)
    for (const context of contexts) await context.close()
    // Processes of a killed browser may still be on their way out.
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  },
})
