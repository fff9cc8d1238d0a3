import { once } from 'node:events'
import http, { type RequestListener } from 'node:http'
import net, { type AddressInfo, type Server, type Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createGuardedFetch, type FetchedPage } from './guarded-fetch.ts'
import { realOutside, type Target } from './outside.ts'

const PUBLIC = '93.184.216.34'
const html = '<title>A page</title>'
const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})

async function listening(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

interface Place {
  readonly server?: Server
  readonly addresses?: Readonly<Record<string, readonly string[]>>
  readonly timeMs?: number
  readonly sizeBytes?: number
}

const serve = (answer: RequestListener): Server => http.createServer(answer)

const page: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
}

/** An internet in which every public address is one local server. */
async function internet({ server = serve(page), addresses = {}, timeMs = 5_000, sizeBytes = 1_000 }: Place = {}) {
  const port = await listening(server)
  const connected: Target[] = []
  const fetchPage = createGuardedFetch(
    {
      resolve: (host) => Promise.resolve(addresses[host] ?? [PUBLIC]),
      connect: (target) => {
        connected.push(target)
        return net.connect({ host: '127.0.0.1', port })
      },
    },
    { timeMs, sizeBytes },
  )
  const ask = (address: string, signal = new AbortController().signal): Promise<FetchedPage> =>
    fetchPage(address, signal)
  return { ask, connected }
}

test('[LINK2] a page is fetched from the address that was checked, without anything of ours', async () => {
  const asked: http.IncomingMessage[] = []
  const { ask, connected } = await internet({
    server: serve((request, response) => {
      asked.push(request)
      page(request, response)
    }),
    addresses: { 'example.test': ['2606:4700::1111', PUBLIC] },
  })
  const { url, contentType, bytes } = await ask('http://example.test:8080/a?b=c#d')
  expect([url.href, contentType, bytes.toString()]).toEqual([
    'http://example.test:8080/a?b=c#d',
    'text/html; charset=utf-8',
    html,
  ])
  expect(connected).toEqual([{ address: PUBLIC, port: 8080, securedFor: undefined }])
  expect(asked.map(({ method, url: path, headers }) => ({ method, path, headers }))).toEqual([
    {
      method: 'GET',
      path: '/a?b=c',
      headers: {
        host: 'example.test:8080',
        'user-agent': expect.stringMatching(/^Mozilla\/5\.0 /) as string,
        accept: 'text/html,application/xhtml+xml',
        'accept-language': 'en-US,en;q=0.9',
        'accept-encoding': 'gzip, deflate, br',
        connection: 'close',
      },
    },
  ])
})

test.each([
  ['a file', 'file:///etc/passwd'],
  ['another protocol', 'ftp://example.test/'],
  ['an address with a password', 'http://name:secret@example.test/'],
  ['an address with a name', 'http://name@example.test/'],
  ['this computer', 'http://127.0.0.1/'],
  ['this computer by an odd number', 'http://2130706433/'],
  ['this computer in octal', 'http://0177.1/'],
  ['this computer in IPv6', 'http://[::1]/'],
  ['IPv4 inside IPv6', 'http://[::ffff:10.0.0.1]/'],
  ['what clouds tell their machines', 'http://169.254.169.254/latest/meta-data'],
  ['a name of the network inside', 'http://inside.test/'],
  ['a name with one address inside', 'http://both.test/'],
  ['a name with something else than addresses', 'http://odd.test/'],
  ['a name that is not known', 'http://nowhere.test/'],
  ['no address at all', 'example.test'],
])('[LINK2] %s is not asked', async (_what, address) => {
  const { ask, connected } = await internet({
    addresses: {
      'inside.test': ['192.168.1.7'],
      'both.test': [PUBLIC, '10.0.0.1'],
      'odd.test': ['localhost'],
      'nowhere.test': [],
    },
  })
  await expect(ask(address)).rejects.toThrow(/not|Invalid/)
  expect(connected).toEqual([])
})

test('[LINK4] each redirect is checked like the first address', async () => {
  const { ask, connected } = await internet({
    server: serve((request, response) => {
      if (request.headers.host === 'www.example.test') page(request, response)
      else response.writeHead(301, { location: `http://www.${request.headers.host}/home` }).end()
    }),
    addresses: { 'www.trap.test': ['127.0.0.1'] },
  })
  expect((await ask('http://example.test/')).url.href).toBe('http://www.example.test/home')
  connected.splice(0)
  await expect(ask('http://trap.test/')).rejects.toThrow('not on the internet')
  expect(connected).toHaveLength(1)
})

test('[LINK4] a name that leads inside at the second look is refused', async () => {
  const port = await listening(
    serve((_request, response) => response.writeHead(302, { location: 'http://www.example.test/' }).end()),
  )
  const answers = [[PUBLIC], ['127.0.0.1']]
  const fetchPage = createGuardedFetch(
    {
      resolve: () => Promise.resolve(answers.shift() ?? []),
      connect: () => net.connect({ host: '127.0.0.1', port }),
    },
    { timeMs: 5_000, sizeBytes: 1_000 },
  )
  await expect(fetchPage('http://example.test/', new AbortController().signal)).rejects.toThrow('not on the internet')
  expect(answers).toEqual([])
})

test('[LINK4] redirects elsewhere are not followed, and those that are come to an end', async () => {
  const { ask, connected } = await internet({
    server: serve((request, response) => {
      const { host = '' } = request.headers
      const other = host.startsWith('www.') ? host.slice(4) : `www.${host}`
      const location = request.url === '/round' ? `http://${other}/round` : 'http://other.test/'
      response.writeHead(302, { location }).end()
    }),
  })
  await expect(ask('http://example.test/away')).rejects.toThrow('elsewhere')
  expect(connected).toHaveLength(1)
  await expect(ask('http://example.test/round')).rejects.toThrow('from one place to the next')
  expect(connected).toHaveLength(5)
})

test.each([
  ['an error', 404, { 'content-type': 'text/html' }],
  ['nothing', 204, {}],
  ['a redirect to nowhere', 302, { location: 'http://' }],
  ['a picture', 200, { 'content-type': 'image/png' }],
  ['something of no type', 200, {}],
  ['a type that only begins like a page', 200, { 'content-type': 'text/html5' }],
  ['a page in an unknown packing', 200, { 'content-type': 'text/html', 'content-encoding': 'constructor' }],
] as const)('[LINK3] %s is no page', async (_what, status, headers) => {
  const { ask } = await internet({
    server: serve((_request, response) => void response.writeHead(status, headers).end()),
  })
  await expect(ask('http://example.test/')).rejects.toBeInstanceOf(Error)
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('[LINK3] a page packed as %s is unpacked, up to the limit', async (encoding, pack) => {
  const small = Buffer.from(html)
  const { ask } = await internet({
    server: serve((request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding })
      response.end(pack(request.url === '/' ? small : Buffer.alloc(100_000)))
    }),
  })
  expect((await ask('http://example.test/')).bytes).toEqual(small)
  await expect(ask('http://example.test/bomb')).rejects.toThrow('larger than 1000 bytes')
})

test('[LINK3] a page that is too large is refused, whether it says so or not', async () => {
  const { ask } = await internet({
    server: serve((request, response) => {
      const length = request.url === '/says' ? { 'content-length': '1001' } : {}
      response.writeHead(200, { 'content-type': 'text/html', ...length })
      response.end(Buffer.alloc(request.url === '/fits' ? 1_000 : 1_001))
    }),
  })
  expect((await ask('http://example.test/fits')).bytes).toHaveLength(1_000)
  for (const path of ['says', 'does-not-say']) {
    await expect(ask(`http://example.test/${path}`)).rejects.toThrow('larger than 1000 bytes')
  }
})

test.each([
  ['that says nothing', ''],
  ['that never ends its headers', 'HTTP/1.1 200 OK\r\n'],
  ['that never ends its page', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<title>'],
])('[LINK3] a server %s is given up, and its connection ended', async (_what, words) => {
  const closed = Promise.withResolvers<unknown>()
  const server = net.createServer((socket) => {
    socket.write(words)
    socket.on('error', () => undefined).on('close', closed.resolve)
    socket.resume()
  })
  const { ask } = await internet({ server, timeMs: 100 })
  await expect(ask('http://example.test/')).rejects.toBeInstanceOf(Error)
  await closed.promise
})

test('[LINK3] a name server that says nothing is given up', async () => {
  const connected: Target[] = []
  const silent = Promise.withResolvers<string[]>()
  const fetchPage = createGuardedFetch(
    {
      resolve: () => silent.promise,
      connect: (target) => {
        connected.push(target)
        return new net.Socket()
      },
    },
    { timeMs: 50, sizeBytes: 1_000 },
  )
  await expect(fetchPage('http://example.test/', new AbortController().signal)).rejects.toThrow('timeout')
  silent.resolve([PUBLIC])
  await silent.promise
  expect(connected).toEqual([])
})

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
  [
    'a broken chunk',
    'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n',
  ],
  ['broken packing', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\n\r\nno gzip at all'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
  ['half a page', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100\r\n\r\nhalf'],
])('[LINK3] a server that speaks %s harms nobody', async (_what, words) => {
  const server = net.createServer((socket) => {
    socket
      .on('error', () => undefined)
      .resume()
      .end(words)
  })
  const { ask } = await internet({ server, timeMs: 500 })
  await expect(ask('http://example.test/')).rejects.toBeInstanceOf(Error)
})

test('[LINK3] a fetch ends with the gateway', async () => {
  const stopping = new AbortController()
  const { ask } = await internet({
    server: net.createServer((socket) => {
      socket.on('error', () => undefined).resume()
      stopping.abort(new Error('stopping'))
    }),
  })
  await expect(ask('http://example.test/', stopping.signal)).rejects.toBeInstanceOf(Error)
  await expect(ask('http://example.test/', stopping.signal)).rejects.toThrow('stopping')
})

/** What a server hears first from a connection that the real connector begins to it. */
async function firstWords(securedFor: string | undefined): Promise<{ readonly words: Buffer; readonly local: Socket }> {
  const server = net.createServer()
  const port = await listening(server)
  const local = realOutside.connect({ address: '127.0.0.1', port, securedFor })
  local.on('error', () => undefined)
  const [socket] = (await once(server, 'connection')) as [Socket]
  if (securedFor === undefined) local.write('hello')
  const [words] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  local.destroy()
  return { words, local }
}

test('[LINK2] the real connection goes to the address, and tells the name where it is secured', async () => {
  expect((await firstWords(undefined)).words.toString()).toBe('hello')
  const { words } = await firstWords('example.test')
  expect([words[0], words.includes('example.test'), words.includes('http/1.1')]).toEqual([22, true, true])
  expect((await firstWords('127.0.0.1')).words.includes('127.0.0.1')).toBe(false)
})
