import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldGateway, settled, type HeldGateway } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleMark, exampleState, messageIdOf } from '../fixtures/records.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createReading, type Reading } from './acknowledge.ts'
import { createGatewayApi } from './gateway-api.ts'

interface Open extends Reading {
  readonly store: AccountStore
  readonly clock: HeldClock
  readonly gateway: HeldGateway
}

const general = channelIdOf(1)
const tail = [4, 5, 6].map((number) => ({ _id: messageIdOf(number), mention: false }))

function open(): Open {
  const mark = exampleMark({ lastReadMessageId: messageIdOf(3), tail })
  const store = createAccountStore(exampleState({ marks: { [general]: mark, [channelIdOf(2)]: exampleMark() } }))
  const clock = createHeldClock()
  const gateway = createHeldGateway()
  const reading = createReading({ api: createGatewayApi(gateway.request, clock), store, clock })
  return { ...reading, store, clock, gateway }
}

test('what was read counts as read here at once, and the rest stays unread', () => {
  const { acknowledge, store } = open()
  acknowledge(general, messageIdOf(5))
  expect(store.get().marks[general]).toEqual(exampleMark({ lastReadMessageId: messageIdOf(5), tail: tail.slice(2) }))
})

test('scrolling past many messages is one acknowledgement, of the last', async () => {
  const { acknowledge, clock, gateway } = open()
  for (const number of [4, 5, 6]) acknowledge(general, messageIdOf(number))
  clock.pass(249)
  expect(gateway.untaken()).toEqual([])
  clock.pass(1)
  const ack = await gateway.take(`POST /channels/${general}/ack`)
  expect(ack.body).toEqual({ lastMessageId: messageIdOf(6) })
  ack.answer(null, { status: 200 })
  await settled()
  clock.pass(60_000)
  expect(gateway.untaken()).toEqual([])
})

test('an acknowledgement without an answer is told again, with what was read since', async () => {
  const { acknowledge, resume, clock, gateway } = open()
  acknowledge(general, messageIdOf(4))
  clock.pass(250)
  ;(await gateway.take(`POST /channels/${general}/ack`)).lose()
  await settled()
  acknowledge(general, messageIdOf(5))
  clock.pass(2_000)
  const again = await gateway.take(`POST /channels/${general}/ack`)
  expect(again.body).toEqual({ lastMessageId: messageIdOf(5) })
  again.lose()
  await settled()
  resume()
  clock.pass(2_000)
  expect(gateway.untaken()).toEqual([`POST /channels/${general}/ack`])
})

test('two channels are acknowledged each for itself', () => {
  const { acknowledge, clock, gateway } = open()
  acknowledge(general, messageIdOf(4))
  acknowledge(channelIdOf(2), messageIdOf(1))
  clock.pass(250)
  expect(gateway.untaken()).toEqual([`POST /channels/${general}/ack`, `POST /channels/${channelIdOf(2)}/ack`])
})

test('a mark never moves back, and what is read already is not told again', () => {
  const { acknowledge, store, clock, gateway } = open()
  acknowledge(general, messageIdOf(3))
  acknowledge(general, messageIdOf(1))
  acknowledge(channelIdOf(9), messageIdOf(9))
  clock.pass(250)
  expect(gateway.untaken()).toEqual([])
  expect(store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(3))
})
