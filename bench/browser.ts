import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '../scripts/ensure-browser.mjs'

/** A headless browser of its own for every bench: what one leaves behind does not slow the next. */
export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser()
  return chromium.launch({
    ...(found === undefined ? {} : { executablePath: found.path }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}
