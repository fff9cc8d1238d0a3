import type { BrowserContext, Page, WebSocketRoute } from '@playwright/test'
import { REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import {
  channelAddress,
  channels,
  composer,
  cutOff,
  hide,
  hideLists,
  log,
  rail,
  rows,
  say,
  settled,
  showLists,
} from './app-page.ts'
import { expect, test } from './fixtures.ts'
import { markOnDisk } from './mark-on-disk.ts'

const status = (page: Page) => page.getByRole('status')
const isCall = (url: URL): boolean => url.pathname.startsWith('/api/')
const isCapabilities = (url: URL): boolean => url.pathname === '/api/capabilities'

// oxlint-disable-next-line max-params -- it reads as who says what where
async function write(home: TestGateway, person: string, channel: string, content: string): Promise<void> {
  const answer = await home.call(person, 'POST', `/channels/${home.channel(channel)}/messages`, { content })
  expect(answer.ok, content).toBe(true)
}

/** How often somebody's sockets came, let in or not, since the journal's beginning. */
const attempts = (home: TestGateway): number => home.events.all({ kind: 'connect' }).length

interface Marks {
  readonly unread: number
  readonly lastReadMessageId: string | null
}

async function marksOf(home: TestGateway, person: string, channel: string): Promise<Marks | undefined> {
  const answer = await home.call(person, 'GET', '/users/@me/unread')
  const all = (await answer.json()) as readonly (Marks & { readonly channelId: string })[]
  return all.find(({ channelId }) => channelId === home.channel(channel))
}

test('J4: the app starts while the server does not answer, says so, and goes on without a log-in', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await page.route(isCall, (route) => route.abort())
  await page.route('**/socket.io/**', (route) => route.abort())
  await page.reload()
  await expect(page.getByText(/does not answer yet|Offline|Connecting/).first()).toBeVisible()
  await page.unroute(isCall)
  await page.unroute('**/socket.io/**')
  await settled(page)
  await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
})

for (const profile of ['extended', 'plain'] as const) {
  test(`J5: a token that ran out and a refresh that is answered 503 once: what was asked succeeds (${profile})`, async ({
    stage,
  }) => {
    const home = await stage.start()
    // Not the app: a page of nobody would be asking for a session of its own just then.
    const page = await stage.window(home, '/api/health')
    if (profile === 'plain') {
      await page.route(isCapabilities, (route) => route.fulfill({ status: 404, json: { message: 'Not found' } }))
    }
    await page.context().addCookies([...(await home.signIn('alice')).storageState().cookies])
    await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
    await settled(page)
    const match = { kind: 'http', method: 'POST' } as const
    await home.faults.add({ match: { ...match, path: '/**/messages' }, action: { type: 'expire-token' }, times: 1 })
    await home.faults.add({
      match: { ...match, path: '/**/refresh-cookie' },
      action: { type: 'status', status: 503 },
      times: 1,
    })

    await say(page, 'said with an old token')
    await expect(rows(page, 'said with an old token')).toHaveAccessibleDescription('')
    await expect(rows(page, 'said with an old token')).toHaveCount(1)
    expect(home.faults.list().map(({ struck }) => struck)).toEqual([1, 1])
    await page.reload()
    await settled(page)
  })
}

test('J5: a page that is left while its session is being renewed signs nobody out', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const match = { kind: 'http', method: 'POST' } as const
  const runOut = () =>
    home.faults.add({ match: { ...match, path: '/**/messages' }, action: { type: 'expire-token' }, times: 1 })
  const ticket = async (): Promise<string | undefined> =>
    (await page.context().cookies(`${home.gateway.webUrl}/api/auth`)).find(({ name }) => name === REFRESH_COOKIE)?.value

  await runOut()
  const held = await home.faults.add({
    match: { ...match, path: '/**/refresh-cookie', phase: 'response' },
    action: { type: 'hold' },
    times: 1,
  })
  const before = await ticket()
  await say(page, 'said before')
  await expect.poll(() => home.faults.list().map(({ struck }) => struck)).toEqual([1, 1])
  await page.reload()
  await settled(page)
  await home.faults.remove(held)
  await expect(rows(page, 'said before')).toHaveAccessibleDescription('')
  await expect.poll(ticket).not.toBe(before)

  await runOut()
  await say(page, 'said after')
  await expect(rows(page, 'said after')).toHaveAccessibleDescription('')
})

test('F02: the token ran out during an outage: connected again with the newest one, one handshake refused at most', async ({
  stage,
}) => {
  const home = await stage.start({ environment: { JWT_EXPIRES_IN: '3s' } })
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const away = await home.faults.add({ match: { kind: 'connect' }, action: { type: 'refuse' } })
  cutOff(home, 'alice')
  await expect(status(page)).toHaveText(/^Offline/, { timeout: 15_000 })
  const from = attempts(home)
  await home.faults.remove(away)
  await settled(page)
  const refused = home.events
    .all({ kind: 'connect' })
    .slice(from)
    .filter((step) => Reflect.get(step, 'refused') !== undefined)
  expect(refused.length).toBeLessThanOrEqual(1)
  await say(page, 'still somebody')
  await expect(rows(page, 'still somebody')).toHaveAccessibleDescription('')
})

test('J14: a lost connection is shown and gone when it is back, however it was lost', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const away = await home.faults.add({ match: { kind: 'connect' }, action: { type: 'refuse' } })
  cutOff(home, 'alice')
  await expect(status(page)).toHaveText(/Reconnecting to Home|Offline/)
  await home.faults.remove(away)
  await settled(page)
})

test('J16: what was said in a closed channel during a disconnect makes it unread', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const away = await home.faults.add({ match: { kind: 'connect' }, action: { type: 'refuse' } })
  cutOff(home, 'alice')
  await expect(status(page)).toHaveText(/Reconnecting|Offline/)
  await write(home, 'bob', 'random', 'while you were away')
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random', exact: true })).toBeVisible()
  await hideLists(page)
  await home.faults.remove(away)
  await settled(page)
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random, unread' })).toBeVisible()
})

test('J17: thrown out and refused over and over, attempts back off, and it comes back by itself', async ({ stage }) => {
  test.slow()
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  const refused = await home.faults.add({
    match: { kind: 'connect' },
    action: { type: 'connect-error', message: 'Authentication error: Invalid token' },
  })
  const before = attempts(home)
  cutOff(home, 'alice')
  await expect(status(page)).toHaveText(/^Offline/, { timeout: 20_000 })
  // Whoever comes back to the window again and again makes no storm either.
  for (let time = 0; time < 20; time += 1) {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  }
  const tried = attempts(home) - before
  const refreshes = home.events.all({ answer: 'POST', path: '/**/refresh-cookie' }).length
  expect(tried).toBeLessThanOrEqual(10)
  expect(refreshes).toBeLessThanOrEqual(5)
  await home.faults.remove(refused)
  await settled(page)
  await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
})

const twoServers = {
  people: [
    { ref: 'alice', username: 'alice' },
    { ref: 'bob', username: 'bob' },
  ],
  servers: ['home', 'work'].map((ref) => ({
    ref,
    name: ref === 'home' ? 'Home' : 'Work',
    owner: 'alice',
    members: ['bob'],
    channels: [
      { ref: `${ref}-general`, name: 'general' },
      { ref: `${ref}-news`, name: 'news' },
    ],
  })),
}

for (const last of ['unread', 'servers', 'channels'] as const) {
  test(`J18: unread channels in two servers are marked, though the answer with the ${last} comes last`, async ({
    stage,
  }) => {
    const home = await stage.start({ world: twoServers })
    await write(home, 'bob', 'home-news', 'news at home')
    await write(home, 'bob', 'work-news', 'news at work')
    const path = last === 'channels' ? '/**/channels' : `/**/@me/${last}`
    await home.faults.add({
      match: { kind: 'http', user: 'alice', method: 'GET', path, phase: 'response' },
      action: { type: 'latency', ms: 800 },
    })
    const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'home-general'))
    await settled(page)
    await showLists(page)
    await expect(rail(page).getByRole('link', { name: 'Home, unread' })).toBeVisible()
    await expect(rail(page).getByRole('link', { name: 'Work, unread' })).toBeVisible()
    await expect(channels(page).getByRole('link', { name: 'news, unread' })).toBeVisible()
    await rail(page).getByRole('link', { name: 'Work, unread' }).click()
    await showLists(page)
    await expect(channels(page).getByRole('link', { name: 'news, unread' })).toBeVisible()
  })
}

const sevenServers = {
  ...twoServers,
  servers: Array.from({ length: 7 }, (_none, index) => ({
    ref: `server ${index + 1}`,
    name: `Server ${index + 1}`,
    owner: 'alice',
    members: ['bob'],
    channels: [
      { ref: `general ${index + 1}`, name: 'general' },
      { ref: `news ${index + 1}`, name: 'news' },
    ],
  })),
}

for (const last of ['servers', 'channels', 'messages'] as const) {
  test(`J18: a plain gateway counts nothing, and servers nobody opened are marked all the same, though the answer with the ${last} comes last`, async ({
    stage,
  }) => {
    const home = await stage.start({ world: sevenServers })
    for (const number of [1, 4, 7]) await write(home, 'bob', `news ${number}`, `news of ${number}`)
    await write(home, 'alice', 'news 5', 'written by alice herself')
    const path = last === 'servers' ? '/**/@me/servers' : `/**/${last}`
    await home.faults.add({
      match: { kind: 'http', user: 'alice', method: 'GET', path, phase: 'response' },
      action: { type: 'latency', ms: 800 },
      times: 3,
    })
    const page = await stage.window(home, '/api/health')
    await page.route(isCapabilities, (route) => route.fulfill({ status: 404, json: { message: 'Not found' } }))
    const asked: string[] = []
    let askedBefore: number | undefined
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    page.on('response', (answer) => {
      if (answer.url().includes('/messages')) askedBefore ??= lists()
    })
    const lists = (): number => new Set(asked.filter((each) => /servers\/[^/]+\/channels$/.test(each))).size
    await page.context().addCookies([...(await home.signIn('alice')).storageState().cookies])
    await page.goto(home.gateway.webUrl + channelAddress(home, 'server 1', 'general 1'))
    await settled(page)
    await showLists(page)
    for (const number of [1, 4, 7]) {
      const link = rail(page).getByRole('link', { name: `Server ${number}, unread` })
      await expect(link).toBeVisible({ timeout: 20_000 })
    }
    await expect.poll(lists, { timeout: 20_000 }).toBe(7)
    // The messages came first, and before them of the servers at most the one somebody is at.
    expect(askedBefore).toBeLessThanOrEqual(1)
    for (const number of [2, 3, 5, 6]) {
      await expect(rail(page).getByRole('link', { name: `Server ${number}`, exact: true })).toBeVisible()
    }
    await expect(channels(page).getByRole('link', { name: 'news, unread' })).toBeVisible()
    await rail(page).getByRole('link', { name: 'Server 7, unread' }).click()
    await showLists(page)
    await expect(channels(page).getByRole('link', { name: 'news, unread' })).toBeVisible()
    await channels(page).getByRole('link', { name: 'news, unread' }).click()
    await showLists(page)
    await expect(rail(page).getByRole('link', { name: 'Server 7', exact: true })).toBeVisible()
  })
}

for (const profile of ['extended', 'plain'] as const) {
  test(`what is marked as unread stays so while one stands there, and over a restart, until it is read again (${profile})`, async ({
    stage,
  }) => {
    const home = await stage.start()
    for (const words of ['one', 'two', 'three']) await write(home, 'bob', 'general', `number ${words}`)
    const page = await stage.window(home, '/api/health')
    if (profile === 'plain') {
      await page.route(isCapabilities, (route) => route.fulfill({ status: 404, json: { message: 'Not found' } }))
    }
    await page.context().addCookies([...(await home.signIn('alice')).storageState().cookies])
    await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
    await settled(page)
    const unread = channels(page).getByRole('link', { name: 'general, unread' })
    const read = channels(page).getByRole('link', { name: 'general', exact: true })
    await showLists(page)
    await expect(read).toBeVisible()
    await hideLists(page)
    await rows(page, 'number two').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Mark unread from here' }).click()
    await expect(page.locator('.message-slot', { hasText: 'number two' }).locator('.divider-new')).toBeVisible()
    await showLists(page)
    await expect(unread).toBeVisible()
    await hideLists(page)
    await write(home, 'bob', 'general', 'number four')
    await expect(rows(page, 'number four')).toBeVisible()
    await showLists(page)
    await channels(page).getByRole('link', { name: 'random' }).click()
    await settled(page, 'random')
    await showLists(page)
    await expect(unread).toBeVisible()
    // The disk has it a moment later; another start finds it there.
    await expect.poll(() => markOnDisk(page, home.channel('general'))).not.toBeNull()
    await page.reload()
    await settled(page, 'random')
    await showLists(page)
    await expect(unread).toBeVisible()
    await unread.click()
    await expect(page.locator('.message-slot', { hasText: 'number two' }).locator('.divider-new')).toBeVisible()
    await showLists(page)
    await expect(read).toBeVisible()
  })
}

test('J19: a channel that was read and left stays read when a message is sent from the second device', async ({
  stage,
}) => {
  const home = await stage.start()
  await write(home, 'bob', 'random', 'read me')
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await showLists(page)
  await channels(page).getByRole('link', { name: 'random, unread' }).click()
  await expect(rows(page, 'read me')).toBeVisible()
  await expect.poll(async () => (await marksOf(home, 'alice', 'random'))?.unread).toBe(0)
  await showLists(page)
  await channels(page).getByRole('link', { name: 'general' }).click()
  await settled(page)

  await write(home, 'alice', 'random', 'from my other device')
  await write(home, 'alice', 'general', 'and here')
  await expect(rows(page, 'and here')).toBeVisible()
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random', exact: true })).toBeVisible()
  await page.reload()
  await settled(page)
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random', exact: true })).toBeVisible()
})

test('J19: what is read on the second device is read here, at once', async ({ stage }) => {
  const home = await stage.start()
  const address = channelAddress(home, 'home', 'general')
  const page = await stage.windowOf(home, 'alice', address)
  const other = await stage.windowOf(home, 'alice', address)
  await settled(page)
  await settled(other)
  await write(home, 'bob', 'random', 'for both')
  await showLists(page)
  await showLists(other)
  await expect(channels(page).getByRole('link', { name: 'random, unread' })).toBeVisible()
  await channels(other)
    .getByRole('link', { name: /^random/ })
    .click()
  await expect(rows(other, 'for both')).toBeVisible()
  await expect(channels(page).getByRole('link', { name: 'random', exact: true })).toBeVisible()
})

test('J20: what arrives in a hidden window is not acknowledged until somebody has seen it', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await write(home, 'bob', 'general', 'seen')
  await expect.poll(async () => (await marksOf(home, 'alice', 'general'))?.unread).toBe(0)

  await hide(page, true)
  await write(home, 'bob', 'general', 'unseen')
  await expect(rows(page, 'unseen')).toHaveCount(1)
  // An acknowledgement of another channel's would have come after one of this.
  await write(home, 'bob', 'random', 'elsewhere')
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random, unread' })).toBeVisible()
  await hideLists(page)
  expect((await marksOf(home, 'alice', 'general'))?.unread).toBe(1)

  await hide(page, false)
  await expect.poll(async () => (await marksOf(home, 'alice', 'general'))?.unread, { timeout: 2_000 }).toBe(0)
})

test('F01: while a catch-up read is out nothing newer looks as if it followed what was seen before', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await write(home, 'bob', 'general', 'M0.')
  await expect(rows(page, 'M0.')).toBeVisible()
  const away = await home.faults.add({ match: { kind: 'connect' }, action: { type: 'refuse' } })
  cutOff(home, 'alice')
  await expect(status(page)).toHaveText(/Reconnecting|Offline/)
  for (const number of [1, 2, 3, 4, 5]) await write(home, 'bob', 'general', `M${number}.`)
  const held = await home.faults.add({
    match: { kind: 'http', user: 'alice', method: 'GET', path: '/**/messages', phase: 'response' },
    action: { type: 'hold' },
  })
  await home.faults.remove(away)
  await settled(page)
  await write(home, 'bob', 'general', 'M6.')
  await write(home, 'bob', 'random', 'heard')
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random, unread' })).toBeVisible()
  await hideLists(page)
  await expect(rows(page, 'M6.')).toHaveCount(0)

  await home.faults.remove(held)
  await expect(rows(page, 'M6.')).toHaveCount(1)
  const texts = await log(page).getByRole('article').allTextContents()
  expect(texts.map((text) => /M\d\./.exec(text)?.[0])).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `M${number}.`))
})

interface Held {
  /** From now on nothing passes over the sockets that are there, and none of them is closed. */
  readonly hold: () => void
  /** The first of them is live. */
  readonly ready: Promise<void>
}

/** Stands between a window and the sockets it opens. */
async function holdSockets(context: BrowserContext): Promise<Held> {
  const open = new Set<{ held: boolean; readonly route: WebSocketRoute }>()
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>()
  await context.routeWebSocket('**/socket.io/**', (route) => {
    const server = route.connectToServer()
    const line = { held: false, route }
    open.add(line)
    route.onMessage((message) => {
      if (!line.held) server.send(message)
    })
    server.onMessage((message) => {
      if (line.held) return
      route.send(message)
      if (String(message).startsWith('42["ready"')) becomeReady()
    })
  })
  return {
    ready,
    hold: () => {
      for (const line of open) line.held = true
    },
  }
}

test('F03: a line that died without a word is known within five seconds of coming back, and what is said arrives once', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice')
  const line = await holdSockets(page.context())
  await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
  await line.ready
  await settled(page)
  await home.faults.add({ match: { kind: 'connect' }, action: { type: 'latency', ms: 3_000 }, times: 1 })
  line.hold()
  await hide(page, true)
  await write(home, 'bob', 'general', 'said into a dead line')
  await hide(page, false)
  await say(page, 'is anybody there')
  await expect(status(page)).toHaveText(/Reconnecting/, { timeout: 7_000 })
  await settled(page)
  await expect(rows(page, 'said into a dead line')).toHaveCount(1)
  await expect(rows(page, 'is anybody there')).toHaveCount(1)
  await expect(rows(page, 'is anybody there')).toHaveAccessibleDescription('')
})

test('F04: a browser that believes there is no network keeps nobody from a gateway on this machine', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice')
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false })
  })
  await write(home, 'bob', 'general', 'history')
  await page.goto(home.gateway.webUrl + channelAddress(home, 'home', 'general'))
  await settled(page)
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await expect(rows(page, 'history')).toBeVisible()
  await say(page, 'sent without a network')
  await expect(rows(page, 'sent without a network')).toHaveAccessibleDescription('')
  await expect(status(page)).toHaveText('')
})

test('F32: after ten forced reconnects one event is one row, and one more unread', async ({ stage }) => {
  test.slow()
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  for (let time = 1; time <= 10; time += 1) {
    const after = home.events.all().at(-1)?.cursor ?? 0
    cutOff(home, 'alice')
    // Of the gateway's ready the page makes this request.
    await home.events.wait({ answer: 'GET', path: '/**/@me/unread', from: 'alice' }, { after, timeoutMs: 8_000 })
  }
  await settled(page)
  await write(home, 'bob', 'general', 'one event')
  await expect(rows(page, 'one event')).toHaveCount(1)
  await write(home, 'bob', 'random', `<@${home.idOf('alice')}> look`)
  await showLists(page)
  await expect(channels(page).getByRole('link', { name: 'random, 1 mention' })).toBeVisible()
  await hideLists(page)
  await expect(page).toHaveTitle('(1) #general | Home')
  await expect(composer(page)).toBeVisible()
})

test('who types is seen by the others for a while, and no longer once the message is there', async ({ stage }) => {
  const home = await stage.start()
  const address = channelAddress(home, 'home', 'general')
  const alice = await stage.windowOf(home, 'alice', address)
  const bob = await stage.windowOf(home, 'bob', address)
  await settled(alice)
  await settled(bob)
  await composer(bob).pressSequentially('a longer thought')
  await expect(alice.getByText('bob is typing…')).toBeVisible()
  await expect(bob.getByText('is typing…')).toHaveCount(0)
  expect(home.events.all({ receive: 'typing', from: 'bob' }).length).toBeLessThanOrEqual(4)
  await composer(bob).press('Enter')
  await expect(rows(alice, 'a longer thought')).toBeVisible()
  await expect(alice.getByText('bob is typing…')).toHaveCount(0)
})
