import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request, type Answer } from './web-client.ts'

const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

/** Two people, one of them with a picture, in a server with one. */
const pictured: WorldSpec = {
  people: [
    { ref: 'alice', username: 'alice', avatar: picture },
    { ref: 'bob', username: 'bob' },
  ],
  servers: [
    {
      ref: 'home',
      name: 'Home',
      icon: picture,
      owner: 'alice',
      members: ['bob'],
      channels: [{ ref: 'general', name: 'general' }],
    },
  ],
}

const bodyOf = async (home: TestGateway, route: string): Promise<unknown> =>
  (await home.call('alice', 'GET', route)).json()

/** Every place where a picture's address is given out. */
async function addressesOf(home: TestGateway): Promise<string[]> {
  const server = home.ids.servers.get('home') ?? ''
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hi' })
  await home.call('alice', 'POST', '/users/@me/channels', { recipientId: home.idOf('bob') })
  const places = [
    await bodyOf(home, '/users/@me'),
    await bodyOf(home, '/users/@me/servers'),
    await bodyOf(home, '/users/@me/channels'),
    await bodyOf(home, `/servers/${server}`),
    await bodyOf(home, `/servers/${server}/members`),
    await bodyOf(home, `/channels/${home.channel('general')}/messages`),
    await bob.wait('MESSAGE_CREATE'),
    await bob.wait('DM_CHANNEL_CREATE'),
  ]
  return places.map((place) => /"avatarUrl":"([^"]*)"/.exec(JSON.stringify(place))?.[1] ?? 'none')
}

describe('addresses', () => {
  test('[FILE1] lead to the file, the same way in answers and events', async () => {
    await using home = await startTestGateway({ world: pictured })
    for (const address of await addressesOf(home)) {
      expect(address).toMatch(new RegExp(`^${home.url}/static/[\\w-]{21}\\.png$`))
      const file = await request(address)
      expect([file.status, file.headers['content-type']]).toEqual([200, 'image/png'])
    }
  })

  test('[FILE1] stand under the public address where one was given, and under MEW_STATIC_URL before that', async () => {
    const environment = { MEW_STATIC_URL: 'https://files.test/static/' }
    await using named = await startTestGateway({ world: pictured, publicUrl: 'https://mew.test/' })
    await using both = await startTestGateway({ world: pictured, publicUrl: 'https://mew.test/', environment })
    for (const address of await addressesOf(named))
      expect(address).toMatch(/^https:\/\/mew\.test\/static\/[\w-]{21}\.png$/)
    for (const address of await addressesOf(both))
      expect(address).toMatch(/^https:\/\/files\.test\/static\/[\w-]{21}\.png$/)
  })

  test('[FILE1] an address elsewhere stays as it was given', async () => {
    await using home = await startTestGateway()
    const avatarUrl = 'https://pictures.test/a.png?size=64'
    const created = await home.call('alice', 'POST', '/servers', { name: 'x', avatarUrl })
    expect(await created.json()).toMatchObject({ avatarUrl })
    const bad = await home.call('alice', 'POST', '/servers', { name: 'x', avatarUrl: 'javascript:alert(1)' })
    expect(bad.status).toBe(400)
  })
})

describe('files', () => {
  test('[FILE2] a picture is shown in place, all else is a download, and nothing there may run', async () => {
    await using home = await startTestGateway()
    const { files } = home.gateway.parts
    const html = await files.put(Buffer.from('<script>alert(1)</script>'), '.png')
    const keys = { [await files.put(picture, '.png')]: 'inline', [html]: 'attachment' }
    for (const [key, disposition] of Object.entries(keys)) {
      const { status, headers } = await request(`${home.url}/static/${key}`, {
        headers: { origin: 'https://any.test' },
      })
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'content-disposition': disposition,
        'content-type': disposition === 'inline' ? 'image/png' : 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
      })
    }
    expect((await request(`${home.url}/static/${html}`, { method: 'HEAD' })).headers['content-length']).toBe('25')
  })

  test('[FILE2] sound and film are played in place, whatever their names say', async () => {
    await using home = await startTestGateway()
    const { files } = home.gateway.parts
    const film = await files.put(Buffer.from('0000001c6674797069736f6d', 'hex'), '.txt')
    const { headers } = await request(`${home.url}/static/${film}`)
    expect(headers).toMatchObject({ 'content-type': 'video/mp4', 'content-disposition': 'inline' })
  })

  test('[FILE4] parts of one are sent to whoever asks for them', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const address = `${home.url}/static/${await home.gateway.parts.files.put(Buffer.from('0123456789'), '')}`
    const ask = (headers: Record<string, string>): Promise<Answer> => request(address, { headers })
    const part = await ask({ range: 'bytes=2-4' })
    expect([part.status, part.text, part.headers]).toMatchObject([
      206,
      '234',
      { 'content-range': 'bytes 2-4/10', 'content-length': '3', 'accept-ranges': 'bytes' },
    ])
    const outside = await ask({ range: 'bytes=10-' })
    expect([outside.status, outside.headers['content-range']]).toEqual([416, 'bytes */10'])
    const { etag = '' } = part.headers
    const whole = [
      await ask({ range: 'bytes=0-1,4-5' }),
      await ask({ range: 'bytes=0-1', 'if-range': '"another"' }),
      await ask({ 'if-none-match': '"another"' }),
    ]
    for (const { status, text } of whole) expect([status, text]).toEqual([200, '0123456789'])
    expect((await ask({ range: 'bytes=0-1', 'if-range': etag })).text).toBe('01')
    for (const held of [etag, `W/${etag}, "another"`, '*']) {
      const { status, text } = await ask({ 'if-none-match': held })
      expect([status, text]).toEqual([304, ''])
    }
    const head = await request(address, { method: 'HEAD', headers: { range: 'bytes=2-4' } })
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '10', ''])
  })

  test.each(['nothing', '..%2Fjwt-secret', '%2e%2e%2fjwt-secret', '__proto__', '%00'])(
    '[FILE2] there is none at /static/%s, only a refusal',
    async (key) => {
      using directory = createTemporaryDirectory()
      await using home = await startTestGateway({ dataDirectory: directory.path })
      const answer = await request(`${home.url}/static/${key}`)
      expect([answer.status, answer.body]).toEqual([404, { message: 'File not found.' }])
    },
  )

  test('[FILE2] what was stored is there after a restart, under the same key', async () => {
    using directory = createTemporaryDirectory()
    let key = ''
    {
      await using home = await startTestGateway({ dataDirectory: directory.path })
      key = await home.gateway.parts.files.put(picture, '.png')
    }
    await using home = await startTestGateway({ dataDirectory: directory.path })
    expect((await request(`${home.url}/static/${key}`)).status).toBe(200)
  })
})

describe('the app', () => {
  const PAGE = '<!doctype html><title>Mew</title>'

  function build(directory: string): string {
    const root = path.join(directory, 'renderer')
    mkdirSync(path.join(root, 'assets'), { recursive: true })
    writeFileSync(path.join(root, 'index.html'), PAGE)
    writeFileSync(path.join(root, 'icon.svg'), '<svg/>')
    writeFileSync(path.join(root, 'assets', 'app-1a2b3c.js'), 'export {}')
    writeFileSync(path.join(directory, 'outside.txt'), 'not yours')
    return root
  }

  test('[HTTP8] is at / and at every address it may be at', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ webRoot: build(directory.path) })
    for (const address of ['/', '/?a=b', '/channels/abc/def', '/@me/alice', '/settings/', '/apiary', '/statics']) {
      const answer = await request(home.url + address)
      expect([address, answer.status, answer.text]).toEqual([address, 200, PAGE])
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self';/) as string,
      })
    }
    const head = await request(`${home.url}/channels/abc`, { method: 'HEAD' })
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', String(PAGE.length)])
  })

  test('[HTTP8] may open its own socket and nothing else', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ webRoot: build(directory.path) })
    const host = `me.localhost:${home.gateway.port}`
    const { headers } = await request(home.url, { headers: { host, 'x-forwarded-host': 'evil.test' } })
    const policy = String(headers['content-security-policy']).split('; ')
    expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host}`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy.join()).not.toMatch(/unsafe|evil/)
    const ofIpv6 = await request(home.url, { headers: { host: `[::1]:${home.gateway.port}` } })
    expect(String(ofIpv6.headers['content-security-policy']).split('; ')).toContain("connect-src 'self'")
  })

  test('[HTTP8] hashed files are kept for good, others are asked for each time', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ webRoot: build(directory.path) })
    const script = await request(`${home.url}/assets/app-1a2b3c.js`)
    expect([script.status, script.text]).toEqual([200, 'export {}'])
    expect(script.headers).toMatchObject({
      'content-type': expect.stringMatching(/^(?:text|application)\/javascript;/) as string,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const icon = await request(`${home.url}/icon.svg`)
    expect([icon.status, icon.headers['cache-control']]).toEqual([200, 'no-cache'])
    const again = await request(`${home.url}/icon.svg`, { headers: { 'if-none-match': icon.headers.etag } })
    expect(again.status).toBe(304)
  })

  test('[HTTP8] is never where something else should be', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ webRoot: build(directory.path) })
    for (const address of [
      '/api/nope',
      '/API/nope',
      '/api',
      '/assets/old-9f8e.js',
      '/static/nothing',
      '/uploads/nothing',
    ]) {
      const answer = await request(home.url + address)
      expect([address, answer.status, typeof (answer.body as { message: unknown }).message]).toEqual([
        address,
        404,
        'string',
      ])
    }
    expect((await request(`${home.url}/api/users/nope/nope`)).status).toBe(401)
    expect((await request(`${home.url}/channels/abc`, { method: 'POST' })).status).toBe(404)
    expect((await request(`${home.url}/socket.io/`)).status).toBe(400)
  })

  test.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/..%5coutside.txt',
  ])('[HTTP8] nothing beside it is given out: %s', async (address) => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ webRoot: build(directory.path) })
    expect((await request(home.url + address)).text).not.toContain('not yours')
  })

  test('[HTTP8] without it the protocol’s own text stands at /, and nothing at other addresses', async () => {
    await using home = await startTestGateway()
    const answer = await request(home.url)
    expect([answer.status, answer.text]).toEqual([200, 'API is running...'])
    expect((await request(`${home.url}/channels/abc`)).status).toBe(404)
  })
})

test('[FILE6] an address of a file here is kept as its key: where the gateway moves, it moves along', async () => {
  using directory = createTemporaryDirectory()
  const KEY = 'abcdefghijklmnopqrstu.png'
  const elsewhere = 'https://elsewhere.test/static/abcdefghijklmnopqrstu.png'
  const shownBy = async (home: TestGateway): Promise<unknown> => {
    const server = `/servers/${home.ids.servers.get('home') ?? ''}`
    const [message] = (await bodyOf(home, `/channels/${home.channel('general')}/messages`)) as { payload: unknown }[]
    const [webhook] = (await bodyOf(home, `${server}/channels/${home.channel('general')}/webhooks`)) as {
      avatarUrl: string
    }[]
    const { avatarUrl } = (await bodyOf(home, server)) as { avatarUrl: string }
    return { avatarUrl, hook: webhook?.avatarUrl, payload: message?.payload }
  }
  const shownAt = (base: string): unknown => ({
    avatarUrl: `${base}/static/${KEY}`,
    hook: `${base}/static/${KEY}`,
    payload: {
      forwardedMessage: expect.objectContaining({
        attachments: [
          { filename: 'a.png', contentType: 'image/png', size: 1, url: `${base}/static/${KEY}` },
          { filename: '', contentType: 'application/octet-stream', size: 0, url: elsewhere },
        ],
        author: { username: 'carol', avatarUrl: `${base}/static/${KEY}` },
      }) as unknown,
    },
  })
  {
    await using home = await startTestGateway({ dataDirectory: directory.path, publicUrl: 'https://old.test' })
    const url = `https://old.test/static/${KEY}`
    const server = `/servers/${home.ids.servers.get('home') ?? ''}`
    await home.call('alice', 'PATCH', server, { avatarUrl: url })
    const hook = { name: 'Feed', avatarUrl: url }
    await home.call('alice', 'POST', `${server}/channels/${home.channel('general')}/webhooks`, hook)
    const attachments = [{ filename: 'a.png', contentType: 'image/png', size: 1, url }, { url: elsewhere }]
    const forwardedMessage = { content: '', attachments, author: { username: 'carol', avatarUrl: url } }
    const card = { type: 'app/x-forward-card', payload: { forwardedMessage } }
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, card)
    expect(await shownBy(home)).toEqual(shownAt('https://old.test'))
  }
  await using home = await startTestGateway({ dataDirectory: directory.path, publicUrl: 'https://new.test' })
  expect(await shownBy(home)).toEqual(shownAt('https://new.test'))
})
