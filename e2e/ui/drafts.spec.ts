import { REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import type { Page } from '@playwright/test'
import { givePassword } from '../fixtures/give-password.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, composer, logIn, rows, say, settled, showLists } from './app-page.ts'
import { expect, test } from './fixtures.ts'

const PASSWORD = 'a good long password'

const channel = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name })

interface Stored {
  readonly content: string
  readonly authorId: { readonly _id: string }
}

async function storedIn(home: TestGateway, name: string): Promise<readonly Stored[]> {
  const answer = await home.call('bob', 'GET', `/channels/${home.channel(name)}/messages?limit=100`)
  return (await answer.json()) as readonly Stored[]
}

test('J11: a draft stays in its channel, and is there again after a restart', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await composer(page).fill('half a sentence')

  await showLists(page)
  await channel(page, /^random/).click()
  await expect(composer(page, 'random')).toHaveValue('')
  await showLists(page)
  await channel(page, /^general/).click()
  await expect(composer(page)).toHaveValue('half a sentence')

  await page.reload()
  await expect(composer(page)).toHaveValue('half a sentence')
  const context = page.context()
  const address = page.url()
  await page.close()
  const again = await context.newPage()
  await again.goto(address)
  await expect(composer(again)).toHaveValue('half a sentence')
})

const exactly = [
  '**stars** *and* `ticks` ``two`` -- dashes',
  '1. one',
  '5. five - 10) ten # not a head > nor a quote',
].join('\n')

test('J12: asterisks, backticks, dashes, numbers and pasted lines arrive exactly as they were', async ({ stage }) => {
  const home = await stage.start()
  const address = channelAddress(home, 'home', 'general')
  const page = await stage.windowOf(home, 'alice', address)
  await settled(page)
  await composer(page).focus()
  // As the clipboard does it: one piece, with its line breaks.
  await page.keyboard.insertText(exactly)
  await expect(composer(page)).toHaveValue(exactly)
  await composer(page).press('Enter')
  await expect(composer(page)).toHaveValue('')
  await expect.poll(async () => (await storedIn(home, 'general')).map(({ content }) => content)).toEqual([exactly])
  const bob = await stage.windowOf(home, 'bob', address)
  await settled(bob)
  await expect(rows(bob, '5. five')).toContainText('10) ten # not a head > nor a quote')
})

for (const next of ['alice', 'bob'] as const) {
  test(`F06: a message sent as the session ends is not lost, and is nobody else's (then ${next} logs in)`, async ({
    stage,
  }) => {
    const home = await stage.start()
    const emails = {
      alice: await givePassword(home, 'alice', PASSWORD),
      bob: await givePassword(home, 'bob', PASSWORD),
    }
    const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
    await settled(page)
    const words = 'five hundred characters and not one less '.repeat(13).slice(0, 500)
    await page.context().clearCookies({ name: REFRESH_COOKIE })
    const match = { kind: 'http', method: 'POST', path: '/**/messages' } as const
    await home.faults.add({ match, action: { type: 'expire-token' }, times: 1 })

    await composer(page).fill(words)
    await composer(page).press('Enter')
    await expect(page.getByText('Your session has ended.')).toBeVisible()
    await expect(page.getByText(words)).toHaveCount(0)
    if (next === 'bob') {
      await logIn(page, emails.bob, PASSWORD)
      await settled(page)
      await say(page, 'bob was here')
      await expect(rows(page, 'bob was here')).toHaveCount(1)
      await expect(page.getByText(words)).toHaveCount(0)
      await expect(composer(page)).toHaveValue('')
      const stored = await storedIn(home, 'general')
      expect(stored.map(({ content }) => content)).toEqual(['bob was here'])
      return
    }
    await logIn(page, emails.alice, PASSWORD)
    await expect(rows(page, words)).toHaveCount(1)
    await expect(composer(page)).toHaveValue('')
    await expect
      .poll(async () => (await storedIn(home, 'general')).map(({ content, authorId }) => [content, authorId._id]))
      .toEqual([[words, home.idOf('alice')]])
  })
}
