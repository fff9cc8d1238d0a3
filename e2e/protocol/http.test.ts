import net from 'node:net'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { request, type Answer } from './web-client.ts'

const json = { 'content-type': 'application/json' }

async function bearer(home: TestGateway, person = 'alice'): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await home.tokenOf(person)}` }
}

/** Bytes as they are; what came back until the gateway closed the connection. */
function speak(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.on('data', (chunk) => {
      heard += String(chunk)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
  })
}

describe('errors', () => {
  test('[HTTP1] are JSON with a message, whatever is wrong with the address', async () => {
    await using home = await startTestGateway()
    const addresses: readonly (readonly [string, number])[] = [
      ['/api/nope', 404],
      ['/nope', 404],
      ['//api/health', 404],
      ['/api/invites/%zz', 400],
      ['/static/%', 400],
      [`/static/${'a'.repeat(600)}`, 400],
      ['/static/nothing', 404],
      ['/api/auth/login', 404],
    ]
    for (const [address, status] of addresses) {
      const answer = await request(home.url + address)
      expect([address, answer.status, answer.body]).toEqual([
        address,
        status,
        { message: expect.any(String) as string },
      ])
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test.each(['TRACE', 'PROPFIND', 'SEARCH', 'PUT'])(
    '[HTTP1] are JSON for a method nobody knows: %s',
    async (method) => {
      await using home = await startTestGateway()
      const answer = await request(`${home.url}/api/health`, { method })
      expect([answer.status, answer.body]).toEqual([404, { message: `Not found: ${method} /api/health` }])
    },
  )

  test.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n', 400],
    ['a length that is none', 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('[HTTP1] are JSON even for %s, and the gateway goes on', async (_what, text, status) => {
    await using home = await startTestGateway()
    const heard = await speak(home.gateway.port, text)
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(JSON.parse(heard.slice(heard.indexOf('\r\n\r\n') + 4))).toHaveProperty('message')
    expect((await request(`${home.url}/api/health`)).status).toBe(200)
  })

  test('[HTTP1] a request that is given up half-way costs nobody else anything', async () => {
    await using home = await startTestGateway()
    const socket = net.connect(home.gateway.port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write(
      'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"em',
    )
    socket.end()
    socket.resume()
    await closed
    expect((await request(`${home.url}/api/health`)).status).toBe(200)
  })
})

describe('bodies', () => {
  const post = async (home: TestGateway, raw: string | undefined, headers = {}): Promise<Answer> =>
    request(`${home.url}/api/servers`, {
      method: 'POST',
      headers: { ...(await bearer(home)), ...json, ...headers },
      ...(raw === undefined ? {} : { raw }),
    })

  test.each([
    '{',
    '{"name":"x"',
    '{"name":x}',
    '"text"',
    '5',
    'true',
    'null',
    '\ufeff{}',
    "{'name':'x'}",
    '{"name":"x"}}',
  ])('[HTTP2] %j is no JSON body: 400', async (raw) => {
    await using home = await startTestGateway()
    const answer = await post(home, raw)
    expect([answer.status, answer.body]).toEqual([400, { message: 'Invalid JSON' }])
  })

  test('[HTTP2] a list where an object is due, and nothing at all, are named as what they are', async () => {
    await using home = await startTestGateway()
    const missing = 'Invalid input: expected object, received undefined'
    expect((await post(home, '[]')).body).toMatchObject({ message: 'Invalid input: expected object, received array' })
    for (const answer of [await post(home, ''), await post(home, undefined)]) {
      expect([answer.status, answer.body]).toEqual([
        400,
        { message: missing, errors: [{ path: '', message: missing }] },
      ])
    }
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonish',
  ])('[HTTP2] as %s it is as if there were none', async (type) => {
    await using home = await startTestGateway()
    const answer = await post(home, '{"name":"x"}', { 'content-type': type })
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { message: 'Invalid input: expected object, received undefined' },
    ])
  })

  test('[HTTP2] a type that is no type is the client’s fault and not ours', async () => {
    await using home = await startTestGateway()
    const answer = await post(home, '{"name":"x"}', { 'content-type': 'nonsense' })
    expect([answer.status, answer.body]).toEqual([415, { message: expect.any(String) as string }])
  })

  test('[HTTP2] parameters of the type do not matter', async () => {
    await using home = await startTestGateway()
    const answer = await post(home, '{"name":"x"}', { 'content-type': 'Application/JSON; charset=utf-8' })
    expect(answer.status).toBe(201)
  })

  test('[HTTP2] one just below a megabyte is read, one above is 413', async () => {
    await using home = await startTestGateway()
    const padded = (bytes: number): string => {
      const empty = JSON.stringify({ name: 'x', pad: '' })
      return JSON.stringify({ name: 'x', pad: 'x'.repeat(bytes - empty.length) })
    }
    expect((await post(home, padded(1_048_576))).status).toBe(201)
    const answer = await post(home, padded(1_048_577))
    expect([answer.status, answer.body]).toEqual([413, { message: 'The body is too large: 1 MB' }])
  })

  test('[HTTP10] what is no JSON may be as large as a file, and no larger', async () => {
    await using home = await startTestGateway({ environment: { LIMIT_FILE_SIZE: '1.5' } })
    const form = (bytes: number): Promise<Answer> =>
      post(home, 'x'.repeat(bytes), { 'content-type': 'multipart/form-data; boundary=x' })
    expect((await form(1_572_864)).body).toMatchObject({ errors: [{ path: '' }] })
    const answer = await form(1_572_864 + 65_537)
    expect([answer.status, answer.body]).toEqual([413, { message: 'file is too large' }])
  })

  test('[HTTP2] 32 levels are read, 33 and a hundred thousand are not', async () => {
    await using home = await startTestGateway()
    const nested = (levels: number): string => `{"name":"x","pad":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    expect((await post(home, nested(32))).status).toBe(201)
    for (const levels of [33, 100_000]) {
      const answer = await post(home, nested(levels))
      expect([answer.status, answer.body]).toEqual([400, { message: 'The body is nested too deep: 32 levels' }])
    }
  })

  test('[HTTP2] members with names that objects have anyway are only members', async () => {
    await using home = await startTestGateway()
    const answer = await post(home, '{"name":"x","__proto__":{"avatarUrl":"https://evil.test/a.png"},"constructor":1}')
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.not.objectContaining({ avatarUrl: expect.anything() as unknown }),
    ])
  })
})

test('[HTTP3] an id may be in either case, anything else in its place is 400', async () => {
  await using home = await startTestGateway()
  const server = home.ids.servers.get('home') ?? ''
  expect((await home.call('alice', 'GET', `/servers/${server.toUpperCase()}`)).status).toBe(200)
  const bad = ['zzz', 'a'.repeat(23), 'a'.repeat(25), '@me', `${'a'.repeat(23)}g`, '%00', 'a%20b']
  for (const id of bad) {
    const routes: readonly (readonly [string, string])[] = [
      ['GET', `/servers/${id}`],
      ['GET', `/servers/${id}/channels`],
      ['POST', `/servers/${id}/invites`],
      ['GET', `/channels/${id}/messages`],
      ['GET', `/servers/${server}/channels/${id}/messages`],
      ['PATCH', `/channels/${home.channel('general')}/messages/${id}`],
      ['GET', `/channels/${home.channel('general')}/messages?before=${id}`],
    ]
    for (const [method, route] of routes) {
      const response = await home.call('alice', method, route, method === 'GET' ? undefined : {})
      expect([route, response.status, await response.json()]).toEqual([
        route,
        400,
        { message: 'Invalid data format provided.' },
      ])
    }
  }
})

test('[HTTP4] an unknown route is 404 as JSON, but below the routes of people the token comes first', async () => {
  await using home = await startTestGateway()
  const noToken = { message: 'Unauthorized: No token provided' }
  for (const path of [
    '/users/nope/nope',
    '/servers/x/nope',
    '/channels/x/nope',
    '/Invites/x/nope',
    '/users',
    '/invites/',
  ]) {
    const without = await request(`${home.url}/api${path}`)
    expect([without.status, without.body]).toEqual([401, noToken])
    const bad = await request(`${home.url}/api${path}`, { headers: { authorization: 'Bearer x' } })
    expect(bad.status).toBe(401)
    const within = await request(`${home.url}/api${path}`, { headers: await bearer(home) })
    expect([within.status, within.body]).toEqual([404, { message: `Not found: GET /api${path}` }])
  }
  expect((await request(`${home.url}/api/nope?token=secret`)).body).toEqual({ message: 'Not found: GET /api/nope' })
})

test('[HTTP5] the security headers stand on answers, refusals and pages alike, and JSON is not kept', async () => {
  await using home = await startTestGateway()
  const expected = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  }
  for (const path of ['/api/health', '/api/users/@me', '/api/nope', '/', '/api/%zz', '/static/x']) {
    const { headers } = await request(home.url + path)
    expect(headers).toMatchObject(expected)
    expect(headers['x-powered-by']).toBeUndefined()
  }
  expect((await request(`${home.url}/api/health`)).headers['cache-control']).toBe('no-store')
})

describe('reading', () => {
  test('[HTTP6] HEAD is GET without the body', async () => {
    await using home = await startTestGateway()
    const headers = await bearer(home)
    for (const path of ['/api/health', '/api/users/@me', '/', `/api/channels/${home.channel('general')}/messages`]) {
      const [get, head] = [
        await request(home.url + path, { headers }),
        await request(home.url + path, { method: 'HEAD', headers }),
      ]
      expect([head.status, head.text]).toEqual([200, ''])
      expect(head.headers).toMatchObject({
        'content-type': get.headers['content-type'],
        'content-length': String(Buffer.byteLength(get.text)),
      })
    }
    expect((await request(`${home.url}/api/users/@me`, { method: 'HEAD' })).status).toBe(401)
  })

  test('[HTTP6] JSON has a weak tag, and whoever has it already gets 304 and nothing else', async () => {
    await using home = await startTestGateway()
    const headers = await bearer(home)
    const first = await request(`${home.url}/api/users/@me`, { headers })
    const { etag = '' } = first.headers
    expect(etag).toMatch(/^W\/"[\w-]+"$/)
    for (const held of [etag, `"x", ${etag}`, '*']) {
      const again = await request(`${home.url}/api/users/@me`, { headers: { ...headers, 'if-none-match': held } })
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag])
    }
    const head = await request(`${home.url}/api/users/@me`, { method: 'HEAD', headers })
    expect(head.headers.etag).toBe(etag)
    const bob = { ...(await bearer(home, 'bob')), 'if-none-match': etag }
    expect((await request(`${home.url}/api/users/@me`, { headers: bob })).status).toBe(200)
    const refused = await request(`${home.url}/api/users/@me`, { headers: { 'if-none-match': '*' } })
    expect([refused.status, refused.headers.etag]).toEqual([401, undefined])
  })

  test('[HTTP6] a path may be in any case and end in a slash', async () => {
    await using home = await startTestGateway()
    const headers = await bearer(home)
    for (const path of ['/api/health/', '/API/Health', '/api/Users/@me/', '/api/users/@ME/servers']) {
      expect((await request(home.url + path, { headers })).status).toBe(200)
    }
  })

  test('[HTTP7] health and capabilities are there for everybody', async () => {
    await using home = await startTestGateway()
    expect((await request(`${home.url}/api/health`)).body).toEqual({ status: 'ok' })
    expect((await request(`${home.url}/api/capabilities`)).body).toEqual({
      instanceId: home.gateway.instanceId,
      extensions: ['rev', 'nonce', 'previews', 'refresh-retry', 'unread', 'read-sync', 'user-update', 'typing'],
      startCode: true,
    })
    expect(home.gateway.instanceId).toMatch(/^[0-9a-f]{32}$/)
    expect(home.gateway.webUrl).toBe(`http://${home.gateway.instanceId.slice(0, 12)}.localhost:${home.gateway.port}`)
  })
})

test('[HTTP9] with the disk full nothing is acknowledged or published, reads go on, and with space again writes do', async () => {
  await using home = await startTestGateway({ logLevel: 'silent' })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const { reader } = home.gateway.parts.database
  const send = (content: string): Promise<Response> =>
    home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content })
  const list = async (): Promise<unknown[]> =>
    (await (await home.call('bob', 'GET', `/channels/${home.channel('general')}/messages`)).json()) as unknown[]

  expect((await send('before')).status).toBe(201)
  await bob.wait('MESSAGE_CREATE')
  await sql`pragma max_page_count = 1`.execute(reader)
  const refusals = []
  // The last page has room for a message or two.
  for (let count = 0; count < 20 && refusals.length < 3; count += 1) {
    const response = await send('x'.repeat(16_000))
    if (response.status !== 201) refusals.push([response.status, await response.json()])
  }
  const unavailable = [503, { message: 'The gateway cannot store anything at the moment' }]
  expect(refusals).toEqual([unavailable, unavailable, unavailable])
  await bob.settled()
  expect(bob.all('MESSAGE_CREATE')).toHaveLength((await list()).length)

  await sql`pragma max_page_count = 4294967294`.execute(reader)
  expect((await send('after')).status).toBe(201)
  await bob.wait('MESSAGE_CREATE', (message: { content: string }) => message.content === 'after')
})
