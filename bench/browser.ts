import { chromium, type Browser, type BrowserContext, type LaunchOptions } from '@playwright/test'
import { findBrowser } from '../scripts/ensure-browser.mjs'

/** How large windows are, and whose. */
export const windowLooks = { viewport: { width: 1280, height: 800 }, locale: 'en-GB', colorScheme: 'light' } as const

async function launching(): Promise<LaunchOptions> {
  const found = await findBrowser()
  return {
    ...(found === undefined ? {} : { executablePath: found.path }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  }
}

/** A headless browser of its own for every bench: what one leaves behind does not slow the next. */
export const openBrowser = async (): Promise<Browser> => chromium.launch(await launching())

/** One whose profile lies on the disk, as everybody's does: files stay there, and scripts stay compiled. */
export const openProfile = async (directory: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(directory, { ...(await launching()), ...windowLooks })
