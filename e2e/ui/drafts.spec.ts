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

test('J11: what was typed a moment before a reload is there after it', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  for (const words of ['typed and gone', 'typed and gone again']) {
    await composer(page).fill(words)
    await page.reload()
    await expect(composer(page)).toHaveValue(words)
  }
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
      // The row stands there before the gateway has what it says.
      await expect
        .poll(async () => (await storedIn(home, 'general')).map(({ content }) => content))
        .toEqual(['bob was here'])
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

/** As the clipboard does it, in one piece. How long the page was busy with it. */
async function pasteInto(page: Page, pasted: string): Promise<number> {
  const before = performance.now()
  await page.keyboard.insertText(pasted)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  return performance.now() - before
}

interface WithFiles {
  readonly content: string
  readonly attachments: readonly { readonly filename: string; readonly size: number }[]
}

test('F31: 1.2 MB that are pasted go with the message as a file, whole, and the line stands', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const lines: string[] = []
  page.on('websocket', (socket) => lines.push(socket.url()))
  const long = 'a line of a very long report\n'.repeat(42_000)
  await composer(page).fill('the report')
  // The goal is half a second; a slow machine has ten times that.
  expect(await pasteInto(page, long)).toBeLessThan(5_000)
  await expect(composer(page)).toHaveValue('the report')
  await expect(page.locator('.composer-said')).toHaveText(
    'A message has at most 4,000 characters: the text goes with it as a file.',
  )
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('message.txt')
  await composer(page).press('Enter')
  await expect(rows(page, 'the report')).toContainText('message.txt')
  await expect(page.locator('.composer-said')).toHaveCount(0)
  const stored = async (): Promise<readonly WithFiles[]> => {
    const answer = await home.call('bob', 'GET', `/channels/${home.channel('general')}/messages?limit=10`)
    return (await answer.json()) as readonly WithFiles[]
  }
  const whole = { filename: 'message.txt', size: long.length }
  await expect
    .poll(stored)
    .toEqual([expect.objectContaining({ content: 'the report', attachments: [expect.objectContaining(whole)] })])
  expect(lines).toEqual([])
})

test('F31: what is somewhat too long is refused before it is sent, stays in its place, and is sent once it is shorter', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/messages')) sent.push(request.url())
  })
  const words = 'x'.repeat(4_000)
  await composer(page).fill(`${words} and more`)
  await composer(page).press('Enter')
  await expect(page.getByText('9 too many')).toBeVisible()
  await expect(composer(page)).toHaveValue(`${words} and more`)
  expect(sent).toEqual([])
  await say(page, words)
  await expect(rows(page, words)).toHaveCount(1)
  // The row stands before the request is out.
  await expect.poll(() => sent).toHaveLength(1)
})
