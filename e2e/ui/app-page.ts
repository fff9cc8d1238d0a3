import type { Locator, Page } from '@playwright/test'
import { userId } from '#shared/models/ids.ts'
import { expect } from './fixtures.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'

/** Looks at the app as its users do: by roles and names. */

export const composer = (page: Page, name = 'general'): Locator =>
  page.getByRole('textbox', { name: `Message #${name}` })

export const log = (page: Page, name = 'general'): Locator => page.getByRole('log', { name: `Messages in ${name}` })

export const rows = (page: Page, text: string | RegExp): Locator => page.getByRole('article').filter({ hasText: text })

export const rail = (page: Page): Locator => page.getByRole('navigation', { name: 'Servers' })

export const channels = (page: Page): Locator => page.getByRole('navigation', { name: 'Channels' })

export async function say(page: Page, text: string, channel = 'general'): Promise<void> {
  await composer(page, channel).fill(text)
  await composer(page, channel).press('Enter')
}

export const channelAddress = (home: TestGateway, server: string, channel: string): string =>
  `/servers/${home.ids.servers.get(server) ?? ''}/channels/${home.channel(channel)}`

/** The window shows the channel and is live. */
export async function settled(page: Page, channel = 'general'): Promise<void> {
  await expect(composer(page, channel)).toBeVisible()
  await expect(page.getByRole('status')).toHaveText('')
}

/** Breaks every connection that somebody has to the gateway. */
export function cutOff(home: TestGateway, person: string): void {
  home.gateway.parts.realtime.sockets.endUser(userId.parse(home.idOf(person)))
}

/** No network for alice, whose page it is, until what is returned is called. */
export async function takeNetwork(home: TestGateway, page: Page): Promise<() => Promise<void>> {
  const away = await home.faults.add({ match: { kind: 'connect' }, action: { type: 'refuse' } })
  const deaf = await home.faults.add({ match: { kind: 'http', user: 'alice' }, action: { type: 'drop' } })
  cutOff(home, 'alice')
  await expect(page.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  return async () => {
    await home.faults.remove(deaf)
    await home.faults.remove(away)
  }
}

/** The page as one that nobody looks at, and back. */
export async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    const state = isHidden ? 'hidden' : 'visible'
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    document.hasFocus = () => !isHidden
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    window.dispatchEvent(new Event(isHidden ? 'blur' : 'focus'))
  }, hidden)
}

export const NARROW = 680

/** Where the window is narrow the lists are a sheet over the channel. */
export async function showLists(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? NARROW) >= NARROW) return
  const opener = page.getByRole('button', { name: 'Open servers and channels' })
  await expect(opener.or(rail(page)).first()).toBeVisible()
  // Under the open sheet it is out of reach; beside one that is leaving it is not.
  if (await opener.isVisible()) await opener.click()
}

/** Back to the channel, where the lists are a sheet over it. */
export async function hideLists(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? NARROW) >= NARROW) return
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Open servers and channels' })).toHaveCount(0)
}

/** Presses until the page is back by itself or by that. */
export async function retryNow(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Retry now' })
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 1_000 })
    await expect(page.getByRole('status')).toHaveText('', { timeout: 1_000 })
  }).toPass()
}

export async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** What the gateway has of a channel, the oldest first. */
export async function textsAt(home: TestGateway, channel = 'general'): Promise<readonly string[]> {
  const answer = await home.call('bob', 'GET', `/channels/${home.channel(channel)}/messages?limit=50`)
  const all = (await answer.json()) as readonly {
    readonly content: string
    readonly createdAt: string
    readonly _id: string
  }[]
  return all.toSorted((a, b) => (a.createdAt + a._id < b.createdAt + b._id ? -1 : 1)).map(({ content }) => content)
}

export async function search(page: Page, wanted: string): Promise<void> {
  if ((page.viewportSize()?.width ?? NARROW) < NARROW)
    await page.getByRole('button', { name: 'Search messages' }).click()
  await page.getByRole('searchbox', { name: 'Search' }).fill(wanted)
  await page.keyboard.press('Enter')
}

/** By the head of the channel that is shown: year, month and day with lines between. */
export async function goToDate(page: Page, day: string): Promise<void> {
  await page.getByRole('button', { name: 'Go to a date' }).click()
  await page.getByLabel('Go to a date', { exact: true }).last().fill(day)
  await page.getByRole('button', { name: 'Go', exact: true }).click()
}
