import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { startNginx } from '../../scripts/nginx.mjs'
import { connectSocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { openPage, type Page } from '../protocol/page.ts'
import { openFrames } from '../protocol/raw-socket.ts'
import { request, type Answer } from '../protocol/web-client.ts'

const account = { username: 'dora', email: 'dora@example.test', password: 'a long secret' }

interface Behind extends AsyncDisposable {
  readonly home: TestGateway
  /** Where nginx listens. */
  readonly url: string
}

async function startBehind(options: Parameters<typeof startTestGateway>[0] = {}): Promise<Behind> {
  const home = await startTestGateway(options)
  const nginx = await startNginx(home.url)
  return {
    home,
    url: nginx.url,
    [Symbol.asyncDispose]: async () => {
      await nginx.stop()
      await home.gateway.stop()
    },
  }
}

async function signUp(url: string, origin = url): Promise<{ page: Page; answer: Answer }> {
  const page = openPage(url, origin)
  await page.send('GET', '/auth/csrf')
  return { page, answer: await page.send('POST', '/auth/register-cookie', account) }
}

describe('behind nginx', () => {
  let behind: Behind
  beforeAll(async () => {
    behind = await startBehind()
  })
  afterAll(async () => {
    await behind[Symbol.asyncDispose]()
  })

  test('the protocol, the app’s address and files are reached', async () => {
    const { home, url } = behind
    expect((await request(`${url}/api/health`)).body).toEqual({ status: 'ok' })
    expect((await request(`${url}/`)).text).toBe('API is running...')
    const key = await home.gateway.parts.files.put(new TextEncoder().encode('kept'), '.txt')
    const file = await request(`${url}/static/${key}`)
    expect([file.status, file.text, file.headers['content-security-policy']]).toEqual([
      200,
      'kept',
      expect.stringContaining('sandbox'),
    ])
  })

  test('[WHO10] a page on the port of nginx lives by its cookies: session, writes and both transports', async () => {
    const { url } = behind
    const { page, answer } = await signUp(url)
    expect(answer.status).toBe(201)
    const server = await page.send('POST', '/servers', { name: 'Home' })
    expect(server.status).toBe(201)
    const { _id } = server.body as { _id: string }
    const channel = await page.send('POST', `/servers/${_id}/channels`, { name: 'general', type: 'GUILD_TEXT' })
    using websocket = page.connect(['websocket'])
    using polling = page.connect(['polling'])
    using upgraded = page.connect(['polling', 'websocket'])
    for (const client of [websocket, polling, upgraded]) await client.wait('ready')
    await expect.poll(() => upgraded.socket.io.engine.transport.name).toBe('websocket')
    const { _id: channelId } = channel.body as { _id: string }
    await page.send('POST', `/channels/${channelId}/messages`, { content: 'through' })
    for (const client of [websocket, polling, upgraded]) await client.wait('MESSAGE_CREATE')
    expect((await page.send('POST', '/auth/refresh-cookie')).status).toBe(200)
    const closed = new Promise((resolve) => websocket.socket.once('disconnect', resolve))
    expect((await page.send('POST', '/auth/logout')).status).toBe(204)
    await closed
  })

  test('a peer that speaks Engine.IO by hand comes through', async () => {
    const { home, url } = behind
    using frames = await openFrames(url)
    frames.send(`40${JSON.stringify({ token: await home.tokenOf('bob') })}`)
    await frames.wait('42["ready"]')
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hello bot' })
    expect(await frames.wait('42["MESSAGE_CREATE"')).toContain('hello bot')
  })

  test('[WHO5] a page of another name is refused, whatever it forwards itself', async () => {
    const { home, url } = behind
    const origin = 'http://evil.test:151'
    const forwarded = { origin, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.test' }
    expect((await request(`${url}/socket.io/?EIO=4&transport=polling`, { headers: forwarded })).status).toBe(403)
    const cookie = `${ACCESS_COOKIE}=${await home.tokenOf('alice')}`
    const write = { method: 'POST', json: { name: 'x' }, headers: { ...forwarded, cookie } }
    expect((await request(`${url}/api/servers`, write)).status).toBe(403)
    expect((await request(`${url}/api/health`, { headers: { host: 'evil.test' } })).status).toBe(421)
  })

  test('a large body comes through, and one that is too large is refused by the gateway itself', async () => {
    const { home, url } = behind
    const headers = { authorization: `Bearer ${await home.tokenOf('alice')}` }
    const put = (length: number): Promise<Answer> =>
      request(`${url}/api/users/@me/notification-settings`, {
        method: 'PUT',
        json: { pad: 'x'.repeat(length) },
        headers,
      })
    expect((await put(1_000_000)).status).toBe(200)
    const refused = await put(1_100_000)
    expect([refused.status, refused.body]).toEqual([413, { message: 'The body is too large: 1 MB' }])
  })
})

test('[WHO10] where the proxy is not believed its page is a foreign one', async () => {
  await using behind = await startBehind({
    environment: { MEW_TRUST_PROXY: 'off', MEW_CORS_ORIGINS: 'https://ok.test' },
  })
  const { home, url } = behind
  const cookie = `${ACCESS_COOKIE}=${await home.tokenOf('alice')}`
  const write = { method: 'POST', json: { name: 'x' }, headers: { origin: url, cookie } }
  expect((await request(`${url}/api/servers`, write)).status).toBe(403)
  using client = connectSocket(url, { extraHeaders: { origin: url, cookie } })
  const refusal = await new Promise<Error>((resolve) => client.socket.once('connect_error', resolve))
  expect(refusal.message).toBe('websocket error')
})

test('[AUTH6] a client cannot say for itself that it came over HTTPS', async () => {
  const environment = { NODE_ENV: 'production', JWT_SECRET: 'nobody knows', MEW_ADMIN_SECRET: 'nor this one' }
  await using behind = await startBehind({ environment })
  const answer = await request(`${behind.url}/api/auth/csrf`, { headers: { 'x-forwarded-proto': 'https' } })
  expect(answer.setCookies).toEqual([expect.not.stringContaining('Secure')])
})
