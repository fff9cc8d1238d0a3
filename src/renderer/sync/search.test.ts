import { expect, test } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { createHeldGateway, type HeldGateway } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleMessages, serverIdOf, userIdOf } from '../fixtures/records.ts'
import { createGatewayApi, type Outcome } from './gateway-api.ts'
import { createSearch, type Found, type Search } from './search.ts'

interface Opened {
  readonly search: Search
  readonly gateway: HeldGateway
}

function open(): Opened {
  const gateway = createHeldGateway()
  return { search: createSearch(createGatewayApi(gateway.request, createHeldClock())), gateway }
}

const query = { text: 'text', scope: { channelId: channelIdOf(1) } }

/** A page as the gateway gives it. */
const pageOf = (messages: readonly Message[], page: number, total: number): unknown => ({
  messages: messages.slice((page - 1) * 25, page * 25),
  pagination: { page, limit: 25, total, totalPages: Math.ceil(total / 25) },
})

const bodyOf = (outcome: Outcome<Found>): Found => {
  if (outcome.status !== 'done') throw new Error(`The search was ${outcome.status}`)
  return outcome.body
}

const idsOf = (messages: readonly Message[]): readonly string[] => messages.map(({ _id }) => _id)

test('F30: what is typed is asked for literally, in a channel or a whole server', async () => {
  const { search, gateway } = open()
  void search({ text: '50%_off & C++ (x)', scope: { channelId: channelIdOf(1) } })
  const line = (await gateway.take(`GET /channels/${channelIdOf(1)}/search?`)).line
  expect(new URL(line.slice(4), 'http://a.test').searchParams.get('q')).toBe('50%_off & C++ (x)')
  void search({ text: '上海', scope: { serverId: serverIdOf(1) } })
  expect((await gateway.take(`GET /servers/${serverIdOf(1)}/search?`)).line).toContain('page=1')
})

test('J27: all that is found can be reached, page by page', async () => {
  const { search, gateway } = open()
  const all = exampleMessages(1, 30).toReversed()
  const first = search(query)
  ;(await gateway.take('GET /channels')).answer(pageOf(all, 1, 30))
  const known = bodyOf(await first)
  expect([known.messages.length, known.total, known.isWhole]).toEqual([25, 30, false])
  const second = search(query, known)
  ;(await gateway.take('GET /channels')).answer(pageOf(all, 2, 30))
  const whole = bodyOf(await second)
  expect(idsOf(whole.messages)).toEqual(idsOf(all))
  expect(whole.isWhole).toBe(true)
})

test('what was said meanwhile pushes hits to the next page, and none stands there twice', async () => {
  const { search, gateway } = open()
  const all = exampleMessages(1, 31).toReversed()
  const first = search(query)
  ;(await gateway.take('GET /channels')).answer(pageOf(all.slice(1), 1, 30))
  const second = search(query, bodyOf(await first))
  ;(await gateway.take('GET /channels')).answer(pageOf(all, 2, 31))
  expect(idsOf(bodyOf(await second).messages)).toEqual(idsOf(all.slice(1)))
})

test('what was taken back meanwhile lets no hit slip between two pages', async () => {
  const { search, gateway } = open()
  const all = exampleMessages(1, 30).toReversed()
  const first = search(query)
  ;(await gateway.take('GET /channels')).answer(pageOf(all, 1, 30))
  const second = search(query, bodyOf(await first))
  const left = all.slice(1)
  ;(await gateway.take('GET /channels')).answer(pageOf(left, 2, 29))
  ;(await gateway.take('GET /channels')).answer(pageOf(left, 1, 29))
  ;(await gateway.take('GET /channels')).answer(pageOf(left, 2, 29))
  expect(idsOf(bodyOf(await second).messages)).toEqual(idsOf(left))
})

test('hits of gateways that leave half of a message away can be read', async () => {
  const { search, gateway } = open()
  const [{ serverId: _server, rev: _rev, context: _context, ...bare } = {}] = exampleMessages(1, 1)
  const author = { _id: userIdOf(2), username: 'user-2', discriminator: '0001' }
  const found = search(query)
  ;(await gateway.take('GET /channels')).answer({
    messages: [{ ...bare, authorId: author }, { no: 'message' }],
    pagination: { page: 1, limit: 25, total: 1, totalPages: 1 },
  })
  expect(bodyOf(await found).messages.map(({ content }) => content)).toEqual(['text 1'])
})

test('F30: a gateway that fails is not one that finds nothing', async () => {
  const { search, gateway } = open()
  const refused = search(query)
  ;(await gateway.take('GET /channels')).answer({ message: 'the index is broken' }, { status: 500 })
  expect((await refused).status).toBe('refused')
  const lost = search(query)
  ;(await gateway.take('GET /channels')).lose()
  expect((await lost).status).toBe('lost')
})
