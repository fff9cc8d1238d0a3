import { expect, test } from 'vitest'
import { createHeldClock } from '../../fixtures/held-clock.ts'
import { createHeldGateway, type HeldGateway } from '../../fixtures/held-gateway.ts'
import { channelIdOf, exampleMark, exampleMessages, exampleState, messageIdOf } from '../../fixtures/records.ts'
import { selectUnread } from '../../store/selectors/unread.ts'
import { createAccountStore, type AccountStore } from '../../store/store.ts'
import { createGatewayApi } from '../gateway-api.ts'
import { createEpochs, type Epochs } from './epoch.ts'
import { NO_ANSWER } from './read-of.ts'
import { createUnreadCounter, dueChannels, type UnreadCounter } from './unread-counter.ts'

const general = channelIdOf(1)
const due = exampleMark({
  counted: { through: messageIdOf(120), unread: 1, mentions: 0, due: 'first' },
  uncountedBefore: messageIdOf(120),
})

interface Counting {
  readonly counter: UnreadCounter
  readonly store: AccountStore
  readonly gateway: HeldGateway
  readonly epochs: Epochs
}

function open(): Counting {
  const store = createAccountStore(exampleState({ marks: { [general]: due } }))
  const gateway = createHeldGateway()
  const api = createGatewayApi(gateway.request, createHeldClock())
  const epochs = createEpochs()
  return { counter: createUnreadCounter({ api, store, epochs, pages: { counted: 100 } }), store, gateway, epochs }
}

const path = `GET /channels/${general}/messages?limit=100`
const newest = exampleMessages(21, 120).toReversed()

test('[I9] of more than a hundred unread messages the newest hundred are counted, and that there are more is said', async () => {
  const { counter, store, gateway } = open()
  const counting = counter.count(general)
  ;(await gateway.take(path)).answer(newest)
  expect(await counting).toBe('done')
  expect(selectUnread(store.get(), general)).toEqual({ unread: 100, mentions: 0, isMore: true })
  expect(dueChannels(store.get())).toEqual([])
})

test.each<[string, (one: Counting) => void]>([
  ['a message changed while they were read', ({ counter }) => counter.doubt(general)],
  ['the line was cut meanwhile', ({ epochs }) => epochs.begin()],
])('[rule 3] [rule 11] they are counted once more where %s', async (_what, meanwhile) => {
  const one = open()
  const counting = one.counter.count(general)
  const asked = await one.gateway.take(path)
  meanwhile(one)
  asked.answer(newest)
  expect(await counting).toBe(NO_ANSWER)
  expect(one.store.get().marks[general]).toEqual(due)
})

test('where they may not be read, what the list said stands, and they are not asked for again', async () => {
  const { counter, store, gateway } = open()
  const counting = counter.count(general)
  ;(await gateway.take(path)).answer({ message: 'no' }, { status: 403 })
  expect(await counting).toBe('done')
  expect(dueChannels(store.get())).toEqual([])
  expect(selectUnread(store.get(), general)).toEqual({ unread: 1, mentions: 0, isMore: true })
})

test('[I8] of a channel that was taken away meanwhile nothing comes back', async () => {
  const { counter, store, gateway } = open()
  const counting = counter.count(general)
  const asked = await gateway.take(path)
  store.update((draft) => {
    draft.marks = {}
  })
  asked.answer(newest)
  await counting
  expect(store.get().marks).toEqual({})
})
