import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TokenOutcome } from '../accounts/token-keeper.ts'
import { startLocalServer, type LocalServer } from '../fixtures/local-server.ts'
import { codeOf, requestAt } from '../fixtures/relayed.ts'
import { createLiveRequests } from './live-requests.ts'
import { createRelay } from './relay.ts'
import { sendByNode } from './send-by-node.ts'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Answer = (request: Seen, response: ServerResponse) => void

let gateway: LocalServer
let seen: Seen[]
let answer: Answer

beforeEach(async () => {
  seen = []
  answer = (_request, response) => {
    response.setHeader('content-type', 'application/json').end('{}')
  }
  gateway = await startLocalServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const heard = { method, url, headers, body: Buffer.concat(pieces).toString() }
      seen.push(heard)
      answer(heard, response)
    })
  })
})

afterEach(() => gateway.stop())

const ours = { 'x-mew-relay': '1' }

interface Setup {
  readonly tokens?: readonly TokenOutcome[]
}

function makeRelay({ tokens = [{ status: 'token', token: 'secret' }] }: Setup = {}) {
  const asked: (string | null)[] = []
  const live = createLiveRequests()
  const relay = createRelay({
    live,
    send: sendByNode,
    accounts: {
      placeOf: (key) => {
        if (key === 'a1') return { status: 'known', gateway: gateway.url }
        return { status: key === 'left' ? 'signed-out' : 'no-account' }
      },
      token: (_key, refused) => {
        asked.push(refused)
        const outcome = tokens[Math.min(asked.length, tokens.length) - 1]
        return Promise.resolve(outcome ?? { status: 'signed-out' })
      },
    },
  })
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    relay(requestAt(path.startsWith('app:') ? path : `app://bundle/~gateway/${path}`, init))
  return { ask, live, asked }
}

describe('requests that are forged', () => {
  test.each([
    ['a parent folder', 'a1/api/../admin'],
    ['an escaped dot', 'a1/api/%2e%2e/admin'],
    ['an escaped slash', 'a1/api/a%2fb'],
    ['an escaped slash in capitals', 'a1/api/a%2Fb'],
    ['an escaped backslash', 'a1/api/a%5cb'],
    ['a null byte', 'a1/api/a%00b'],
    ['escaped line breaks', 'a1/api/a%0d%0aHost:%20evil'],
    ['a backslash', 'a1/api\\..\\admin'],
    ['a host after two slashes', 'a1//evil.example/api/x'],
    ['a whole address as path', 'a1/http://evil.example/'],
    ['a host behind the account', 'a1@evil.example/api/users'],
    ['an account in capitals', 'A1/api/users'],
    ['a room in capitals', 'a1/API/users'],
    ['an account without an end', 'a1'],
    ['a path outside the rooms', 'a1/metrics'],
    ['a path that only begins like a room', 'a1/apis/users'],
    ['the calls of sessions', 'a1/api/auth/refresh'],
    ['the same, escaped', 'a1/api/%61uth/refresh'],
    ['the same, escaped twice', 'a1/api/%2561uth/refresh'],
    ['the same in capitals', 'a1/api/Auth/login'],
    ['the same behind two slashes', 'a1/api//auth/login'],
    ['dots that are escaped twice', 'a1/api/%252e%252e/x'],
    ['an unfinished escape', 'a1/api/100%'],
    ['a space', 'a1/api/a b'],
    ['another host', 'app://other/~gateway/a1/api/users'],
    ['a port', 'app://bundle:80/~gateway/a1/api/users'],
  ])('[RELAY1] %s is refused before anything is sent', async (_what, path) => {
    const response = await makeRelay().ask(path, { headers: ours })
    expect([response.status, codeOf(response)]).toEqual([400, 'bad-path'])
    expect(seen).toEqual([])
  })

  test('[RELAY2] an account that never was and one that was left are told apart', async () => {
    const { ask } = makeRelay()
    const never = await ask('b2/api/users/@me', { headers: ours })
    const left = await ask('left/api/users/@me', { headers: ours })
    expect([never.status, codeOf(never)]).toEqual([404, 'no-account'])
    expect([left.status, codeOf(left)]).toEqual([401, 'signed-out'])
    expect(seen).toEqual([])
  })

  test.each([
    ['GET', 'a1/api/users/@me'],
    ['POST', 'a1/api/servers'],
    ['POST', 'a1/static/key'],
    ['DELETE', 'a1/uploads/key'],
    ['GET', 'a1/socket.io/?EIO=4&transport=polling'],
    ['GET', 'a1/static/evil.js'],
    ['GET', 'a1/uploads/evil.MJS'],
  ])('[RELAY3] %s %s without the header of our own code is refused', async (method, path) => {
    const response = await makeRelay().ask(path, { method })
    expect([response.status, codeOf(response)]).toEqual([403, 'not-ours'])
    expect(seen).toEqual([])
  })

  test('[RELAY4] forged headers never arrive, and the gateway sees its own name and this account', async () => {
    await makeRelay().ask('a1/api/servers', {
      method: 'POST',
      body: '{"name":"x"}',
      headers: {
        ...ours,
        'content-type': 'application/json',
        authorization: 'Bearer forged',
        cookie: 'mew_access_token=forged',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil.example',
        'x-http-method-override': 'DELETE',
        'x-mew-admin-secret': 'forged',
        origin: 'https://evil.example',
      },
    })
    const [request] = seen
    expect(request).toMatchObject({ method: 'POST', url: '/api/servers', body: '{"name":"x"}' })
    expect(request?.headers).toMatchObject({ authorization: 'Bearer secret', host: new URL(gateway.url).host })
    const names = Object.keys(request?.headers ?? {})
    for (const forged of ['cookie', 'x-forwarded-for', 'x-http-method-override', 'x-mew-admin-secret', 'x-mew-relay']) {
      expect(names).not.toContain(forged)
    }
    expect(request?.headers.origin).toBeUndefined()
  })

  test('[RELAY4] an address with escapes, a query and a fragment arrives as it was written', async () => {
    await makeRelay().ask('a1/api/messages/1/reactions/%F0%9F%8E%89?q=100%25%20a&x=%0A#here', { headers: ours })
    expect(seen.map(({ url }) => url)).toEqual(['/api/messages/1/reactions/%F0%9F%8E%89?q=100%25%20a&x=%0A'])
  })
})

describe('answers', () => {
  test('[RELAY5] a page-like answer to an element of the page becomes a download', async () => {
    answer = (_request, response) => {
      response.setHeader('content-type', 'text/html').end('<script>alert(1)</script>')
    }
    const response = await makeRelay().ask('a1/static/key')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  test.each(['image/png', 'image/webp', 'audio/ogg', 'video/mp4'])('[RELAY5] %s is shown in place', async (type) => {
    answer = (_request, response) => {
      response.setHeader('content-type', type).end('bytes')
    }
    const response = await makeRelay().ask('a1/uploads/key')
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-disposition')).toBeNull()
  })

  test('[RELAY5] a drawing that can hold script is not', async () => {
    answer = (_request, response) => {
      response.setHeader('content-type', 'image/svg+xml').end('<svg/>')
    }
    const response = await makeRelay().ask('a1/static/key')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
  })

  test('[RELAY6] cookies and everything not on the list stay in main; a code of the relay cannot be forged', async () => {
    answer = (_request, response) => {
      response.writeHead(502, {
        'content-type': 'application/json',
        'set-cookie': 'a=1',
        'x-mew-relay': 'signed-out',
        'access-control-allow-origin': '*',
        'retry-after': '3',
      })
      response.end('{"message":"its own"}')
    }
    const response = await makeRelay().ask('a1/api/x', { headers: ours })
    expect(response.status).toBe(502)
    expect(response.headers.get('retry-after')).toBe('3')
    for (const name of ['set-cookie', 'x-mew-relay', 'access-control-allow-origin']) {
      expect(response.headers.get(name)).toBeNull()
    }
    expect(await response.json()).toEqual({ message: 'its own' })
  })

  test('[RELAY7] a part of a file keeps its range; a decoded body loses its length on the wire', async () => {
    answer = ({ headers }, response) => {
      if (headers.range === 'bytes=2-3') {
        response.writeHead(206, { 'content-type': 'audio/ogg', 'content-range': 'bytes 2-3/9', 'content-length': '2' })
        response.end('cd')
      } else {
        response.writeHead(200, { 'content-type': 'audio/ogg', 'content-encoding': 'identity' }).end('abcdefghi')
      }
    }
    const { ask } = makeRelay()
    const part = await ask('a1/uploads/key', { headers: { range: 'bytes=2-3' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-3/9', 'cd'])
    expect((await ask('a1/uploads/key')).headers.get('content-length')).toBeNull()
  })

  test('[RELAY8] a status without words becomes 502 with the number; a 304 passes', async () => {
    answer = ({ headers }, response) => {
      response.writeHead(headers['if-none-match'] === undefined ? 499 : 304).end()
    }
    const { ask } = makeRelay()
    const odd = await ask('a1/api/x', { headers: ours })
    expect([odd.status, codeOf(odd), await odd.json()]).toEqual([
      502,
      'odd-status',
      { message: 'odd-status', status: 499 },
    ])
    expect((await ask('a1/static/x', { headers: { 'if-none-match': '"1"' } })).status).toBe(304)
    expect(seen.at(-1)?.headers['cache-control']).toBe('max-age=0')
  })

  test('[RELAY9] a redirect is not followed, and a gateway that is down is said so', async () => {
    answer = (_request, response) => {
      response.writeHead(302, { location: 'https://evil.example/' }).end()
    }
    const { ask } = makeRelay()
    const moved = await ask('a1/api/x', { headers: ours })
    await gateway.stop()
    const down = await ask('a1/api/x', { headers: ours })
    expect([down.status, codeOf(down)]).toEqual([502, 'unreachable'])
    expect(await down.json()).toMatchObject({ reason: 'refused' })
    expect([moved.status, codeOf(moved)]).toEqual([502, 'redirect'])
  })
})

describe('sessions', () => {
  test('[RELAY10] a token that is refused is replaced once, and the body goes out again', async () => {
    answer = ({ headers }, response) => {
      response.statusCode = headers.authorization === 'Bearer new' ? 201 : 401
      response.end('{}')
    }
    const tokens: TokenOutcome[] = [
      { status: 'token', token: 'old' },
      { status: 'token', token: 'new' },
    ]
    const { ask, asked } = makeRelay({ tokens })
    const init = { method: 'POST', body: '{"a":1}', headers: { ...ours, 'content-type': 'application/json' } }
    expect((await ask('a1/api/x', init)).status).toBe(201)
    expect(seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}'])
    expect(asked).toEqual([null, 'old'])
  })

  test('[RELAY10] an upload is not sent again: its 401 comes back', async () => {
    answer = (_request, response) => {
      response.writeHead(401).end()
    }
    const { ask } = makeRelay()
    const response = await ask('a1/api/x', { method: 'POST', body: new Blob(['bytes']), headers: ours })
    expect([response.status, codeOf(response), seen.length]).toEqual([401, null, 1])
  })

  test('[RELAY11] during an outage nobody is signed out; a session that ended says so', async () => {
    const outage: TokenOutcome = { status: 'unreachable', reason: 'refused', message: 'net::ERR_CONNECTION_REFUSED' }
    const away = await makeRelay({ tokens: [outage] }).ask('a1/api/x', { headers: ours })
    const ended = await makeRelay({ tokens: [{ status: 'signed-out' }] }).ask('a1/api/x', { headers: ours })
    expect([away.status, codeOf(away)]).toEqual([502, 'unreachable'])
    expect([ended.status, codeOf(ended)]).toEqual([401, 'signed-out'])
    expect(seen).toEqual([])
  })
})

describe('requests in the air', () => {
  const stuck: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/ogg' })
    response.write('the first piece')
  }

  test('[RELAY12] when the page is gone its answers break off, and the gateway sees it', async () => {
    const gone = Promise.withResolvers<void>()
    answer = (request, response) => {
      response.on('close', gone.resolve)
      stuck(request, response)
    }
    const { ask, live } = makeRelay()
    const response = await ask('a1/uploads/key')
    const reader = response.body?.getReader()
    await reader?.read()
    live.endAll()
    await expect(reader?.read()).rejects.toThrow('ERR_ABORTED')
    await gone.promise
  })

  test('[RELAY12] before the headers they end as well', async () => {
    const arrived = Promise.withResolvers<void>()
    answer = () => {
      arrived.resolve()
    }
    const { ask, live } = makeRelay()
    const waiting = ask('a1/api/x', { headers: ours })
    await arrived.promise
    live.endAccount('b2')
    live.endAccount('a1')
    expect(codeOf(await waiting)).toBe('unreachable')
  })

  test('[RELAY12] a reader that gives up ends the request at the gateway', async () => {
    const gone = Promise.withResolvers<void>()
    answer = (request, response) => {
      response.on('close', gone.resolve)
      stuck(request, response)
    }
    const response = await makeRelay().ask('a1/uploads/key')
    await response.body?.cancel()
    await gone.promise
  })
})
