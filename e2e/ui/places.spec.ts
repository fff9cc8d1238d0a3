import type { Page } from '@playwright/test'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import {
  channelAddress,
  channels,
  composer,
  hideLists,
  NARROW,
  rail,
  rows,
  search,
  settled,
  showLists,
} from './app-page.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { expect, test } from './fixtures.ts'

declare global {
  interface Window {
    /** What the page had asked for when its first message was drawn. */
    askedBefore?: readonly string[]
  }
}

/** A member of as many servers, who was in none of them yet. */
function manyServers(count: number): WorldSpec {
  const numbers = Array.from({ length: count }, (_, number) => number)
  return {
    people: ['alice', 'bob'].map((ref) => ({ ref, username: ref })),
    servers: numbers.map((number) => ({
      ref: `server ${number}`,
      name: `Server ${number}`,
      owner: 'bob',
      members: ['alice'],
      channels: [{ ref: `general ${number}`, name: 'general' }],
    })),
    messages: numbers.map((number) => ({
      channel: `general ${number}`,
      author: 'bob',
      at: Date.now() - 60_000,
      content: `welcome to ${number}.`,
    })),
  }
}

/** Notes each request, until the first message stands in the page. */
async function watchRequests(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: string[] = []
    const askGateway = window.fetch
    window.fetch = async (input, init) => {
      const address = input instanceof Request ? input.url : String(input)
      asked.push(new URL(address, location.href).pathname)
      return askGateway(input, init)
    }
    const watcher = new MutationObserver(() => {
      if (document.querySelector('article, [role="article"]') === null) return
      window.askedBefore = [...asked]
      watcher.disconnect()
    })
    watcher.observe(document, { childList: true, subtree: true })
  })
}

test('J40: with thirty servers as many things are asked for before the first message as with three', async ({
  stage,
}) => {
  const asked: (readonly string[])[] = []
  for (const count of [3, 30]) {
    const home = await stage.start({ world: manyServers(count) })
    // An address at which the app does not start yet: nothing is on the page's disk.
    const page = await stage.windowOf(home, 'alice', '/api/health')
    await watchRequests(page)
    // The messages come last, so that what the list of servers leads to is asked for before them.
    const listed = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/users/@me/servers')
    await page.route(/\/messages/, async (route) => {
      await listed
      await route.continue()
    })
    const address = channelAddress(home, 'server 1', 'general 1')
    await page.goto(home.gateway.webUrl + address)
    await expect(rows(page, 'welcome to 1.')).toBeVisible()
    const before = await page.evaluate(() => window.askedBefore ?? [])
    expect(before).toContain(`/api/channels/${home.channel('general 1')}/messages`)
    // What is read again once the line is open counts once: when that is, is a race.
    asked.push([...new Set(before)])
  }
  expect(asked[1], JSON.stringify(asked)).toHaveLength(asked[0]?.length ?? 0)
})

const toast = (page: Page, words: string) => page.locator('.toast').filter({ hasText: words })

const pathOf = (home: TestGateway, channel: string): string =>
  `/servers/${home.ids.servers.get('home') ?? ''}/channels/${home.channel(channel)}`

test('J33: a channel that is renamed and one that is deleted change at once; an open deleted one is left cleanly', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'bob', channelAddress(home, 'home', 'random'))
  await settled(page, 'random')
  await composer(page, 'random').fill('half a sentence')
  const steps = await page.evaluate(() => history.length)

  const renamed = await home.call('alice', 'PATCH', pathOf(home, 'general'), { name: 'plaza' })
  expect(renamed.ok).toBe(true)
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'plaza' })).toBeVisible()

  const deleted = await home.call('alice', 'DELETE', pathOf(home, 'random'))
  expect(deleted.ok).toBe(true)
  await expect(toast(page, '#random was deleted.')).toHaveCount(1)
  await expect(channels(page).getByRole('link')).toHaveCount(1)
  await expect(page).toHaveURL(new RegExp(`${home.channel('general')}$`))
  expect(await page.evaluate(() => history.length)).toBe(steps)
  await hideLists(page)
  await expect(composer(page, 'plaza')).toHaveValue('')
  await expect(composer(page, 'plaza')).not.toBeFocused()
})

/** Whether any database of the page has those words. */
const isKept = (page: Page, words: string): Promise<boolean> =>
  page.evaluate(async (wanted) => {
    const answer = async <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('refused')))
      })
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        const records = await answer<unknown[]>(database.transaction(store).objectStore(store).getAll())
        if (JSON.stringify(records).includes(wanted)) {
          database.close()
          return true
        }
      }
      database.close()
    }
    return false
  }, words)

async function allow(home: TestGateway, channel: string, allowed: boolean): Promise<void> {
  const view = ['VIEW_CHANNEL']
  const answer = await home.call('alice', 'PUT', `${pathOf(home, channel)}/permissions`, [
    { targetType: 'member', targetId: home.idOf('bob'), allow: allowed ? view : [], deny: allowed ? [] : view },
  ])
  expect(answer.ok).toBe(true)
}

test('J45: a channel appears with its history when it is opened to somebody, and is nowhere any more when it is closed', async ({
  stage,
}) => {
  const home = await stage.start()
  const path = `/channels/${home.channel('secret')}/messages`
  const first = await home.call('alice', 'POST', path, { content: 'the treasure is under the oak' })
  const { _id } = (await first.json()) as { readonly _id: string }
  await home.call('alice', 'POST', path, { content: 'which oak do you mean', referencedMessageId: _id })
  const page = await stage.windowOf(home, 'bob', channelAddress(home, 'home', 'general'))
  await settled(page)
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: /^secret/ })).toHaveCount(0)

  await allow(home, 'secret', true)
  await channels(page)
    .getByRole('link', { name: /^secret/ })
    .click()
  // Once as itself, and once quoted by its answer.
  await expect(page.getByRole('main').getByText('the treasure is under the oak')).toHaveCount(2)
  await composer(page, 'secret').fill('a question of mine')
  await expect.poll(() => isKept(page, 'treasure')).toBe(true)

  await allow(home, 'secret', false)
  await expect(toast(page, '#secret is no longer open to you.')).toHaveCount(1)
  await expect(page).toHaveURL(new RegExp(`${home.channel('general')}$`))
  await expect(page.getByText('treasure')).toHaveCount(0)
  await expect.poll(() => isKept(page, 'treasure')).toBe(false)
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: /^secret/ })).toHaveCount(0)
  if ((page.viewportSize()?.width ?? NARROW) < NARROW) await page.keyboard.press('Escape')
  await search(page, 'treasure')
  const results = page.getByRole('region', { name: 'Search results' })
  await expect(results).toContainText(/No message with/)
  await expect(results.getByRole('link')).toHaveCount(0)

  // What was written there comes back with the channel.
  await allow(home, 'secret', true)
  await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'secret'))
  await expect(composer(page, 'secret')).toHaveValue('a question of mine')
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 420, height: 800 } })

  test('[A11Y1] what lies under the lists is out of reach, also once another place was chosen', async ({ stage }) => {
    const home = await stage.start()
    const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
    await settled(page)
    await showLists(page)
    await expect(page.getByRole('main')).toHaveCount(0)
    await rail(page).getByRole('link', { name: 'Direct messages' }).click()
    await expect(
      page.getByRole('navigation', { name: 'Direct messages' }).getByRole('link', { name: 'bob' }),
    ).toBeVisible()
    await expect(page.locator('textarea[placeholder="Message @bob"]')).toBeAttached()
    await expect(page.getByRole('main')).toHaveCount(0)
    await page.getByRole('link', { name: 'bob' }).click()
    await expect(page.getByRole('textbox', { name: 'Message @bob' })).toBeVisible()
  })

  test('the menu of a message keeps off the edges, wherever it is opened', async ({ stage }) => {
    const home = await stage.start()
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'a message' })
    const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
    await settled(page)
    const message = rows(page, 'a message')
    const menu = page.getByRole('menu')
    for (const x of [20, 120, 205, 215, 300, 400]) {
      await message.click({ button: 'right', position: { x, y: 30 } })
      await expect
        .poll(async () => {
          const { x: left = 0, width = 0 } = (await menu.boundingBox()) ?? {}
          return width > 0 && left >= 8 && left + width <= 412
        })
        .toBe(true)
      await page.keyboard.press('Escape')
      await expect(menu).toHaveCount(0)
    }
  })
})
