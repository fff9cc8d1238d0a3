import { expect, test } from 'vitest'
import { codeOf } from '../fixtures/relayed.ts'
import { createElsewhere, type ElsewhereStep } from './elsewhere.ts'
import { createLiveRequests } from './live-requests.ts'

const names: Readonly<Record<string, readonly string[]>> = {
  'pictures.example': ['93.184.216.34'],
  'inside.example': ['192.168.1.7'],
  'both.example': ['93.184.216.34', '10.0.0.1'],
}

interface Setup {
  readonly gateway?: string
  readonly steps?: Readonly<Record<string, ElsewhereStep>>
}

const picture = (): ElsewhereStep => ({
  kind: 'answer',
  answer: new Response('bytes', { headers: { 'content-type': 'image/png', 'set-cookie': 'a=1', 'x-odd': '1' } }),
})

function makeElsewhere({ gateway = 'https://mew.example', steps = {} }: Setup = {}) {
  const fetched: string[] = []
  const elsewhere = createElsewhere({
    live: createLiveRequests(),
    gatewayOf: (key) => (key === 'a1' ? gateway : undefined),
    addressesOf: (host) => Promise.resolve(names[host] ?? (host === 'mew.example' ? ['93.184.216.35'] : [])),
    fetchOnce: (_account, url) => {
      fetched.push(url)
      return Promise.resolve(steps[url] ?? picture())
    },
  })
  const ask = (url: string, account = 'a1') =>
    elsewhere(new Request(`app://bundle/~elsewhere/${account}?url=${encodeURIComponent(url)}`))
  return { ask, fetched }
}

test('[ELSE1] a picture of another host comes as bytes and type alone', async () => {
  const { ask, fetched } = makeElsewhere()
  const response = await ask('https://pictures.example/a.png?w=1#x')
  expect(await response.text()).toBe('bytes')
  expect(fetched).toEqual(['https://pictures.example/a.png?w=1#x'])
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  })
})

test.each([
  ['a name of the network inside', 'http://inside.example/'],
  ['a name with one address inside', 'http://both.example/'],
  ['a name that is not known', 'http://nowhere.example/'],
  ['this computer', 'http://localhost:3000/api'],
  ['this computer by a name of its own', 'http://x.localhost/'],
  ['this computer by number', 'http://127.0.0.1/'],
  ['this computer by an odd number', 'http://2130706433/'],
  ['this computer in IPv6', 'http://[::1]/'],
  ['IPv4 inside IPv6', 'http://[::ffff:10.0.0.1]/'],
  ['a link-local address', 'http://169.254.169.254/latest/meta-data'],
  ['a shared address', 'http://100.64.0.1/'],
  ['a file', 'file:///etc/passwd'],
  ['the page itself', 'app://bundle/'],
  ['a password in the address', 'https://user:secret@pictures.example/'],
  ['no address', 'pictures.example'],
])('[ELSE2] %s is not asked', async (_what, url) => {
  const { ask, fetched } = makeElsewhere()
  const response = await ask(url)
  expect([response.status, codeOf(response)]).toEqual([403, 'not-ours'])
  expect(fetched).toEqual([])
})

test('[ELSE2] an account whose gateway is on such a network may', async () => {
  const { ask } = makeElsewhere({ gateway: 'http://192.168.1.2:3000' })
  expect((await ask('http://192.168.1.7:9000/a.png')).status).toBe(200)
})

test('[ELSE3] each redirect is checked like the first address', async () => {
  const { ask, fetched } = makeElsewhere({
    steps: {
      'https://pictures.example/1': { kind: 'redirect', to: 'https://pictures.example/2' },
      'https://pictures.example/2': { kind: 'redirect', to: 'http://127.0.0.1:3000/api' },
    },
  })
  expect(codeOf(await ask('https://pictures.example/1'))).toBe('not-ours')
  expect(fetched).toEqual(['https://pictures.example/1', 'https://pictures.example/2'])
})

test('[ELSE3] redirects come to an end', async () => {
  const url = 'https://pictures.example/again'
  const { ask, fetched } = makeElsewhere({ steps: { [url]: { kind: 'redirect', to: url } } })
  expect(codeOf(await ask(url))).toBe('not-ours')
  expect(fetched).toHaveLength(6)
})

test.each(['text/html', 'image/svg+xml', 'application/javascript', ''])('[ELSE4] %j is no picture', async (type) => {
  const url = 'https://pictures.example/x'
  const answer = new Response('<x/>', { headers: type === '' ? {} : { 'content-type': type } })
  const { ask } = makeElsewhere({ steps: { [url]: { kind: 'answer', answer } } })
  const response = await ask(url)
  expect([response.status, codeOf(response)]).toEqual([415, 'not-media'])
})

test('[ELSE5] a file that is too large is refused, and cut off where it did not say so', async () => {
  const url = 'https://pictures.example/film'
  const declared = new Response('x', { headers: { 'content-type': 'video/mp4', 'content-length': String(2 ** 31) } })
  const { ask } = makeElsewhere({ steps: { [url]: { kind: 'answer', answer: declared } } })
  expect(codeOf(await ask(url))).toBe('too-large')

  const piece = new Uint8Array(4 * 1024 * 1024)
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      stream.enqueue(piece)
    },
  })
  const answer = new Response(endless, { headers: { 'content-type': 'video/mp4' } })
  const response = await makeElsewhere({ steps: { [url]: { kind: 'answer', answer } } }).ask(url)
  await expect(response.arrayBuffer()).rejects.toThrow('too large')
})

test('[ELSE6] an unknown account and a malformed request are refused', async () => {
  const { ask, fetched } = makeElsewhere()
  expect(codeOf(await ask('https://pictures.example/', 'b2'))).toBe('no-account')
  expect(codeOf(await ask('https://pictures.example/', 'A1'))).toBe('bad-path')
  expect(fetched).toEqual([])
})
