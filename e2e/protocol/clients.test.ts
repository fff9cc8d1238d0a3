import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { ACCESS_COOKIE, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { openPage, type Page } from './page.ts'
import { openFrames, type Frames } from './raw-socket.ts'

const idIn = (body: unknown): string => (body as { _id: string })._id

describe('a peer that speaks Engine.IO by hand', () => {
  async function enter(home: TestGateway, person: string): Promise<Frames> {
    const frames = await openFrames(home.url)
    expect(JSON.parse((await frames.wait('0')).slice(1))).toMatchObject({
      upgrades: [],
      pingInterval: 25_000,
      pingTimeout: 20_000,
      maxPayload: 1_000_000,
    })
    frames.send(`40${JSON.stringify({ token: await home.tokenOf(person) })}`)
    await frames.wait('42["ready"]')
    return frames
  }

  test('[CONN11] comes in, hears and says by text frames alone, without a cookie or a poll', async () => {
    await using home = await startTestGateway()
    using alice = await enter(home, 'alice')
    using bob = await enter(home, 'bob')
    expect(JSON.parse(bob.heard.find((frame) => frame.startsWith('40'))?.slice(2) ?? '')).toEqual({
      sid: expect.any(String) as string,
    })

    const channelId = home.channel('general')
    bob.send(`42${JSON.stringify(['message/create', { channelId, content: 'by hand' }])}`)
    for (const frames of [alice, bob]) {
      expect(await frames.wait('42["MESSAGE_CREATE"')).toContain('"content":"by hand"')
    }
    await home.call('alice', 'POST', `/channels/${home.channel('alice&bob')}/messages`, { content: 'between us' })
    await bob.wait('42["MESSAGE_CREATE",{"_id"')
    await expect.poll(() => bob.heard.filter((frame) => frame.includes('between us'))).toHaveLength(1)
    // The Go library passes over every frame that does not begin with 42, binary ones among them.
    expect(bob.heard.every((frame) => /^(?:0|40|42|2|3)/.test(frame))).toBe(true)
  })

  test('[CONN11] may try again on the same transport after it was refused', async () => {
    await using home = await startTestGateway()
    using frames = await openFrames(home.url)
    frames.send('40')
    expect(await frames.wait('44')).toBe('44{"message":"Authentication error: No token provided"}')
    frames.send(`40${JSON.stringify({ token: await home.tokenOf('alice') })}`)
    await frames.wait('42["ready"]')
  })
})

describe('a page that has nothing but cookies', () => {
  const account = { username: 'dora', email: 'dora@example.test', password: 'a long secret' }

  /** A channel of a server of its own. */
  async function makeChannel(page: Page): Promise<string> {
    const server = idIn((await page.send('POST', '/servers', { name: 'Home' })).body)
    const channel = { name: 'general', type: 'GUILD_TEXT' }
    return idIn((await page.send('POST', `/servers/${server}/channels`, channel)).body)
  }

  const scripts = ({ gateway }: TestGateway): string => gateway.url
  const browsers = ({ gateway }: TestGateway): string => gateway.webUrl
  const ipv6 = ({ gateway }: TestGateway): string => `http://[::1]:${gateway.port}`

  const both = ['websocket', 'polling'] as const
  const sockets = ['websocket'] as const

  test.each([
    { what: 'the address for scripts', reached: scripts, origin: scripts, transports: both },
    // Node’s polling writes Host as no browser does: without brackets, and never as another name that leads here.
    { what: '::1', reached: ipv6, origin: ipv6, transports: sockets },
    { what: 'the address for browsers', reached: scripts, origin: browsers, transports: sockets },
  ])('[WHO11] signs up, talks and logs out under $what', async ({ reached, origin, transports }) => {
    await using home = await startTestGateway()
    const page = openPage(reached(home), origin(home))
    expect((await page.send('GET', '/users/@me')).status).toBe(401)
    expect((await page.send('POST', '/auth/register-cookie', account)).status).toBe(403)
    await page.send('GET', '/auth/csrf')
    const registered = await page.send('POST', '/auth/register-cookie', account)
    expect([registered.status, registered.body]).toEqual([
      201,
      expect.not.objectContaining({ token: expect.anything() }),
    ])
    const channel = await makeChannel(page)

    using open = new DisposableStack()
    const clients = transports.map((transport) => open.use(page.connect([transport])))
    for (const client of clients) await client.wait('ready')
    const said = await page.send('POST', `/channels/${channel}/messages`, { content: 'from a page' })
    expect(said.status).toBe(201)
    for (const client of clients) {
      await client.wait('MESSAGE_CREATE', (message: { content: string }) => message.content === 'from a page')
    }

    const closed = clients.map((client) => new Promise((resolve) => client.socket.once('disconnect', resolve)))
    const before = page.cookies.get(ACCESS_COOKIE) ?? ''
    expect((await page.send('POST', '/auth/logout')).status).toBe(204)
    await Promise.all(closed)
    expect([page.cookies.has(ACCESS_COOKIE), page.cookies.has(REFRESH_COOKIE)]).toEqual([false, false])
    expect((await page.send('GET', '/users/@me')).status).toBe(401)
    page.cookies.set(ACCESS_COOKIE, before)
    expect((await page.send('GET', '/users/@me')).status).toBe(401)
  })

  test('[WHO11] goes on after its access token has run out, and its socket does not notice', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    const page = openPage(home.url, home.url)
    await page.send('GET', '/auth/csrf')
    await page.send('POST', '/auth/register-cookie', account)
    await page.send('POST', '/auth/login-cookie', { ...account, rememberMe: true })
    const channel = await makeChannel(page)
    using socket = page.connect(['websocket'])
    await socket.wait('ready')

    clock.advance(31 * 60_000)
    const late = await page.send('POST', `/channels/${channel}/messages`, { content: 'late' })
    expect([late.status, late.body]).toEqual([401, { message: 'Unauthorized: Invalid token' }])
    using refused = page.connect(['websocket'])
    const refusal = await new Promise<Error>((resolve) => refused.socket.once('connect_error', resolve))
    expect(refusal.message).toBe('Authentication error: Invalid token')

    await page.send('GET', '/auth/csrf')
    expect((await page.send('POST', '/auth/refresh-cookie')).status).toBe(200)
    expect((await page.send('POST', `/channels/${channel}/messages`, { content: 'late' })).status).toBe(201)
    using again = page.connect(['websocket'])
    await again.wait('ready')
    await socket.wait('MESSAGE_CREATE', (message: { content: string }) => message.content === 'late')
    expect(socket.socket.connected).toBe(true)
  })
})
