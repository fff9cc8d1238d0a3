import type { Locator, Page } from '@playwright/test'
import type { MessageSpec, WorldSpec } from '#gateway/simulator/world-spec.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { channelAddress, composer, goToDate, log, retryNow, rows, say, settled, showLists } from './app-page.ts'
import { expect, test } from './fixtures.ts'
import { giveBack, takeAway } from './without-gateway.ts'

/** How many channels a page has whole on its disk. */
const keptWhole = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const known = await indexedDB.databases()
    const name = known.find((database) => database.name?.startsWith('mew cache'))?.name
    if (name === undefined) return 0
    return new Promise<number>((resolve) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        const channels = request.result.transaction('channels').objectStore('channels').getAll()
        channels.addEventListener('success', () => {
          request.result.close()
          resolve(channels.result.filter(({ stretches }) => stretches[0]?.reachesStart === true).length)
        })
      })
    })
  })

/** How many ranges of one channel a page has on its disk, none touching another. */
const keptStretches = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const known = await indexedDB.databases()
    const name = known.find((database) => database.name?.startsWith('mew cache'))?.name
    if (name === undefined) return 0
    return new Promise<number>((resolve) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        const channels = request.result.transaction('channels').objectStore('channels').getAll()
        channels.addEventListener('success', () => {
          request.result.close()
          resolve(Math.max(0, ...channels.result.map(({ stretches }) => stretches.length as number)))
        })
      })
    })
  })

async function scrollTo(page: Page, step: number, goal: Locator): Promise<void> {
  await log(page).hover()
  await expect(async () => {
    await page.mouse.wheel(0, step)
    await expect(goal).toBeInViewport({ timeout: 100 })
  }).toPass({ intervals: [20] })
}

async function write(home: TestGateway, channel: string, texts: readonly string[]): Promise<void> {
  for (const content of texts) {
    await home.call('bob', 'POST', `/channels/${home.channel(channel)}/messages`, { content })
  }
}

const many = Array.from({ length: 70 }, (_, number) => `line ${number + 1}.`)

/** Somebody who has read two channels, all of the first one, and whose page has them on its disk. */
async function readTwoChannels(page: Page, home: TestGateway): Promise<void> {
  await settled(page)
  await expect(async () => {
    await log(page).hover()
    await page.mouse.wheel(0, -20_000)
    await expect(rows(page, 'line 1.')).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect.poll(() => keptWhole(page)).toBe(1)
  await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'random'))
  await settled(page, 'random')
  await expect(rows(page, 'elsewhere')).toBeVisible()
  await expect.poll(() => keptWhole(page)).toBe(2)
  await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
  await settled(page)
}

test('J44: without any network everything read before is readable after a start, and says as of when', async ({
  stage,
}) => {
  const home = await stage.start()
  await write(home, 'general', many)
  await write(home, 'random', ['elsewhere'])
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await readTwoChannels(page, home)

  await takeAway(page)
  await page.reload()
  await expect(rows(page, 'line 70.')).toBeVisible()
  await expect(page.getByRole('status')).toContainText('Offline: showing messages as of')
  await expect(async () => {
    await log(page).hover()
    await page.mouse.wheel(0, -20_000)
    await expect(rows(page, 'line 1.')).toBeVisible({ timeout: 500 })
  }).toPass()

  await showLists(page)
  await page.getByRole('link', { name: 'random' }).click()
  await expect(rows(page, 'elsewhere')).toBeVisible()
})

interface Posted {
  readonly _id: string
  readonly createdAt: string
}

async function post(home: TestGateway, content: string, answered?: Posted): Promise<Posted> {
  const path = `/channels/${home.channel('general')}/messages`
  const answer = await home.call('bob', 'POST', path, { content, referencedMessageId: answered?._id })
  return (await answer.json()) as Posted
}

const SPAN_MS = 8_000

const lastsMs = (from: Posted, to: Posted): number => Date.parse(to.createdAt) - Date.parse(from.createdAt)

/** Somebody who jumped far back, and whose page has that on its disk as a range apart from the newest messages. */
async function readFarBack(page: Page): Promise<void> {
  await settled(page)
  await rows(page, 'an answer').getByTitle('Jump to original message').click()
  await expect(rows(page, 'target')).toBeInViewport()
  await expect.poll(() => keptStretches(page)).toBe(2)
}

test('J44: without any network a quote leads to what was read far back, and each end of it says what is missing', async ({
  stage,
}) => {
  test.slow()
  const home = await stage.start()
  await write(home, 'general', many)
  const target = await post(home, 'target')
  // So long that what follows it is more than is read with it.
  for (let last = target, number = 0; number < 300 || lastsMs(target, last) < SPAN_MS; number += 1) {
    last = await post(home, `after ${number}.`)
  }
  await post(home, 'an answer', target)
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await readFarBack(page)

  await takeAway(page)
  await page.reload()
  await expect(page.getByRole('status')).toContainText('Offline: showing messages as of')
  await rows(page, 'an answer').getByTitle('Jump to original message').click()
  await expect(rows(page, 'target')).toBeInViewport()
  await scrollTo(page, -600, page.getByText('Older messages are not kept on this computer'))
  await scrollTo(page, 600, page.getByText('What follows is not kept on this computer'))

  await giveBack(page)
  await retryNow(page)
  await settled(page)
  await scrollTo(page, -2_000, rows(page, 'line 1.'))
})

const HOUR_MS = 3_600_000

/** So many messages, one a minute, from noon of a day on: the reader's own day begins between them and those of other days. */
const written = (day: string, count: number, words = day): readonly MessageSpec[] =>
  Array.from({ length: count }, (_, number) => ({
    channel: 'general',
    author: 'bob',
    at: Date.parse(day) + 12 * HOUR_MS + number * 60_000,
    content: `${words}, ${number + 1}.`,
  }))

const overMonths: WorldSpec = {
  ...twoFriends,
  messages: [
    ...written('2024-01-10', 3),
    ...written('2024-02-10', 80),
    ...written('2024-02-11', 30),
    ...written('2024-02-12', 300),
    ...written('2024-03-20', 250),
  ],
}

test('J44: without any network a day leads to what was read of it, and one that is not kept to the nearest, and says so', async ({
  stage,
}) => {
  test.slow()
  const home = await stage.start({ world: overMonths })
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await goToDate(page, '2024-02-11')
  await expect(rows(page, '2024-02-11, 1.')).toBeInViewport()
  await expect.poll(() => keptStretches(page)).toBe(2)

  await takeAway(page)
  await page.reload()
  await expect(page.getByRole('status')).toContainText('Offline: showing messages as of')
  const onlyNear = page.locator('.toast', { hasText: 'does not reach that date' })
  await goToDate(page, '2024-02-11')
  await expect(rows(page, '2024-02-11, 1.')).toBeInViewport()
  await expect(onlyNear).toHaveCount(0)
  await goToDate(page, '2024-03-01')
  await expect(onlyNear).toBeVisible()
  await expect(rows(page, /2024-03-20, \d+\./).first()).toBeInViewport()
  await scrollTo(page, -600, page.getByText('Older messages are not kept on this computer'))

  await showLists(page)
  await page.getByRole('link', { name: 'random' }).click()
  await expect(page.getByText('Not read on this computer yet')).toBeVisible()
  await goToDate(page, '2024-02-11')
  await expect(page.locator('.toast', { hasText: 'The messages there did not load' })).toBeVisible()
  await showLists(page)
  await page.getByRole('link', { name: 'general' }).click()

  await goToDate(page, '2024-02-11')
  await expect(rows(page, '2024-02-11, 1.')).toBeInViewport()
  await scrollTo(page, 600, page.getByText('What follows is not kept on this computer'))
  await giveBack(page)
  await retryNow(page)
  await settled(page)
  await scrollTo(page, 2_000, rows(page, '2024-03-20, 250.'))
})

test('J4: with the server down the app starts, says so, and goes on without a new login when it is back', async ({
  stage,
}) => {
  const home = await stage.start()
  await write(home, 'general', ['read before'])
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await expect.poll(() => keptWhole(page)).toBe(1)

  await takeAway(page)
  await page.reload()
  await expect(rows(page, 'read before')).toBeVisible()
  await expect(page.getByRole('status')).toContainText('Offline')
  await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
  await write(home, 'general', ['said meanwhile'])

  await giveBack(page)
  await retryNow(page)
  await settled(page)
  await expect(rows(page, 'said meanwhile')).toHaveCount(1)
  await say(page, 'here again')
  await expect(rows(page, 'here again')).toHaveCount(1)
})

test('J42: nothing that was read stays on the computer of somebody who logs out', async ({ stage }) => {
  const home = await stage.start()
  await write(home, 'general', ['read before'])
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await expect.poll(() => keptWhole(page)).toBe(1)
  await showLists(page)
  await page.getByRole('button', { name: /Account menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible()
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('mew:account'))).toBeNull()
})

test('F34: where nothing more goes onto the disk it starts, reads, says what is not kept, and what was typed stays', async ({
  stage,
}) => {
  const home = await stage.start()
  await write(home, 'general', ['read before'])
  const page = await stage.window(home)
  await page.addInitScript(() => {
    const full = (): never => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
    IDBObjectStore.prototype.put = full
    IDBObjectStore.prototype.add = full
  })
  await page.context().addCookies((await home.signIn('alice')).storageState().cookies)
  await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
  await expect(rows(page, 'read before')).toBeVisible()
  await expect(page.getByRole('status')).toContainText('No room left on this computer.')
  await composer(page).fill('typed with a full disk')
  await expect(page.getByRole('status')).toContainText('What you write and do not send is gone')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('status')).toHaveText('')
  await expect(composer(page)).toHaveValue('typed with a full disk')
  await composer(page).press('Enter')
  await expect(rows(page, 'typed with a full disk')).toHaveCount(1)
})

const harms: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'is gone': (page) =>
    page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        if (name?.startsWith('mew cache') === true) indexedDB.deleteDatabase(name)
      }
    }),
  'throws when it is read': (page) =>
    page.addInitScript(() => {
      // Called with its own database below.
      // oxlint-disable-next-line typescript/unbound-method
      const whole = IDBDatabase.prototype.transaction
      IDBDatabase.prototype.transaction = function transaction(...call) {
        if (this.name.startsWith('mew cache')) throw new DOMException('broken', 'UnknownError')
        return whole.apply(this, call)
      }
    }),
}

for (const [harm, doIt] of Object.entries(harms)) {
  test(`F35: a database of messages that ${harm} costs the cache only: no login screen, and history comes again`, async ({
    stage,
  }) => {
    const home = await stage.start()
    await write(home, 'general', ['read before'])
    const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
    await settled(page)
    await expect.poll(() => keptWhole(page)).toBe(1)
    await doIt(page)
    await page.reload()
    await expect(rows(page, 'read before')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
    await say(page, 'all is well')
    await expect(rows(page, 'all is well')).toHaveCount(1)
  })
}
