import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import { givePassword } from '../fixtures/give-password.ts'
import { channelAddress, composer, log, logIn, rail, rows, say, settled, showLists } from './app-page.ts'
import { expect, test } from './fixtures.ts'

const PASSWORD = 'a good long password'

const isSend = (url: URL): boolean => /\/channels\/[0-9a-f]+\/messages$/.test(url.pathname)

test('[J7] what one sends the other sees within a second, once, both ways', async ({ stage }) => {
  const home = await stage.start()
  const address = channelAddress(home, 'home', 'general')
  const alice = await stage.windowOf(home, 'alice', address)
  const bob = await stage.windowOf(home, 'bob', address)
  await settled(alice)
  await settled(bob)

  await say(alice, 'hello from alice')
  await expect(rows(bob, 'hello from alice')).toHaveCount(1, { timeout: 1_000 })
  await say(bob, 'hello from bob')
  await expect(rows(alice, 'hello from bob')).toHaveCount(1, { timeout: 1_000 })

  await expect(rows(alice, 'hello from alice')).toHaveCount(1)
  await expect(composer(alice)).toHaveValue('')
})

test('[J7] it goes on after the gateway was restarted with its data', async ({ stage }) => {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'mew-journey-'))
  const home = await stage.start({ dataDirectory })
  const address = channelAddress(home, 'home', 'general')
  const alice = await stage.windowOf(home, 'alice', address)
  const bob = await stage.windowOf(home, 'bob', address)
  await settled(alice)
  await settled(bob)
  await say(alice, 'before the restart')
  await expect(rows(bob, 'before the restart')).toHaveCount(1)

  await home.gateway.stop()
  await expect(alice.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  await stage.start({ dataDirectory, port: home.gateway.port })
  await settled(alice)
  await settled(bob)

  await say(alice, 'after it, from alice')
  await expect(rows(bob, 'after it, from alice')).toHaveCount(1)
  await say(bob, 'after it, from bob')
  await expect(rows(alice, 'after it, from bob')).toHaveCount(1)
  await expect(rows(alice, 'before the restart')).toHaveCount(1)
})

/** The rows of where one has scrolled to are there: drawing them may take longer than the next look on a busy machine. */
async function drawnToTheTop(page: Page): Promise<void> {
  await expect
    .poll(() =>
      log(page).evaluate((element) => {
        const top = element.getBoundingClientRect().top
        const drawn = [...element.querySelectorAll('[data-message]')].map((row) => row.getBoundingClientRect())
        return element.scrollTop < 40 || drawn.some((row) => row.top <= top + 40 && row.bottom > top)
      }),
    )
    .toBe(true)
}

test('[J7] a hundred messages both ways arrive once each, in the same order in both windows', async ({ stage }) => {
  test.slow()
  const home = await stage.start()
  const address = channelAddress(home, 'home', 'general')
  const alice = await stage.windowOf(home, 'alice', address)
  const bob = await stage.windowOf(home, 'bob', address)
  await settled(alice)
  await settled(bob)

  const talk = async (page: Page, name: string): Promise<void> => {
    for (let index = 0; index < 50; index += 1) await say(page, `${name} says ${index}`)
  }
  await Promise.all([talk(alice, 'alice'), talk(bob, 'bob')])

  const seen = async (page: Page): Promise<readonly string[]> => {
    const texts = new Map<string, string>()
    await expect(page.getByRole('article').last()).toHaveAccessibleDescription('')
    let isTop = false
    while (!isTop) {
      const here = await log(page).evaluate((element) =>
        [...element.querySelectorAll<HTMLElement>('[data-message]')].map((row): [string, string] => [
          row.dataset['message'] ?? '',
          row.querySelector('.message-body')?.textContent ?? '',
        ]),
      )
      for (const [id, text] of here) texts.set(id, text)
      isTop = await log(page).evaluate((element) => {
        const before = element.scrollTop
        element.scrollBy(0, -400)
        return before === element.scrollTop
      })
      await drawnToTheTop(page)
    }
    return [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  }
  const [byAlice = [], byBob = []] = await Promise.all([alice, bob].map((page) => seen(page)))

  expect(byAlice).toEqual(byBob)
  expect(byAlice).toHaveLength(100)
  expect(byAlice.filter((text) => text.startsWith('alice'))).toEqual(
    Array.from({ length: 50 }, (_, index) => `alice says ${index}`),
  )
})

test('[J8] on a slow server a message is pending, then confirmed, without a double and without a jump', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(isSend, async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })

  await say(page, 'takes a while')
  const row = rows(page, 'takes a while')
  await expect(row).toHaveAccessibleDescription('Sending')
  const before = await row.boundingBox()
  release()
  await expect(row).toHaveAccessibleDescription('')

  await expect(row).toHaveCount(1)
  expect((await row.boundingBox())?.y).toBe(before?.y)
})

test('[J9] a refused message keeps its text, says why, and can be tried again', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await page.route(isSend, async (route) => {
    if (route.request().method() !== 'POST') await route.continue()
    else
      await route.fulfill({ status: 403, json: { message: 'You do not have the required permission: SEND_MESSAGES' } })
  })

  await say(page, 'words worth keeping')
  const row = rows(page, 'words worth keeping')
  await expect(row).toHaveAccessibleDescription('Not sent. You may not do that here.')
  await page.unroute(isSend)
  await row.getByRole('button', { name: 'Retry' }).click()

  await expect(row).toHaveAccessibleDescription('')
  await expect(row).toHaveCount(1)
})

test('[J14] a lost connection is shown, and gone when it is back', async ({ stage }) => {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'mew-journey-'))
  const home = await stage.start({ dataDirectory })
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)

  await home.gateway.stop()
  await expect(page.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  await expect(page.getByRole('status')).toHaveText(/^Offline.*Retry now$/)
  await stage.start({ dataDirectory, port: home.gateway.port })

  // By itself: whoever presses the button has it sooner.
  await expect(page.getByRole('status')).toHaveText('', { timeout: 15_000 })
  await say(page, 'back again')
  await expect(rows(page, 'back again')).toHaveAccessibleDescription('')
})

test('[J23] an edit and a retraction of an own message are seen by everybody', async ({ stage }) => {
  const home = await stage.start()
  const address = channelAddress(home, 'home', 'general')
  const alice = await stage.windowOf(home, 'alice', address)
  const bob = await stage.windowOf(home, 'bob', address)
  await settled(bob)
  await say(alice, 'a frist try')
  await expect(rows(bob, 'a frist try')).toBeVisible()

  await rows(alice, 'a frist try').hover()
  await alice.getByRole('toolbar', { name: 'Message actions' }).getByRole('button', { name: 'Edit' }).click()
  await alice.getByRole('textbox', { name: 'Edit message' }).fill('a first try')
  await alice.getByRole('textbox', { name: 'Edit message' }).press('Enter')
  await expect(rows(bob, 'a first try')).toContainText('edited')

  await rows(alice, 'a first try').hover()
  await alice.getByRole('button', { name: 'Retract' }).click()
  await alice.getByRole('button', { name: 'Retract message' }).click()
  for (const page of [alice, bob]) {
    await expect(log(page).getByText('alice retracted this message')).toBeVisible()
    await expect(rows(page, 'a first try')).toHaveCount(0)
  }
})

test('[J23] Up in an empty composer edits the last own message, Escape leaves it as it was', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await say(page, 'the last word')
  await expect(rows(page, 'the last word')).toHaveAccessibleDescription('')

  await composer(page).press('ArrowUp')
  await page.getByRole('textbox', { name: 'Edit message' }).fill('something else')
  await page.getByRole('textbox', { name: 'Edit message' }).press('Escape')

  await expect(rows(page, 'the last word')).toHaveCount(1)
})

test('[J23] from the keyboard alone: arrows reach a message, and its bar edits it', async ({ stage }) => {
  const home = await stage.start()
  const alice = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(alice)
  await say(alice, 'older')
  await say(alice, 'newer')
  await expect(rows(alice, 'newer')).toBeVisible()

  await log(alice).focus()
  await alice.keyboard.press('ArrowUp')
  await expect(rows(alice, 'newer')).toBeFocused()
  await alice.keyboard.press('ArrowUp')
  await expect(rows(alice, 'older')).toBeFocused()
  for (const name of ['Add reaction', 'Reply', 'Edit']) {
    await alice.keyboard.press('Tab')
    await expect(rows(alice, 'older').getByRole('button', { name })).toBeFocused()
  }
  await alice.keyboard.press('Enter')
  await alice.getByRole('textbox', { name: 'Edit message' }).fill('old, and better')
  await alice.keyboard.press('Enter')
  await expect(rows(alice, 'old, and better')).toBeVisible()
})

test('[J23] the keyboard stays on a message while it is on its way and once it is there', async ({ stage }) => {
  const home = await stage.start()
  const alice = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(alice)
  const { promise: mayGo, resolve: letGo } = Promise.withResolvers<void>()
  await alice.route(isSend, async (route) => {
    await mayGo
    await route.continue()
  })
  await say(alice, 'on its way')

  await log(alice).focus()
  await alice.keyboard.press('ArrowUp')
  await expect(rows(alice, 'on its way')).toBeFocused()
  letGo()
  await expect(rows(alice, 'on its way')).toHaveAccessibleDescription('')
  await expect(rows(alice, 'on its way')).toBeFocused()
})

test('[J7] what was written last stays in view while the composer grows', async ({ stage }) => {
  const home = await stage.start()
  const messages = `/channels/${home.channel('general')}/messages`
  for (let n = 0; n < 30; n += 1) await home.call('bob', 'POST', messages, { content: `line ${n}` })
  const alice = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(alice)
  await expect(rows(alice, 'line 29')).toBeInViewport()

  await composer(alice).fill('one\ntwo\nthree\nfour\nfive\nsix')
  await expect(rows(alice, 'line 29')).toBeInViewport({ ratio: 1 })
})

test('[J1] an address one has no access to says so, and the way to the lists is open', async ({ stage }) => {
  const home = await stage.start()
  const nowhere = '0123456789abcdef01234567'
  const page = await stage.windowOf(home, 'alice', `/servers/${nowhere}/channels/${nowhere}`)
  await expect(page.getByText('This channel is gone')).toBeVisible()
  await showLists(page)
  await rail(page).getByRole('link', { name: /^Home/ }).click()
  await expect(page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name: /^general/ })).toBeVisible()
})

test('[J48] Enter that confirms a candidate of an input method sends nothing; the next Enter sends', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await composer(page).focus()
  const keyboard = await page.context().newCDPSession(page)
  await keyboard.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
  await composer(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })
  await expect(page.getByRole('article')).toHaveCount(0)

  await keyboard.send('Input.insertText', { text: '日本' })
  await expect(composer(page)).toHaveValue('日本')
  await composer(page).press('Enter')
  await expect(rows(page, '日本')).toHaveCount(1)
})

test('[J14] a session that ended elsewhere asks for a log-in, and keeps what was written', async ({ stage }) => {
  const home = await stage.start()
  const email = await givePassword(home, 'alice', PASSWORD)
  const alice = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(alice)
  await composer(alice).fill('half a thought')

  const refresh = (await alice.context().cookies()).find(({ name }) => name === REFRESH_COOKIE)
  await home.gateway.parts.sessions.end(refresh?.value ?? '')
  await expect(alice.getByText('Your session has ended.')).toBeVisible()
  await logIn(alice, email, PASSWORD)
  await expect(composer(alice)).toHaveValue('half a thought')
})

test('[J7] two conversations and what is unread in them', async ({ stage }) => {
  const home = await stage.start()
  const alice = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(alice)

  await home.call('bob', 'POST', `/channels/${home.channel('random')}/messages`, {
    content: `<@${home.idOf('alice')}> look`,
  })
  await home.call('bob', 'POST', `/channels/${home.channel('alice&bob')}/messages`, { content: 'between us' })
  const channels = alice.getByRole('navigation', { name: 'Channels' })
  await showLists(alice)
  await expect(channels.getByRole('link', { name: 'random, 1 mention' })).toBeVisible()
  await rail(alice).getByRole('link', { name: 'Direct messages, 1 mention' }).click()
  await alice.getByRole('navigation', { name: 'Direct messages' }).getByRole('link', { name: /^bob/ }).click()
  await expect(alice.getByRole('textbox', { name: 'Message @bob' })).toBeVisible()
  await expect(rows(alice, 'between us')).toBeVisible()
  await showLists(alice)
  await expect(rail(alice).getByRole('link', { name: 'Direct messages', exact: true })).toBeVisible()

  await rail(alice).getByRole('link', { name: /^Home/ }).click()
  await channels.getByRole('link', { name: /^random/ }).click()
  await expect(rows(alice, 'look')).toBeVisible()
  await showLists(alice)
  await expect(channels.getByRole('link', { name: 'random', exact: true })).toBeVisible()
})
