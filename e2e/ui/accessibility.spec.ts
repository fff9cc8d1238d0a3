import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { channelAddress, say, settled } from './app-page.ts'
import { expect, test } from './fixtures.ts'

/** What enters is half seen through for a moment, and has no contrast of its own until then. */
async function allEntered(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(passing.map(({ finished }) => finished))
  })
}

async function check(page: Page, screen: string): Promise<void> {
  await allEntered(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  expect(told, screen).toEqual([])
}

test('[A11Y1] no screen has a serious or critical finding', async ({ stage, viewport }) => {
  test.setTimeout(240_000)
  const home = await stage.start()
  const narrow = (viewport?.width ?? 1280) < 680
  await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, {
    content: `<@${home.idOf('alice')}> look:\n\n- **one**\n- two\n\n\`\`\`ts\nconst x = 1\n\`\`\`\n> quoted, with https://mew.example and ||a secret||`,
  })

  const visitor = await stage.window(home)
  await expect(visitor.getByRole('textbox', { name: 'Email' })).toBeVisible()
  await check(visitor, 'sign in')
  await visitor.getByRole('button', { name: 'Create an account' }).click()
  await visitor.getByRole('button', { name: 'Sign up' }).click()
  await check(visitor, 'sign up, with complaints')

  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await say(page, 'an own message')
  await check(page, 'channel')
  await page.getByText('an own message').hover()
  await check(page, 'message under the pointer')
  await page.getByRole('button', { name: 'Edit' }).click()
  await check(page, 'editing')
  await page.keyboard.press('Escape')
  await page.getByText('an own message').hover()
  await page.getByRole('button', { name: 'Retract' }).click()
  await check(page, 'retract question')
  await page.getByRole('button', { name: 'Keep message' }).click()
  if (narrow) await page.getByRole('button', { name: 'Search messages' }).click()
  await page.getByRole('searchbox', { name: 'Search' }).fill('quoted')
  await expect(page.getByRole('region', { name: 'Search results' }).getByRole('link')).toHaveCount(1)
  await check(page, 'search results')
  await page.keyboard.press('Escape')
  if (narrow) {
    await page.getByRole('button', { name: 'Members' }).click()
    await check(page, 'members sheet')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Open servers and channels' }).click()
    await check(page, 'lists sheet')
  }
  await page.getByRole('button', { name: /Account menu$/ }).click()
  await check(page, 'account menu')
  await page.getByRole('menuitem', { name: /^Drafts/ }).click()
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
  await check(page, 'drafts, none')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /^Direct messages/ }).click()
  // The lists lie over the channel until one is chosen.
  if (narrow) await page.getByRole('link', { name: /^bob/ }).click()
  await expect(page.getByRole('textbox', { name: 'Message @bob' })).toBeVisible()
  await check(page, 'direct message, empty')

  await home.gateway.stop()
  await expect(page.getByRole('status')).toHaveText(/Offline/)
  await check(page, 'offline')
  await page.getByRole('textbox', { name: 'Message @bob' }).fill('for later')
  await page.getByRole('textbox', { name: 'Message @bob' }).press('Enter')
  await page.getByRole('button', { name: 'Open outbox' }).click()
  await expect(page.getByRole('dialog', { name: 'Outbox' }).getByRole('listitem')).toHaveCount(1)
  await check(page, 'outbox')
})
