import type { BrowserContext, Locator, Page } from '@playwright/test'
import type { Fault } from '#shared/simulator/fault.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, channels, composer, hideLists, rows, say, settled, showLists } from './app-page.ts'
import { expect, test, type Stage } from './fixtures.ts'
import { markOnDisk } from './mark-on-disk.ts'
import { takeAway } from './without-gateway.ts'

const isCapabilities = (url: URL): boolean => url.pathname === '/api/capabilities'

const general = (home: TestGateway): string => home.gateway.webUrl + channelAddress(home, 'home', 'general')

/** Pages of alice in one browser, in the order in which they were opened: the first of them delivers. */
async function openPages(stage: Stage, home: TestGateway, count: number): Promise<readonly Page[]> {
  const first = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(first)
  return [first, ...(await morePages(first.context(), home, count - 1))]
}

async function morePages(context: BrowserContext, home: TestGateway, count: number): Promise<readonly Page[]> {
  const pages: Page[] = []
  for (let number = 0; number < count; number += 1) {
    const page = await context.newPage()
    await page.goto(general(home))
    await settled(page)
    pages.push(page)
  }
  return pages
}

/** Who has the lock, and who waits for it: one of each page. */
const seats = (page: Page): Promise<{ readonly held: number; readonly pending: number }> =>
  page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query()
    const isSeat = ({ name = '' }: LockInfo): boolean => name.startsWith('mew:') && name !== 'mew:refresh'
    return { held: held.filter(isSeat).length, pending: pending.filter(isSeat).length }
  })

const sends = (home: TestGateway): number =>
  home.events.all({ answer: 'POST', path: '/**/messages', from: 'alice' }).length

async function stored(home: TestGateway, channel = 'general'): Promise<readonly string[]> {
  const answer = await home.call('bob', 'GET', `/channels/${home.channel(channel)}/messages?limit=100`)
  return ((await answer.json()) as readonly { readonly content: string }[]).map(({ content }) => content).toReversed()
}

test('[rule 22] three pages: one alone delivers, and what is written in any of them is seen in all', async ({
  stage,
}) => {
  const home = await stage.start()
  const pages = await openPages(stage, home, 3)
  const [first, second, third] = pages as [Page, Page, Page]
  await expect.poll(() => seats(first)).toEqual({ held: 1, pending: 2 })

  await composer(second).fill('a thought of the second page')
  await expect(composer(third)).toHaveValue('a thought of the second page')
  await expect(composer(first)).toHaveValue('a thought of the second page')
  await composer(second).press('Enter')
  for (const page of pages) {
    await expect(rows(page, 'a thought of the second page')).toHaveCount(1)
    await expect(rows(page, 'a thought of the second page')).toHaveAccessibleDescription('')
    await expect(composer(page)).toHaveValue('')
  }
  await say(third, 'said in the third')
  await say(first, 'said in the first')
  for (const page of pages) await expect(rows(page, 'said in the first')).toHaveAccessibleDescription('')
  expect(await stored(home)).toEqual(['a thought of the second page', 'said in the third', 'said in the first'])
  expect(sends(home)).toBe(3)
})

const ends: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'is closed': (page) => page.close(),
  crashes: async (page) => {
    const crashed = page.waitForEvent('crash')
    const session = await page.context().newCDPSession(page)
    // It has no answer: whoever would give it is gone.
    session.send('Page.crash').catch(() => undefined)
    await crashed
  },
}

for (const [end, doIt] of Object.entries(ends)) {
  test(`[rule 22] [T14] the page that delivers ${end} with a send on its way: another takes over, and it is stored once`, async ({
    stage,
  }) => {
    const home = await stage.start()
    const [first, second] = (await openPages(stage, home, 2)) as [Page, Page]
    const hold = (match: Fault['match']) => home.faults.add({ match, action: { type: 'hold' }, times: 1 })
    const held = [
      await hold({ kind: 'http', user: 'alice', method: 'POST', path: '/**/messages', phase: 'response' }),
      await hold({ kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' }),
      await hold({ kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' }),
    ]
    await say(first, 'on its way')
    await say(first, 'behind it')
    await expect.poll(() => stored(home)).toEqual(['on its way'])
    await expect(rows(second, 'behind it')).toHaveAccessibleDescription(/Sending/)
    await doIt(first)

    await expect(rows(second, 'behind it')).toHaveAccessibleDescription('')
    await expect(rows(second, 'on its way')).toHaveAccessibleDescription('')
    for (const fault of held) await home.faults.remove(fault)
    await say(second, 'and on')
    await expect(rows(second, 'and on')).toHaveAccessibleDescription('')
    expect(await stored(home)).toEqual(['on its way', 'behind it', 'and on'])
    for (const text of ['on its way', 'behind it', 'and on']) await expect(rows(second, text)).toHaveCount(1)
  })
}

test('[rule 22] [rule 7] [T14] on a plain gateway what the crashed page had begun is unconfirmed, and never sent twice', async ({
  stage,
}) => {
  const home = await stage.start()
  const window = await stage.window(home, '/api/health')
  const context = window.context()
  await context.route(isCapabilities, (route) => route.fulfill({ status: 404, json: { message: 'Not found' } }))
  await context.addCookies((await home.signIn('alice')).storageState().cookies)
  const [first, second] = (await morePages(context, home, 2)) as [Page, Page]
  const held = await home.faults.add({
    match: { kind: 'http', user: 'alice', method: 'POST', path: '/**/messages', phase: 'request' },
    action: { type: 'hold' },
    times: 1,
  })
  await say(first, 'on its way')
  await say(first, 'behind it')
  await expect(rows(second, 'behind it')).toHaveAccessibleDescription(/Sending/)
  await expect.poll(() => home.faults.list()[0]?.struck).toBe(1)
  await ends['crashes']?.(first)

  await expect(rows(second, 'behind it')).toHaveAccessibleDescription('')
  await expect(rows(second, 'on its way')).toHaveAccessibleDescription('Not confirmed yet')
  expect(await stored(home)).toEqual(['behind it'])
  await home.faults.remove(held)
  await second.reload()
  await settled(second)
  await expect(rows(second, 'on its way')).toHaveAccessibleDescription('Not confirmed yet')
  expect(await stored(home)).toEqual(['behind it'])
})

/** Texts of messages on the disk of a page. */
const kept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((known) => known.name?.startsWith('mew cache'))?.name
    if (name === undefined) return []
    return new Promise<readonly string[]>((resolve) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        const all = request.result.transaction('rows').objectStore('rows').getAll()
        all.addEventListener('success', () => {
          request.result.close()
          resolve(all.result.map(({ row }) => row.content))
        })
      })
    })
  })

test('[rule 22] the page that takes over keeps what is read from then on', async ({ stage }) => {
  const home = await stage.start()
  const [first, second] = (await openPages(stage, home, 2)) as [Page, Page]
  await say(first, 'kept by the first')
  await expect.poll(() => kept(second)).toEqual(['kept by the first'])
  await first.close()
  await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'kept by the second' })
  await expect(rows(second, 'kept by the second')).toBeVisible()
  await expect.poll(() => kept(second)).toEqual(['kept by the second', 'kept by the first'])
})

test('[rule 22] J44: what is marked as unread in a page that does not write is so at the next start, without any network', async ({
  stage,
}) => {
  const home = await stage.start()
  for (const content of ['number one', 'number two', 'number three']) {
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content })
  }
  const [first, second] = (await openPages(stage, home, 2)) as [Page, Page]
  const link = (page: Page, name: string): Locator => channels(page).getByRole('link', { name, exact: true })
  await showLists(second)
  await expect(link(second, 'general')).toBeVisible()
  await hideLists(second)
  await rows(second, 'number two').click({ button: 'right' })
  await second.getByRole('menuitem', { name: 'Mark unread from here' }).click()
  for (const page of [first, second]) {
    await showLists(page)
    await expect(link(page, 'general, unread')).toBeVisible()
    await hideLists(page)
  }
  await expect.poll(() => markOnDisk(second, home.channel('general'))).not.toBeNull()
  const context = first.context()
  for (const page of [first, second]) await page.close()

  const next = await context.newPage()
  await takeAway(next)
  await next.goto(home.gateway.webUrl + channelAddress(home, 'home', 'random'))
  await expect(next.getByRole('status')).toContainText('Offline')
  await showLists(next)
  await expect(link(next, 'general, unread')).toBeVisible()
})

test('[rule 22] J42: logging out in one page leaves nothing in the browser, however many others were open', async ({
  stage,
}) => {
  const home = await stage.start()
  const [first, second, third] = (await openPages(stage, home, 3)) as [Page, Page, Page]
  await composer(third).fill('half a thought')
  await expect(composer(second)).toHaveValue('half a thought')
  await showLists(second)
  await second.getByRole('button', { name: /Account menu$/ }).click()
  await second.getByRole('menuitem', { name: 'Log out' }).click()
  for (const page of [first, second, third]) await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible()
  await expect.poll(() => first.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([])
  expect(await first.evaluate(() => localStorage.getItem('mew:account'))).toBeNull()
})
