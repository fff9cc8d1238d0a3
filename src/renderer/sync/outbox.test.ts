import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk, ownSeat } from '../fixtures/held-disk.ts'
import { createHeldGateway, settled, type HeldGateway } from '../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleMe,
  exampleMessage,
  exampleState,
  exampleWindow,
  messageIdOf,
} from '../fixtures/records.ts'
import type { AccountState, Delivery } from '../store/state.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import { createGatewayApi } from './gateway-api.ts'
import { createSending } from './create-sending.ts'
import type { Outbox } from './outbox-types.ts'

interface Post {
  readonly outbox: Outbox
  readonly store: AccountStore
  readonly clock: HeldClock
  readonly gateway: HeldGateway
  /** What is on its way in channel 1: text and state. */
  readonly shown: () => readonly (readonly [string, Delivery['status']])[]
}

const general = channelIdOf(1)
const POST = `POST /channels/${general}/messages`

function open(dedupes = true, over: Partial<AccountState> = {}): Post {
  const windows = { [general]: exampleWindow([], { reachesStart: true }) }
  const store = createAccountStore(exampleState({ windows, ...over }))
  const clock = createHeldClock()
  const gateway = createHeldGateway()
  let nonces = 0
  const disk = createHeldDisk()
  const sending = createSending({
    api: createGatewayApi(gateway.request, clock),
    store,
    upload: gateway.upload,
    kept: disk,
    seat: ownSeat,
    undoMs: () => 0,
    onAsked: () => undefined,
    clock,
    newNonce: () => `nonce-${(nonces += 1)}`,
    extensions: dedupes ? ['nonce'] : [],
  })
  sending.start()
  const { outbox } = sending
  const shown = (): Post['shown'] extends () => infer List ? List : never =>
    (store.get().pending[general] ?? []).map(({ content, delivery }) => [content, delivery.status] as const)
  return { outbox, store, clock, gateway, shown }
}

const stored = (number: number, nonce?: string): object =>
  exampleMessage(number, { authorId: exampleMe, ...(nonce === undefined ? {} : { payload: { clientNonce: nonce } }) })

function arrive(store: AccountStore, row: object): void {
  store.update((draft) => {
    applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: general, row: exampleMessage(0, { ...row }) })
  })
}

const texts = (store: AccountStore): readonly unknown[] =>
  (store.get().windows[general]?.rows ?? []).map((row) => ('kind' in row ? row.kind : row.content))

test('what is sent is pending at once, and goes out with its nonce and its text exactly as it is', async () => {
  const { outbox, store, gateway, clock } = open()
  outbox.send({ channelId: general, content: '  two\n\nlines ', referencedMessageId: messageIdOf(7) })
  expect(store.get().pending[general]).toEqual([
    {
      nonce: 'nonce-1',
      channelId: general,
      content: '  two\n\nlines ',
      referencedMessageId: messageIdOf(7),
      sentAt: clock.now(),
      delivery: { status: 'sending' },
    },
  ])
  expect((await gateway.take(POST)).body).toEqual({
    content: '  two\n\nlines ',
    payload: { clientNonce: 'nonce-1' },
    referencedMessageId: messageIdOf(7),
  })
})

test('[rule 6] confirmed by its answer, then by its event: one message, nothing pending', async () => {
  const { outbox, store, gateway, shown } = open()
  outbox.send({ channelId: general, content: 'text 1' })
  ;(await gateway.take(POST)).answer(stored(1, 'nonce-1'))
  await settled()
  expect(shown()).toEqual([])
  arrive(store, stored(1, 'nonce-1'))
  expect(texts(store)).toEqual(['text 1'])
})

test('[rule 6] confirmed by its event, then by its answer: one message, nothing pending', async () => {
  const { outbox, store, gateway, shown } = open()
  outbox.send({ channelId: general, content: 'text 1' })
  const post = await gateway.take(POST)
  arrive(store, stored(1, 'nonce-1'))
  expect(shown()).toEqual([])
  post.answer(stored(1, 'nonce-1'))
  await settled()
  expect(texts(store)).toEqual(['text 1'])
  expect(shown()).toEqual([])
})

test('[rule 16] an answer that echoes no nonce confirms all the same', async () => {
  const { outbox, store, gateway, shown } = open()
  outbox.send({ channelId: general, content: 'text 1' })
  ;(await gateway.take(POST)).answer(stored(1))
  await settled()
  expect(shown()).toEqual([])
  expect(texts(store)).toEqual(['text 1'])
})

test('[rule 6] somebody else’s message with the same nonce confirms nothing', () => {
  const { outbox, store, shown } = open()
  outbox.send({ channelId: general, content: 'mine' })
  arrive(store, exampleMessage(1, { payload: { clientNonce: 'nonce-1' } }))
  expect(shown()).toEqual([['mine', 'sending']])
})

test('one message at a time in a channel, in the order of sending; another channel does not wait', async () => {
  const { outbox, gateway } = open()
  outbox.send({ channelId: general, content: 'first' })
  outbox.send({ channelId: general, content: 'second' })
  outbox.send({ channelId: channelIdOf(2), content: 'elsewhere' })
  await settled()
  expect(gateway.untaken()).toEqual([POST, `POST /channels/${channelIdOf(2)}/messages`])
  const first = await gateway.take(POST)
  expect(first.body).toMatchObject({ content: 'first' })
  first.answer(stored(1, 'nonce-1'))
  expect((await gateway.take(POST)).body).toMatchObject({ content: 'second' })
})

test('a refused message is failed, says why, keeps its text, and does not stop the next one', async () => {
  const { outbox, store, gateway } = open()
  outbox.send({ channelId: general, content: 'precious' })
  outbox.send({ channelId: general, content: 'next' })
  ;(await gateway.take(POST)).answer({ message: 'Channel not found.' }, { status: 404 })
  expect((await gateway.take(POST)).body).toMatchObject({ content: 'next' })
  expect(store.get().pending[general]?.[0]).toMatchObject({
    content: 'precious',
    delivery: { status: 'failed', refusal: { code: 'channelNotFound' } },
  })
})

test('[F05] retried, however often it is pressed, it goes out once more under the same nonce', async () => {
  const { outbox, gateway, shown } = open()
  outbox.send({ channelId: general, content: 'precious' })
  ;(await gateway.take(POST)).answer({ message: 'No' }, { status: 403 })
  await settled()
  for (let press = 0; press < 5; press += 1) outbox.retry(general, 'nonce-1')
  const again = await gateway.take(POST)
  expect(again.body).toEqual({ content: 'precious', payload: { clientNonce: 'nonce-1' } })
  expect(shown()).toEqual([['precious', 'sending']])
  again.answer(stored(1, 'nonce-1'))
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(shown()).toEqual([])
})

test('a message on its way cannot be retried or sent again, and one that is not there neither', async () => {
  const { outbox, gateway, store } = open()
  outbox.send({ channelId: general, content: 'on its way' })
  outbox.retry(general, 'nonce-1')
  outbox.retry(general, 'nonce-9')
  outbox.sendAgain(general, 'nonce-1')
  outbox.sendAgain(general, 'nonce-9')
  await gateway.take(POST)
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(store.get().pending[general]).toMatchObject([{ nonce: 'nonce-1', delivery: { status: 'sending' } }])
})

test('[T6] a lost answer is asked for again with the same nonce where the gateway knows nonces', async () => {
  const { outbox, gateway, clock, shown } = open(true)
  outbox.send({ channelId: general, content: 'once' })
  ;(await gateway.take(POST)).lose()
  await settled()
  expect(shown()).toEqual([['once', 'sending']])
  expect(gateway.untaken()).toEqual([])
  clock.pass(1_000)
  expect((await gateway.take(POST)).body).toMatchObject({ payload: { clientNonce: 'nonce-1' } })
})

test('[rule 7] where it knows none, a lost answer leaves it unconfirmed; the program never sends it again', async () => {
  const { outbox, gateway, clock, shown } = open(false)
  outbox.send({ channelId: general, content: 'did it arrive?' })
  ;(await gateway.take(POST)).lose()
  await settled()
  clock.pass(600_000)
  outbox.resume()
  outbox.retry(general, 'nonce-1')
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(shown()).toEqual([['did it arrive?', 'unconfirmed']])
})

test('[rule 7] [T10] an unconfirmed message that shows up after all is confirmed', async () => {
  const { outbox, store, gateway, shown } = open(false)
  outbox.send({ channelId: general, content: 'text 1' })
  ;(await gateway.take(POST)).lose()
  await settled()
  arrive(store, stored(1, 'nonce-1'))
  expect(shown()).toEqual([])
  expect(texts(store)).toEqual(['text 1'])
})

test('[I7] sending an unconfirmed one again is a new action, under a new nonce, once', async () => {
  const { outbox, gateway, shown } = open(false)
  outbox.send({ channelId: general, content: 'again', referencedMessageId: messageIdOf(3) })
  ;(await gateway.take(POST)).lose()
  await settled()
  for (let press = 0; press < 3; press += 1) outbox.sendAgain(general, 'nonce-1')
  const again = await gateway.take(POST)
  expect(again.body).toEqual({
    content: 'again',
    payload: { clientNonce: 'nonce-2' },
    referencedMessageId: messageIdOf(3),
  })
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(shown()).toEqual([['again', 'sending']])
})

test('[I6] an answer that says yes and cannot be read is not called failed', async () => {
  const { outbox, gateway, shown } = open()
  outbox.send({ channelId: general, content: 'stored' })
  ;(await gateway.take(POST)).answer({ ok: true }, { status: 201 })
  await settled()
  expect(shown()).toEqual([['stored', 'unconfirmed']])
})

test('discarded, it is gone, and nothing of the list is left behind', async () => {
  const { outbox, store, gateway } = open()
  outbox.send({ channelId: general, content: 'never mind' })
  ;(await gateway.take(POST)).answer({ message: 'No' }, { status: 403 })
  await settled()
  outbox.discard(general, 'nonce-1')
  expect(store.get().pending).toEqual({})
})

test('told to wait, it waits as long as it was told, and nothing else goes out in that channel meanwhile', async () => {
  const { outbox, gateway, clock, shown } = open()
  outbox.send({ channelId: general, content: 'first' })
  const headers = { 'retry-after': '7' }
  ;(await gateway.take(POST)).answer({ message: 'slow down' }, { status: 429, headers })
  await settled()
  outbox.send({ channelId: general, content: 'second' })
  await settled()
  clock.pass(6_999)
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(shown()).toEqual([
    ['first', 'sending'],
    ['second', 'sending'],
  ])
  clock.pass(1)
  expect((await gateway.take(POST)).body).toMatchObject({ content: 'first' })
})

test('while the connection is away, what is sent waits, and goes out in order once it is back', async () => {
  const { outbox, store, gateway, shown } = open(true, { connection: { status: 'reconnecting', attempt: 1 } })
  outbox.send({ channelId: general, content: 'first' })
  outbox.send({ channelId: general, content: 'second' })
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(shown()).toEqual([
    ['first', 'sending'],
    ['second', 'sending'],
  ])
  store.update((draft) => {
    draft.connection = { status: 'connected' }
  })
  outbox.resume()
  const first = await gateway.take(POST)
  expect(first.body).toMatchObject({ content: 'first' })
  first.answer(stored(1, 'nonce-1'))
  expect((await gateway.take(POST)).body).toMatchObject({ content: 'second' })
})
