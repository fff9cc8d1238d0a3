import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk } from '../fixtures/held-disk.ts'
import { pagesOf } from '../fixtures/held-disk-pages.ts'
import { createHeldGateway, settled, type HeldGateway } from '../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleMark,
  exampleMe,
  exampleMessage,
  exampleState,
  exampleWindow,
  messageIdOf,
} from '../fixtures/records.ts'
import { selectUnread, type Unread } from '../store/selectors/unread.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createReading, type Reading } from './acknowledge.ts'
import { createGatewayApi } from './gateway-api.ts'
import type { KeptDisk } from './kept-disk.ts'

interface Open extends Reading {
  readonly store: AccountStore
  readonly clock: HeldClock
  readonly gateway: HeldGateway
}

const general = channelIdOf(1)
const tail = [4, 5, 6].map((number) => ({ _id: messageIdOf(number), mention: false }))

function open(pages: Pick<KeptDisk, 'tell' | 'onChanged'> = createHeldDisk()): Open {
  const mark = exampleMark({ lastReadMessageId: messageIdOf(3), tail })
  const store = createAccountStore(exampleState({ marks: { [general]: mark, [channelIdOf(2)]: exampleMark() } }))
  const clock = createHeldClock()
  const gateway = createHeldGateway()
  const reading = createReading({ api: createGatewayApi(gateway.request, clock), store, clock, pages })
  return { ...reading, store, clock, gateway }
}

test('what was read counts as read here at once, and the rest stays unread', () => {
  const { acknowledge, store } = open()
  acknowledge(general, messageIdOf(5))
  expect(store.get().marks[general]).toEqual(
    exampleMark({ lastReadMessageId: messageIdOf(5), untold: true, tail: tail.slice(2) }),
  )
})

test('[I9] what was read just before a page ended is told by the next one, which finds it in its marks', async () => {
  const { resume, store, clock, gateway } = open()
  store.update((draft) => {
    draft.marks[general] = castDraft(exampleMark({ lastReadMessageId: messageIdOf(5), untold: true }))
  })
  resume()
  clock.pass(0)
  const ack = await gateway.take(`POST /channels/${general}/ack`)
  expect(ack.body).toEqual({ lastMessageId: messageIdOf(5) })
  ack.answer(null, { status: 200 })
  await settled()
  expect(store.get().marks[general]).toEqual(exampleMark({ lastReadMessageId: messageIdOf(5) }))
  resume()
  clock.pass(60_000)
  expect(gateway.untaken()).toEqual([])
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

interface Standing extends Open {
  readonly counts: () => Unread
  readonly leaveAndComeBack: () => void
}

function standing(pages?: KeptDisk): Standing {
  const at = open(pages)
  const rows = [1, 2, 3, 4, 5, 6].map((number) =>
    exampleMessage(number, number === 2 ? { mentions: [exampleMe._id] } : number === 3 ? { authorId: exampleMe } : {}),
  )
  at.store.update((draft) => {
    draft.openChannel = general
    draft.windows[general] = castDraft(exampleWindow(rows))
  })
  at.acknowledge(general, messageIdOf(6))
  const go = (openChannel: typeof general): void => {
    at.store.update((draft) => {
      draft.openChannel = openChannel
    })
  }
  return {
    ...at,
    counts: () => selectUnread(at.store.get(), general),
    leaveAndComeBack: () => {
      go(channelIdOf(2))
      go(general)
    },
  }
}

test('what is marked as unread counts again from there on, of others alone, and the gateway is not told', () => {
  const { markUnread, counts, clock, gateway, store } = standing()
  clock.pass(250)
  const told = gateway.untaken()
  markUnread(general, messageIdOf(2))
  expect(counts()).toEqual({ unread: 4, mentions: 1, isMore: false })
  expect(store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(6))
  markUnread(general, messageIdOf(4))
  expect(counts()).toEqual({ unread: 3, mentions: 0, isMore: false })
  markUnread(general, messageIdOf(3))
  expect(counts()).toEqual({ unread: 3, mentions: 0, isMore: false })
  clock.pass(10_000)
  expect(gateway.untaken()).toEqual(told)
})

test('who marks their own last words finds them again', () => {
  const { markUnread, counts, store } = standing()
  store.update((draft) => {
    draft.windows[general] = castDraft(exampleWindow([exampleMessage(6, { authorId: exampleMe })]))
  })
  markUnread(general, messageIdOf(6))
  expect(counts()).toEqual({ unread: 1, mentions: 0, isMore: false })
})

test('it stays unread for as long as somebody stands there, whatever comes, until they come back and read', () => {
  const { markUnread, acknowledge, counts, clock, gateway, store, leaveAndComeBack } = standing()
  clock.pass(250)
  markUnread(general, messageIdOf(5))
  acknowledge(general, messageIdOf(6))
  store.update((draft) => {
    draft.marks[general]?.tail.push({ _id: messageIdOf(7), mention: true })
  })
  acknowledge(general, messageIdOf(7))
  expect(counts()).toEqual({ unread: 3, mentions: 1, isMore: false })
  leaveAndComeBack()
  expect(counts()).toEqual({ unread: 3, mentions: 1, isMore: false })
  acknowledge(general, messageIdOf(7))
  expect(counts()).toEqual({ unread: 0, mentions: 0, isMore: false })
  clock.pass(250)
  expect(gateway.untaken()).toContain(`POST /channels/${general}/ack`)
})

test('who comes back to what is marked and has nothing newer reads it, without telling the gateway again', () => {
  const { markUnread, acknowledge, counts, clock, gateway, leaveAndComeBack } = standing()
  clock.pass(250)
  const told = gateway.untaken()
  markUnread(general, messageIdOf(5))
  leaveAndComeBack()
  acknowledge(general, messageIdOf(6))
  expect(counts()).toEqual({ unread: 0, mentions: 0, isMore: false })
  clock.pass(250)
  expect(gateway.untaken()).toEqual(told)
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

function standingInTwo(): { readonly here: Standing; readonly there: Standing } {
  const [one, other] = pagesOf(createHeldDisk(), 2)
  return { here: standing(one), there: standing(other) }
}

test('[rule 22] what one page marks as unread every page has marked, for the one of them that writes it down', () => {
  const { here, there } = standingInTwo()
  here.markUnread(general, messageIdOf(5))
  expect(there.store.get().marks).toEqual(here.store.get().marks)
  expect(there.counts()).toEqual({ unread: 2, mentions: 0, isMore: false })
})

test('[rule 22] nobody reads it by standing in it in another page, and who comes back to it in one has read it in all', () => {
  const { here, there } = standingInTwo()
  here.markUnread(general, messageIdOf(5))
  there.acknowledge(general, messageIdOf(6))
  expect(there.counts().unread).toBe(2)
  there.leaveAndComeBack()
  there.acknowledge(general, messageIdOf(6))
  expect([here.counts().unread, there.counts().unread]).toEqual([0, 0])
  // Nothing is marked any more, so that standing there is reading again.
  here.acknowledge(general, messageIdOf(7))
  expect(here.store.get().marks[general]?.lastReadMessageId).toBe(messageIdOf(7))
})

test('[rule 22] what is marked counts once where a page has not heard that it was read before', () => {
  const [one, other] = pagesOf(createHeldDisk(), 2)
  const [here, there] = [standing(one), open(other)]
  expect(selectUnread(there.store.get(), general).unread).toBe(3)
  here.markUnread(general, messageIdOf(5))
  expect(selectUnread(there.store.get(), general)).toEqual({ unread: 2, mentions: 0, isMore: false })
})

test('[rule 22] a channel that a page does not have, it does not get by being told of it', () => {
  const [one, other] = pagesOf(createHeldDisk(), 2)
  const [here, there] = [standing(one), open(other)]
  there.store.update((draft) => {
    draft.marks = {}
  })
  here.markUnread(general, messageIdOf(5))
  expect(there.store.get().marks).toEqual({})
})

test('what has ended hears nothing any more', () => {
  const { here, there } = standingInTwo()
  there.stop()
  here.markUnread(general, messageIdOf(5))
  expect(there.counts().unread).toBe(0)
})
