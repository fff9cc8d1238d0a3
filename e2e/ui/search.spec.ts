import type { Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, rows, search, settled } from './app-page.ts'
import { expect, test } from './fixtures.ts'

/** Somebody says so many things. */
async function write(home: TestGateway, contents: readonly string[], channel = 'general'): Promise<void> {
  for (const content of contents) {
    await home.call('bob', 'POST', `/channels/${home.channel(channel)}/messages`, { content })
  }
}

const results = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('region', { name: 'Search results' })

test('J27: all of 26 matches can be reached, mentions are readable, and a click jumps to the hit', async ({
  stage,
}) => {
  const home = await stage.start()
  const matches = Array.from({ length: 26 }, (_, n) => `sleeper ${n}. <@${home.idOf('alice')}>`)
  await write(home, matches)
  await write(
    home,
    Array.from({ length: 80 }, (_, n) => `line ${n}.`),
  )
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)

  await search(page, 'SLEEPER')
  await expect(results(page).getByRole('heading')).toHaveText('26 messages')
  await results(page).getByRole('button', { name: 'More results' }).click()
  await expect(results(page).getByRole('link')).toHaveCount(26)
  const oldest = results(page).getByRole('link').last()
  await expect(oldest).toContainText('sleeper 0. @alice')
  await oldest.click()
  await expect(rows(page, 'sleeper 0.')).toBeInViewport()
})
