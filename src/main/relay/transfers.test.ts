import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TokenOutcome } from '../accounts/token-keeper.ts'
import { startLocalServer, type LocalServer } from '../fixtures/local-server.ts'
import { codeOf, requestAt } from '../fixtures/relayed.ts'
import { createLiveRequests } from './live-requests.ts'
import { createTransfers, type SendUpload } from './transfers.ts'

let gateway: LocalServer
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  answer = (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"key":"k"}')
    })
  }
  gateway = await startLocalServer((request, response) => {
    answer(request, response)
  })
})

afterEach(() => gateway.stop())

/** Over Node's fetch, counting what it takes. */
const sendByNode: SendUpload = ({ url, headers, body, signal, onSent }) => {
  let sent = 0
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, stream) => {
        sent += chunk.byteLength
        onSent(sent)
        stream.enqueue(chunk)
      },
    }),
  )
  const init = { method: 'POST', headers, body: counted, signal, duplex: 'half' } as const
  return fetch(url, init)
}

interface Setup {
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  readonly live: ReturnType<typeof createLiveRequests>
  readonly goodFor: number[]
}

function open(token: TokenOutcome = { status: 'token', token: 'secret' }): Setup {
  const live = createLiveRequests()
  const goodFor: number[] = []
  const transfers = createTransfers({
    live,
    send: sendByNode,
    accounts: {
      placeOf: (key) => (key === 'a1' ? { status: 'known', gateway: gateway.url } : { status: 'no-account' }),
      token: (_key, _refused, ms) => {
        goodFor.push(ms)
        return Promise.resolve(token)
      },
    },
  })
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    transfers(requestAt(`app://bundle/~transfer/${path}`, { headers: { 'x-mew-relay': '1' }, ...init }))
  return { ask, live, goodFor }
}

const ID = 'a1/0123456789abcdef0123456789abcdef'
const PATH = `${ID}/api/channels/${'c'.repeat(24)}/uploads`

/** A form as a page would send it. */
async function form(size = 300_000): Promise<RequestInit> {
  const made = new FormData()
  made.append('file', new File([new Uint8Array(size)], 'a.bin'))
  const whole = new Response(made)
  const type = whole.headers.get('content-type') ?? ''
  return { method: 'POST', body: await whole.bytes(), headers: { 'x-mew-relay': '1', 'content-type': type } }
}

test('a form reaches the gateway with the account’s token, and its counts are told as it goes', async () => {
  const { ask, goodFor } = open()
  let seen: IncomingMessage['headers'] = {}
  let bytes = 0
  answer = (request, response) => {
    seen = request.headers
    request.on('data', (piece: Buffer) => (bytes += piece.byteLength))
    request.on('end', () => response.writeHead(201).end('{"key":"k"}'))
  }
  const counts = await ask(ID)
  const uploaded = await ask(PATH, await form())
  expect([uploaded.status, await uploaded.json()]).toEqual([201, { key: 'k' }])
  expect(seen).toMatchObject({ authorization: 'Bearer secret' })
  expect(seen['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  const told = (await counts.text()).trim().split('\n').map(Number)
  expect(told[0]).toBe(0)
  expect(told.at(-1)).toBe(bytes)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  // It cannot be sent a second time, so the token has to last.
  expect(goodFor).toEqual([300_000])
})

test('told to end, the gateway sees it end, and the page has no answer of the gateway', async () => {
  const { ask } = open()
  const { promise: begun, resolve: onBegun } = Promise.withResolvers<void>()
  const { promise: gone, resolve: onGone } = Promise.withResolvers<void>()
  answer = (request) => {
    request.resume().on('close', onGone)
    onBegun()
  }
  const uploaded = ask(PATH, await form())
  await begun
  expect((await ask(ID, { method: 'DELETE' })).status).toBe(204)
  expect(codeOf(await uploaded)).toBe('unreachable')
  await gone
})

test('an end that comes first keeps it from beginning', async () => {
  const { ask } = open()
  let asked = 0
  answer = () => (asked += 1)
  await ask(ID, { method: 'DELETE' })
  expect(codeOf(await ask(PATH, await form()))).toBe('unreachable')
  expect(asked).toBe(0)
})

test('signing out, or a page that is gone, ends what is under way', async () => {
  const { ask, live } = open()
  const { promise: begun, resolve: onBegun } = Promise.withResolvers<void>()
  answer = (request) => {
    request.resume()
    onBegun()
  }
  const counts = await ask(ID)
  const uploaded = ask(PATH, await form())
  await begun
  live.endAccount('a1')
  expect(codeOf(await uploaded)).toBe('unreachable')
  await expect(counts.text()).rejects.toThrow('net::ERR_ABORTED')
})

test('a gateway’s no is passed on as it is', async () => {
  const { ask } = open()
  answer = (request, response) => {
    request.resume().on('end', () => response.writeHead(413).end('{"message":"file is too large"}'))
  }
  const uploaded = await ask(PATH, await form())
  expect([uploaded.status, codeOf(uploaded), await uploaded.json()]).toEqual([
    413,
    null,
    { message: 'file is too large' },
  ])
})

test('without a session nothing is sent', async () => {
  const { ask } = open({ status: 'signed-out' })
  const uploaded = await ask(PATH, await form())
  expect([uploaded.status, codeOf(uploaded)]).toEqual([401, 'signed-out'])
})

test.each([
  ['another path', `${ID}/api/users/@me`, 'bad-path'],
  ['no path', ID, 'bad-path'],
  ['a path that climbs', `${ID}/api/channels/../uploads`, 'bad-path'],
  ['a name that is no id', 'a1/x', 'bad-path'],
  ['an account nobody has', PATH.replace('a1/', 'b2/'), 'no-account'],
])('%s is refused', async (_what, path, code) => {
  const { ask } = open()
  expect(codeOf(await ask(path, await form(1)))).toBe(code)
})

test('what our code did not send is refused', async () => {
  const { ask } = open()
  for (const method of ['GET', 'POST', 'DELETE']) {
    const body = method === 'POST' ? 'x' : null
    expect(codeOf(await ask(PATH, { method, headers: {}, body }))).toBe('not-ours')
  }
})
