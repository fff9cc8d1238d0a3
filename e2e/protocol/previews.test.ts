import type { RequestListener, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { embed as embedSchema } from '#shared/models/embed.ts'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { startWebPage, type WebPage } from '../fixtures/web-page.ts'

const html = `<html><head><title>Night trains</title><meta property="og:description" content="All of them">
  <meta property="og:image" content="/train.png"></head><body>Hello</body></html>`

const shown = (url: string): object => ({
  url,
  title: 'Night trains',
  description: 'All of them',
  mediaType: 'website',
  contentType: 'text/html',
  images: [new URL('/train.png', url).href],
  videos: [],
  favicons: [new URL('/favicon.ico', url).href],
})

const page: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
}

const routeOf = (home: TestGateway, channel = 'general'): string => `/channels/${home.channel(channel)}/messages`

async function send(home: TestGateway, body: object, channel = 'general'): Promise<Message> {
  const response = await home.call('alice', 'POST', routeOf(home, channel), body)
  return messageSchema.parse(await response.json())
}

const about = (message: Message, socket: SocketClient): unknown[] =>
  socket.heard
    .filter(({ event, payload }) => event.startsWith('MESSAGE') && (payload as Message)._id === message._id)
    .map(({ event, payload }) => [event, payload])

const isAbout =
  (message: Message) =>
  (payload: never): boolean =>
    (payload as Message)._id === message._id

/** Whatever was looked up before has come to its end, and been heard. */
async function lookedUp(home: TestGateway, web: WebPage, socket: SocketClient): Promise<void> {
  await web.quiet()
  const last = await send(home, { content: 'http://last.test/' })
  await socket.wait('MESSAGE_UPDATE', isAbout(last))
}

/** A page that is not answered before it is let go. */
function heldPage(path: string): { readonly answer: RequestListener; readonly release: () => void } {
  const held: ServerResponse[] = []
  return {
    answer: (request, response) => {
      if (request.url === path) held.push(response)
      else page(request, response)
    },
    release: () => {
      for (const response of held) response.setHeader('content-type', 'text/html').end(html)
    },
  }
}

test('[LINK6] a message with a link is there at once, and its preview follows it', async () => {
  await using web = await startWebPage({ answer: page })
  await using home = await startTestGateway({ previews: web.previews })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const payload = { clientNonce: 'n', note: { kept: [1, null] } }
  const sent = await send(home, { content: 'see http://example.test/a?b=c.', payload })
  expect(sent).toMatchObject({ payload, rev: 1 })

  const updated = await bob.wait('MESSAGE_UPDATE', isAbout(sent))
  expect(updated).toEqual({
    ...sent,
    payload: { ...payload, embeds: [shown('http://example.test/a?b=c')] },
    updatedAt: expect.any(String) as string,
    rev: 2,
  })
  expect(messageSchema.parse(updated).payload?.['embeds']).toEqual([
    embedSchema.parse(shown('http://example.test/a?b=c')),
  ])
  await bob.settled()
  expect(about(sent, bob)).toEqual([
    ['MESSAGE_CREATE', sent],
    ['MESSAGE_UPDATE', updated],
  ])
  expect(web.asked).toEqual(['example.test/a?b=c'])
  expect(await (await home.call('bob', 'GET', routeOf(home))).json()).toEqual([updated])
})

test('[LINK6] in a direct message both hear of it once, and nobody else', async () => {
  await using web = await startWebPage({ answer: page })
  await using home = await startTestGateway({ previews: web.previews })
  const people = ['alice', 'bob', 'carol']
  const [alice, bob, carol] = await Promise.all(
    people.map(async (person) => readySocket(home.url, await home.tokenOf(person))),
  )
  if (alice === undefined || bob === undefined || carol === undefined) throw new Error('Somebody is not here')
  using everybody = new DisposableStack()
  for (const socket of [alice, bob, carol]) everybody.use(socket)

  const sent = await send(home, { content: 'http://example.test/' }, 'alice&bob')
  const updated = await bob.wait('MESSAGE_UPDATE', isAbout(sent))
  await Promise.all([alice, bob, carol].map((socket) => socket.settled()))
  expect(about(sent, alice)).toEqual(about(sent, bob))
  expect(about(sent, bob)).toEqual([
    ['MESSAGE_CREATE', sent],
    ['MESSAGE_UPDATE', updated],
  ])
  expect(about(sent, carol)).toEqual([])
})

test('[LINK6] a message retracted before its preview is ready is never heard of unmasked', async () => {
  const { answer, release } = heldPage('/slow')
  await using web = await startWebPage({ answer })
  await using home = await startTestGateway({ previews: web.previews })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const sent = await send(home, { content: 'secret http://example.test/slow' })
  await web.waitFor('/slow')
  const retracted: unknown = await (await home.call('alice', 'DELETE', `${routeOf(home)}/${sent._id}`)).json()
  release()
  await lookedUp(home, web, bob)
  expect(about(sent, bob)).toEqual([
    ['MESSAGE_CREATE', sent],
    ['MESSAGE_UPDATE', retracted],
  ])
  expect(retracted).toMatchObject({ content: '此消息已撤回', payload: {} })
})

test('[LINK6] a message edited before its preview is ready keeps its new words and gets none', async () => {
  const { answer, release } = heldPage('/slow')
  await using web = await startWebPage({ answer })
  await using home = await startTestGateway({ previews: web.previews })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const sent = await send(home, { content: 'old http://example.test/slow' })
  await web.waitFor('/slow')
  const change = { content: 'new http://example.test/slow' }
  const edited: unknown = await (await home.call('alice', 'PATCH', `${routeOf(home)}/${sent._id}`, change)).json()
  release()
  await lookedUp(home, web, bob)
  expect(about(sent, bob)).toEqual([
    ['MESSAGE_CREATE', sent],
    ['MESSAGE_UPDATE', edited],
  ])
  expect(web.asked.filter((address) => address.endsWith('/slow'))).toHaveLength(1)
})

/** What bob hears of messages with these words, once all of their links were looked up. */
async function heardOf(web: WebPage, contents: readonly string[]): Promise<unknown[][]> {
  await using home = await startTestGateway({ previews: web.previews })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const sent: Message[] = []
  for (const content of contents) sent.push(await send(home, { content }))
  await lookedUp(home, web, bob)
  return sent.map((message) => about(message, bob).map((heard) => (heard as [string])[0]))
}

test('[LINK2] nobody is led into a network of ours, by a name, a number or a redirect', async () => {
  await using web = await startWebPage({
    answer: (request, response) => {
      if (request.headers.host !== 'trap.test') page(request, response)
      else response.writeHead(302, { location: 'http://www.trap.test/inside' }).end()
    },
    addresses: { 'inside.test': ['10.0.0.7'], 'both.test': ['93.184.216.34', '127.0.0.1'], 'www.trap.test': ['::1'] },
  })
  const addresses = ['http://inside.test/', 'http://both.test/', 'http://127.0.0.1/', 'http://trap.test/']
  expect(await heardOf(web, addresses)).toEqual(addresses.map(() => ['MESSAGE_CREATE']))
  expect(web.asked.filter((address) => !address.startsWith('last.test'))).toEqual(['trap.test/'])
})

test('[LINK3] a page that is huge, slow, broken, untitled or none at all is passed over', async () => {
  const answers: Readonly<Record<string, RequestListener>> = {
    '/huge': (_request, response) => response.setHeader('content-type', 'text/html').end(html + ' '.repeat(1_048_576)),
    '/slow': (_request, response) => response.setHeader('content-type', 'text/html').write(html),
    '/broken': (request) => request.socket.destroy(),
    '/untitled': (_request, response) => response.setHeader('content-type', 'text/html').end('<p>Hello'),
    '/picture': (_request, response) => response.setHeader('content-type', 'image/png').end(html),
    '/missing': (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(html),
  }
  await using web = await startWebPage({
    answer: (request, response) => {
      const answer = answers[request.url ?? ''] ?? page
      answer(request, response)
    },
    timeMs: 2_000,
  })
  const paths = Object.keys(answers)
  expect(
    await heardOf(
      web,
      paths.map((path) => `http://example.test${path}`),
    ),
  ).toEqual(paths.map(() => ['MESSAGE_CREATE']))
  expect(web.asked.slice(0, paths.length).toSorted()).toEqual(paths.map((path) => `example.test${path}`).toSorted())
})

test('[LINK1] any type of message is looked up, over the socket too; an edit and a second sending are not', async () => {
  await using web = await startWebPage({ answer: page })
  await using home = await startTestGateway({ previews: web.previews })
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  const card = await send(home, {
    content: 'http://example.test/card',
    type: 'app/x-card',
    payload: { clientNonce: 'n' },
  })
  await alice.wait('MESSAGE_UPDATE', isAbout(card))
  const again = await send(home, { content: 'http://example.test/again', payload: { clientNonce: 'n' } })
  expect(again._id).toBe(card._id)
  alice.socket.emit('message/create', { channelId: home.channel('general'), content: 'http://example.test/socket' })
  await alice.wait('MESSAGE_UPDATE', (message: Message) => message.content === 'http://example.test/socket')

  const plain = await send(home, { content: 'nothing here' })
  await home.call('alice', 'PATCH', `${routeOf(home)}/${plain._id}`, { content: 'http://example.test/edit' })
  await lookedUp(home, web, alice)
  expect(web.asked.slice(0, 3)).toEqual(['example.test/card', 'example.test/socket', 'last.test/'])
  expect(about(plain, alice)).toHaveLength(2)
})

test('[LINK6] a gateway that stops waits for no page', async () => {
  await using web = await startWebPage({ answer: () => undefined, timeMs: 60_000 })
  const home = await startTestGateway({ previews: web.previews })
  await send(home, { content: 'http://example.test/' })
  await web.waitFor('/')
  const began = performance.now()
  await home.gateway.stop()
  expect(performance.now() - began).toBeLessThan(4_000)
})
