import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { startTestGateway, type TestGateway } from '../../e2e/fixtures/test-gateway.ts'
import { openBrowser } from '../browser.ts'
import { bundlePage } from '../bundle.ts'
import type { Bench } from '../figure.ts'
import { noteFirstArticle, paintedAt } from '../painted.ts'
import { takeTurns } from '../rounds.ts'
import { channelAddress, openContext, signIn } from '../windows.ts'
import { square, webRoot } from '../world.ts'

const ROUNDS = 15
const WARM_UP = 2
const MESSAGES = 200

/** From the start of the navigation to the first message painted, in a window that has nothing kept. */
async function timeToFirst(browser: Browser, home: TestGateway, address: string): Promise<number> {
  await using context = await openContext(browser)
  await signIn(context, home, 'reader')
  const page = await context.newPage()
  await noteFirstArticle(page)
  await page.goto(address)
  // Awaited here: the window is closed on the way out.
  return await paintedAt(page)
}

/** The app, somebody signed in, beside a page of one line that the same server serves. */
export const firstMessage: Bench = {
  parts: ['first-message'],
  measure: async () => {
    const emptyPage = await bundlePage(fileURLToPath(import.meta.resolve('../bare/empty-page/main.tsx')), 'empty-page')
    await using home = await startTestGateway({ webRoot, world: square(30, MESSAGES) })
    await using bareHome = await startTestGateway({ webRoot: emptyPage, world: square(1, 0) })
    await using browser = await openBrowser()
    const ours = (): Promise<number> => timeToFirst(browser, home, channelAddress(home, 'square', 'general'))
    const bare = (): Promise<number> => timeToFirst(browser, bareHome, bareHome.gateway.webUrl)
    await takeTurns(WARM_UP, ours, bare)
    return [{ part: 'first-message', unit: 'ms', ...(await takeTurns(ROUNDS, ours, bare)) }]
  },
}
