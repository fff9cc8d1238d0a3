import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { places, textOf, type Place } from './harbour.ts'
import type { PageDeed, Plan } from './plan-deeds.ts'

/** So long somebody tries to reach what may not be there just now. */
const PATIENCE_MS = 800

/** What the reader has sent off, and where they meant it to go. */
export interface Sent {
  readonly mark: string
  readonly place: Place
}

export function linkTo(home: TestGateway, place: Place): { readonly list: string; readonly channel: string } {
  const { server, channel } = places[place]
  const list = server === undefined ? 'Direct messages' : server === 'harbour' ? 'Harbour' : 'Raft'
  return { list, channel: `a[href*="${home.channel(channel)}"]` }
}

/** By the rail and the list, as everybody goes; false where there is no way in. */
export async function goTo(page: Page, home: TestGateway, place: Place): Promise<boolean> {
  const { list, channel } = linkTo(home, place)
  const link = page.getByRole('navigation').locator(channel)
  try {
    if (!(await link.first().isVisible())) {
      await page
        .getByRole('navigation', { name: 'Servers' })
        .getByRole('link', { name: new RegExp(`^${list}`) })
        .click({ timeout: PATIENCE_MS })
    }
    await link.first().click({ timeout: PATIENCE_MS })
    return true
  } catch {
    return false
  }
}

async function say(page: Page, mark: string): Promise<boolean> {
  const field = page.getByRole('textbox', { name: /^Message / })
  try {
    await field.fill(textOf(mark), { timeout: PATIENCE_MS })
    await field.press('Enter', { timeout: PATIENCE_MS })
    return true
  } catch {
    return false
  }
}

const placeAt = (page: Page, home: TestGateway): Place | undefined =>
  (Object.keys(places) as Place[]).find((place) => page.url().includes(home.channel(places[place].channel)))

async function perform(page: Page, home: TestGateway, deed: PageDeed): Promise<Sent | undefined> {
  if (deed.kind === 'go') await goTo(page, home, deed.place)
  if (deed.kind === 'scroll') {
    await page.evaluate((by) => document.querySelector('[role=log]')?.scrollBy(0, by), deed.by)
  }
  if (deed.kind === 'quote') {
    await page.evaluate(() => document.querySelector<HTMLElement>('[role=log] button.quote')?.click())
  }
  if (deed.kind !== 'say') return undefined
  const place = placeAt(page, home)
  return (await say(page, deed.mark)) && place !== undefined ? { mark: deed.mark, place } : undefined
}

/** The reader reads, writes, scrolls and goes from place to place, each at its time or as soon after it as can be. */
export async function actOnPage(page: Page, home: TestGateway, plan: Plan): Promise<readonly Sent[]> {
  const begun = performance.now()
  const sent: Sent[] = []
  for (const deed of plan.page) {
    await setTimeout(Math.max(0, begun + deed.at - performance.now()))
    const said = await perform(page, home, deed)
    if (said !== undefined) sent.push(said)
  }
  return sent
}
