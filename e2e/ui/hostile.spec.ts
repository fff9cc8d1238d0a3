import type { Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, log, settled } from './app-page.ts'
import { expect, test, type Stage } from './fixtures.ts'
import { BARE_PAGE, embedFiles, everyWay, ways, type Way } from './hostile/embed-files.ts'
import { atDoor, files, sendAsMessages, sendAsStickers, sendFile } from './hostile/send-files.ts'
import { watchFor } from './hostile/tell-tales.ts'
import { startUnguardedHost } from './hostile/unguarded-host.ts'

/** So many files are in one bare page at once. */
const CROWD = 60

test.setTimeout(180_000)
// Thousands of requests are too much to keep a recording of.
test.use({ trace: 'off' })

/** Opens a file in a tab of its own: shown there, or downloaded. */
async function openInTab(tab: Page, url: string): Promise<void> {
  const response = await tab.goto(url).catch((error: unknown) => {
    expect(String(error)).toContain('Download is starting')
    return undefined
  })
  expect(response?.status() ?? 200, url).toBe(200)
}

/** The app of somebody who is signed in, away from the channel with the files. */
async function appOf(page: Promise<Page>): Promise<Page> {
  const app = await page
  await settled(app, 'random')
  return app
}

interface Shown {
  readonly home: TestGateway
  readonly app: Page
  readonly traces: ReturnType<typeof watchFor>
}

/** The app of Alice, watched from before there is any hostile file. */
async function show(stage: Stage): Promise<Shown> {
  const home = await stage.start()
  const app = await appOf(stage.windowOf(home, 'alice', random(home)))
  return { home, app, traces: watchFor(app.context()) }
}

/** Beside the app, in its origin and signed in, with nothing in it that would keep anything from running. */
async function bareTab(app: Page, bareUrl: string): Promise<Page> {
  const page = await app.context().newPage()
  await page.route(bareUrl, (route) => route.fulfill({ contentType: 'text/html', body: BARE_PAGE }))
  await page.goto(bareUrl)
  expect(await page.evaluate(async () => (await fetch('/api/users/@me')).status)).toBe(200)
  return page
}

/** Runs in the page: which messages are drawn. */
const drawn = (list: Element): string[] =>
  [...list.querySelectorAll<HTMLElement>('[data-message]')].map((row) => row.dataset['message'] ?? '')

/** Goes through the channel from its end to its beginning, until so many messages were on the screen. */
async function readThrough(app: Page, home: TestGateway, count: number): Promise<void> {
  await app.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
  await settled(app)
  await log(app).hover()
  const seen = new Set<string>()
  const further = async (): Promise<number> => {
    for (const id of await log(app).evaluate(drawn)) seen.add(id)
    await app.mouse.wheel(0, -500)
    return seen.size
  }
  await expect.poll(further, { timeout: 60_000, intervals: [50] }).toBe(count)
}

const random = (home: TestGateway): string => channelAddress(home, 'home', 'random')

test('[FILE2] a hundred hostile files as messages: none runs in the app that shows them, nor in a tab', async ({
  stage,
}) => {
  const { home, app, traces } = await show(stage)
  const urls = await sendAsMessages(home)
  await readThrough(app, home, urls.length)
  expect(await traces.look(app)).toEqual([])

  const tab = await app.context().newPage()
  for (const url of urls) {
    await openInTab(tab, url)
    expect(await traces.look(tab), url).toEqual([])
  }
  expect(await traces.look(app)).toEqual([])
})

test('[FILE2] a hundred hostile files in every place that a page of the same origin has for a file: none runs', async ({
  stage,
}) => {
  const { home, app, traces } = await show(stage)
  const urls = await sendAsMessages(home)
  const bareUrl = `${home.gateway.webUrl}/bare`
  const bare = await bareTab(app, bareUrl)
  const all = everyWay.flatMap((way) => urls.map((url) => ({ way, url: `${url}?${way}` })))
  for (let from = 0; from < all.length; from += CROWD) {
    await embedFiles(bare, bareUrl, all.slice(from, from + CROWD))
    expect(await traces.look(bare), all[from]?.way).toEqual([])
  }
})

test('[FILE2] hostile files that are taken for stickers, faces and icons: none runs where they are shown', async ({
  stage,
}) => {
  const { home, app, traces } = await show(stage)
  const server = home.ids.servers.get('home') ?? ''
  const tab = await app.context().newPage()
  const stickers = await sendAsStickers(home, server)
  for (const url of stickers) await openInTab(tab, url)
  // Each takes the place of the one before, whose file goes.
  for (const file of files) {
    const faces = await sendFile(home, ['PATCH', '/users/@me', 'avatar'], file)
    const icons = await sendFile(home, ['POST', `/servers/${server}/icon`, 'icon'], file)
    for (const { avatarUrl } of [...faces, ...icons]) await openInTab(tab, atDoor(home, avatarUrl))
  }
  await readThrough(app, home, stickers.length)
  expect(await traces.look(app)).toEqual([])
  expect(await traces.look(tab)).toEqual([])
})

const runnable = Object.entries(ways) as readonly (readonly [Way, string | undefined])[]

test('where nothing guards them the same files run, in each of these places, and each trace is seen', async ({
  browser,
}) => {
  await using host = await startUnguardedHost(files)
  const addressOf = (label: string, type: string): string =>
    `${host.url}/static/${label}?as=${encodeURIComponent(type)}`
  const kinds = new Set<string>()
  for (const [way, type] of runnable.filter(([, runsAs]) => runsAs !== undefined)) {
    const context = await browser.newContext()
    const traces = watchFor(context)
    const page = await context.newPage()
    const urls = ['0-0', '9-0', '10-0'].map((label) => addressOf(label, type ?? ''))
    await embedFiles(
      page,
      `${host.url}/bare`,
      urls.map((url) => ({ url, way })),
    )
    const found = await traces.look(page)
    expect(found, way).not.toEqual([])
    for (const trace of found) kinds.add(trace.replace(/ .*/, ''))
    await context.close()
  }
  expect([...kinds].toSorted()).toEqual(['dialog', 'hash', 'message', 'name', 'request', 'storage', 'title'])

  const context = await browser.newContext()
  const traces = watchFor(context)
  const tab = await context.newPage()
  await openInTab(tab, addressOf('1-0', 'image/svg+xml'))
  expect(await traces.look(tab)).toContain('title ran 1-0')
  await context.close()
})
