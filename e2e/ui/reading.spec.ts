import { channelAddress, log, rows, settled } from './app-page.ts'
import { expect, test } from './fixtures.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'

async function write(home: TestGateway, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content: `line ${n}.` })
  }
}

test('[J26] older messages come by scrolling up; a page that fails says so and can be asked for again', async ({
  stage,
}) => {
  const home = await stage.start()
  await write(home, 120)
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const isOlder = (url: URL): boolean => url.pathname.endsWith('/messages') && url.searchParams.has('before')
  await page.route(isOlder, (route) => route.fulfill({ status: 500, json: { message: 'Internal Server Error' } }))

  await log(page).hover()
  await page.mouse.wheel(0, -20_000)
  await expect(page.getByText('Older messages did not load.')).toBeVisible()

  await page.unroute(isOlder)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Older messages did not load.')).toHaveCount(0)
  // What was being read has not moved; the rest is above it.
  await expect(async () => {
    await page.mouse.wheel(0, -20_000)
    await expect(rows(page, 'line 0.')).toBeInViewport({ timeout: 500 })
  }).toPass()
})

test('[J18] the title says where one is, and how many mentions wait', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await expect(page).toHaveTitle('#general | Home')

  await home.call('bob', 'POST', `/channels/${home.channel('random')}/messages`, {
    content: `<@${home.idOf('alice')}> look`,
  })
  await expect(page).toHaveTitle('(1) #general | Home')
})
