import type { Browser, BrowserContext, Page } from '@playwright/test'
import { ACCESS_COOKIE, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import type { TestGateway } from '../e2e/fixtures/test-gateway.ts'
import { windowLooks } from './browser.ts'

/** A window of its own, with nothing kept from before. */
export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext(windowLooks)
}

/** Lets a window's pages in as somebody, without a form: by the cookies of a session of their own. */
export async function signIn(context: BrowserContext, home: TestGateway, person: string): Promise<void> {
  const { accessToken, refreshToken } = await home.gateway.parts.sessions.begin(home.idOf(person), true)
  const common = { domain: new URL(home.gateway.webUrl).hostname, httpOnly: true, sameSite: 'Lax' as const }
  await context.addCookies([
    { ...common, name: ACCESS_COOKIE, value: accessToken, path: '/' },
    { ...common, name: REFRESH_COOKIE, value: refreshToken, path: '/api/auth' },
  ])
}

export const channelAddress = (home: TestGateway, server: string, channel: string): string =>
  `${home.gateway.webUrl}/servers/${home.ids.servers.get(server) ?? ''}/channels/${home.channel(channel)}`

/** The app with a channel open, past its loading. */
export async function openChannel(context: BrowserContext, home: TestGateway, person: string): Promise<Page> {
  await signIn(context, home, person)
  const page = await context.newPage()
  await page.goto(channelAddress(home, 'square', 'general'))
  await page.getByRole('textbox', { name: 'Message #general' }).waitFor()
  return page
}
