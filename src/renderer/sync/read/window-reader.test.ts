import { castDraft } from 'immer'
import { expect, test, vi } from 'vitest'
import { createHeldClock, type HeldClock } from '../../fixtures/held-clock.ts'
import { createHeldGateway, settled, type HeldGateway } from '../../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePending,
  exampleState,
  exampleWindow,
  messageIdOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { AccountState, MessageWindow } from '../../store/state.ts'
import { createAccountStore, type AccountStore } from '../../store/store.ts'
import { applyMessage } from '../apply/messages.ts'
import type { CacheDisk } from '../cache-disk.ts'
import { createGatewayApi } from '../gateway-api.ts'
import { createCachedReader } from './cached-reader.ts'
import { createEpochs, type Epochs } from './epoch.ts'
import { createWindowReader, type WindowReader } from './window-reader.ts'

interface Reading {
  readonly reader: WindowReader
  readonly store: AccountStore
  readonly gateway: HeldGateway
  readonly clock: HeldClock
  readonly epochs: Epochs
  readonly window: () => MessageWindow | undefined
  /** An event brings a message. */
  readonly arrive: (number: number, over?: object) => void
}

const general = channelIdOf(1)
const LINE = `GET /channels/${general}/messages`

function open(over: Partial<AccountState> = {}, cache?: CacheDisk): Reading {
  const store = createAccountStore(exampleState({ openChannel: general, ...over }))
  const gateway = createHeldGateway()
  const clock = createHeldClock()
  const epochs = createEpochs()
  const api = createGatewayApi(gateway.request, clock)
  return {
    reader: createWindowReader({
      api,
      store,
      clock,
      epochs,
      cached: cache && createCachedReader({ disk: cache, store, clock }),
    }),
    store,
    gateway,
    clock,
    epochs,
    window: () => store.get().windows[general],
    arrive: (number, message = {}) => {
      store.update((draft) => {
        applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: general, row: exampleMessage(number, { ...message }) })
      })
    },
  }
}

const withWindow = (from: number, to: number, over: Partial<MessageWindow> = {}): Partial<AccountState> => ({
  windows: { [general]: exampleWindow(exampleMessages(from, to), over) },
})

/** A page as the gateway gives it: newest first. */
const page = (from: number, to: number): readonly object[] => exampleMessages(from, to).toReversed()

test('a channel that is opened reads its newest fifty, once, and learns who wrote them', async () => {
  const { reader, gateway, window, store } = open()
  reader.open(general)
  expect(window()).toEqual(exampleWindow([], { status: 'loading', catchingUp: true }))
  const request = await gateway.take(LINE)
  expect(request.line).toBe(`${LINE}?limit=50`)
  request.answer(page(51, 100))
  await settled()
  expect(window()).toEqual(exampleWindow(exampleMessages(51, 100)))
  expect(store.get().people[userIdOf(2)]?.username).toBe('user-2')
  reader.open(general)
  await settled()
  expect(gateway.untaken()).toEqual([])
})

test('a short page says that nothing is older', async () => {
  const { reader, gateway, window } = open()
  reader.open(general)
  ;(await gateway.take(LINE)).answer(page(1, 3))
  await settled()
  expect(window()).toEqual(exampleWindow(exampleMessages(1, 3), { reachesStart: true }))
})

test('[rule 11] what comes while the first page is read goes in behind it', async () => {
  const { reader, gateway, window, arrive } = open()
  reader.open(general)
  const request = await gateway.take(LINE)
  arrive(4)
  arrive(3)
  expect(window()?.rows).toEqual([])
  request.answer(page(1, 3))
  await settled()
  expect(window()?.rows).toEqual(exampleMessages(1, 4))
})

test('[rule 6] a page that holds what was sent confirms it', async () => {
  const { reader, gateway, store } = open({ pending: { [general]: [examplePending('a'), examplePending('b')] } })
  reader.open(general)
  const own = exampleMessage(1, { authorId: exampleMe, payload: { clientNonce: 'a' } })
  ;(await gateway.take(LINE)).answer([own])
  await settled()
  expect(store.get().pending[general]).toEqual([examplePending('b')])
})

test('a channel that cannot be read at first says so, and is read when it is asked for again', async () => {
  const { reader, gateway, window } = open()
  reader.open(general)
  ;(await gateway.take(LINE)).answer({ message: 'Channel not found.' }, { status: 404 })
  await settled()
  expect(window()).toEqual(exampleWindow([], { status: 'failed' }))
  reader.open(general)
  expect(window()?.status).toBe('loading')
  ;(await gateway.take(LINE)).answer(page(1, 2))
  await settled()
  expect(window()?.status).toBe('ready')
})

test('[F01] after a reconnect, rows that were missed come in without a hole, and nothing stands behind the gap before', async () => {
  const { reader, gateway, window, arrive } = open(withWindow(1, 3, { catchingUp: true }))
  const caughtUp = reader.catchUp(general)
  const request = await gateway.take(LINE)
  expect(request.line).toBe(`${LINE}?limit=100`)
  arrive(9)
  expect(window()?.rows).toEqual(exampleMessages(1, 3))
  request.answer(page(1, 8))
  await caughtUp
  expect(window()).toEqual(exampleWindow(exampleMessages(1, 9), { reachesStart: true }))
})

test('[T5] a gap of more than one page is read through, back to where the window began', async () => {
  const { reader, gateway, window } = open(withWindow(30, 40, { catchingUp: true }))
  const caughtUp = reader.catchUp(general)
  ;(await gateway.take(LINE)).answer(page(141, 240))
  const second = await gateway.take(LINE)
  expect(second.line).toBe(`${LINE}?limit=100&before=${messageIdOf(141)}`)
  second.answer(page(41, 140))
  ;(await gateway.take(`${LINE}?limit=100&before=${messageIdOf(41)}`)).answer(page(21, 40))
  await caughtUp
  expect(window()).toEqual(exampleWindow(exampleMessages(21, 240), { reachesStart: true }))
})

test('[rule 4] a gap that is too long ends the window: only what was just read is claimed', async () => {
  const { reader, gateway, window } = open(withWindow(1, 10, { catchingUp: true }))
  const caughtUp = reader.catchUp(general)
  for (let pages = 0; pages < 5; pages += 1) {
    const newest = 1_000 - pages * 100
    ;(await gateway.take(LINE)).answer(page(newest - 99, newest))
  }
  await caughtUp
  expect(gateway.untaken()).toEqual([])
  expect(window()).toEqual(exampleWindow(exampleMessages(501, 1_000)))
})

test('[T3] [T4] edits and retractions that were missed come with the page', async () => {
  const { reader, gateway, window } = open(withWindow(1, 3, { catchingUp: true }))
  const caughtUp = reader.catchUp(general)
  const edited = exampleMessage(2, { rev: 2, content: 'edited' })
  ;(await gateway.take(LINE)).answer([exampleMessage(3), edited, exampleMessage(1)])
  await caughtUp
  expect(window()?.rows[1]).toEqual(edited)
})

test('[T2] [rule 5] a page read before `ready` is shown and not believed: it is read again', async () => {
  const { reader, gateway, window, epochs, arrive } = open()
  reader.open(general)
  const early = await gateway.take(LINE)
  epochs.begin()
  early.answer(page(1, 2))
  const again = await gateway.take(LINE)
  expect(window()).toMatchObject({ status: 'ready', catchingUp: true })
  arrive(5)
  again.answer(page(1, 4))
  await settled()
  expect(window()).toEqual(exampleWindow(exampleMessages(1, 5), { reachesStart: true }))
})

test('[rule 11] asked for twice, what comes while the second page is read is not dropped with it', async () => {
  const { reader, gateway, window, arrive } = open()
  reader.open(general)
  const first = await gateway.take(LINE)
  const caughtUp = reader.catchUp(general)
  first.answer(page(1, 2))
  const second = await gateway.take(LINE)
  arrive(3)
  second.answer(page(1, 2))
  await caughtUp
  expect(window()).toEqual(exampleWindow(exampleMessages(1, 3), { reachesStart: true }))
})

test('a catch-up without an answer is tried again while the connection stands, and no more once it is cut', async () => {
  const { reader, gateway, clock, window, store } = open(withWindow(1, 3, { catchingUp: true }))
  void reader.catchUp(general)
  ;(await gateway.take(LINE)).lose()
  await settled()
  expect(window()).toEqual(exampleWindow(exampleMessages(1, 3), { catchingUp: true }))
  clock.pass(2_000)
  const again = await gateway.take(LINE)
  store.update((draft) => {
    draft.connection = { status: 'reconnecting', attempt: 1 }
  })
  again.lose()
  await settled()
  expect(clock.timers()).toEqual([])
})

test.each([
  [503, {}, 2_000],
  [500, {}, 2_000],
  [429, { 'retry-after': '5' }, 5_000],
])(
  '[F01] a catch-up the gateway puts off with %i is tried again: what is new is not held back for ever',
  async (status, headers, wait) => {
    const { reader, gateway, clock, window, arrive } = open(withWindow(1, 3, { catchingUp: true }))
    void reader.catchUp(general)
    ;(await gateway.take(LINE)).answer({ message: 'later' }, { status, headers })
    await settled()
    arrive(4)
    expect(clock.timers()).toEqual([wait])
    clock.pass(wait)
    ;(await gateway.take(LINE)).answer(page(1, 4))
    await settled()
    expect(window()?.rows).toEqual(exampleMessages(1, 4))
  },
)

test('[F01] however often a channel is asked for while the gateway puts it off, it is asked for again once', async () => {
  const { reader, gateway, clock } = open(withWindow(1, 3, { catchingUp: true }))
  for (let hint = 0; hint < 3; hint += 1) {
    void reader.catchUp(general)
    ;(await gateway.take(LINE)).answer({ message: 'later' }, { status: 429, headers: { 'retry-after': '200' } })
    await settled()
  }
  expect(clock.timers()).toEqual([200_000])
  void reader.catchUp(general)
  ;(await gateway.take(LINE)).answer(page(1, 3))
  await settled()
  expect(clock.timers()).toEqual([])
})

const doubtful = withWindow(1, 3, { doubted: [messageIdOf(2)] })

test('[rule 9] a repair that the gateway puts off waits for its time, whatever else comes in', async () => {
  const { reader, gateway, clock, window } = open(doubtful)
  reader.repairDoubted()
  ;(await gateway.take(LINE)).answer({ message: 'later' }, { status: 429, headers: { 'retry-after': '200' } })
  await settled()
  reader.repairDoubted()
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(clock.timers()).toEqual([200_000])
  clock.pass(200_000)
  ;(await gateway.take(LINE)).answer([exampleMessage(2, { content: 'true' })])
  await settled()
  expect(window()?.rows[1]).toMatchObject({ content: 'true' })
  expect(clock.timers()).toEqual([])
})

test.each([403, 404])('[rule 9] a repair that is refused with %i is not tried again', async (status) => {
  const { reader, gateway, clock } = open(doubtful)
  reader.repairDoubted()
  ;(await gateway.take(LINE)).answer({ message: 'no' }, { status })
  await settled()
  reader.repairDoubted()
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(clock.timers()).toEqual([])
})

test('[rule 9] a repair without an answer is not tried again while the line is down', async () => {
  const { reader, gateway, clock, store } = open(doubtful)
  reader.repairDoubted()
  const request = await gateway.take(LINE)
  store.update((draft) => {
    draft.connection = { status: 'reconnecting', attempt: 1 }
  })
  request.lose()
  await settled()
  expect(clock.timers()).toEqual([])
})

test('[rule 6] what comes from the disk after its message came goes once that is shown', async () => {
  const { reader, gateway, store, arrive, window } = open(withWindow(1, 3, { catchingUp: true }))
  void reader.catchUp(general)
  const request = await gateway.take(LINE)
  arrive(4, { authorId: exampleMe, payload: { clientNonce: 'a' } })
  store.update((draft) => {
    draft.pending[general] = castDraft([examplePending('a'), examplePending('b')])
  })
  request.answer(page(1, 3))
  await settled()
  expect(window()?.rows.map(({ _id }) => _id)).toContain(messageIdOf(4))
  expect(store.get().pending[general]).toEqual([examplePending('b')])
})

test('[I8] what the gateway has refused is not shown from the disk when somebody comes there again', async () => {
  const newest = vi.fn<CacheDisk['newest']>(() =>
    Promise.resolve({ rows: exampleMessages(1, 3), reachesStart: true, asOf: 1 }),
  )
  const nothing = (): Promise<undefined> => Promise.resolve(undefined)
  const disk = { home: nothing, place: nothing, newest, older: nothing, newer: nothing, around: nothing, from: nothing }
  const { reader, gateway, window } = open({}, disk)
  reader.open(general)
  await settled()
  expect(window()?.rows).toHaveLength(3)
  const refuse = async (): Promise<void> => {
    ;(await gateway.take(LINE)).answer({ message: 'No' }, { status: 403 })
    await settled()
  }
  await refuse()
  reader.open(general)
  await settled()
  expect(window()?.rows).toEqual([])
  await refuse()
  expect(window()).toMatchObject({ status: 'failed', rows: [] })
  expect(newest).toHaveBeenCalledOnce()
})

test('a catch-up that is refused for good is not tried again', async () => {
  const { reader, gateway, clock } = open(withWindow(1, 3, { catchingUp: true }))
  void reader.catchUp(general)
  ;(await gateway.take(LINE)).answer(
    { message: 'You do not have the required permission: VIEW_CHANNEL' },
    { status: 403 },
  )
  await settled()
  expect(clock.timers()).toEqual([])
})

test('a page of a channel that was forgotten meanwhile is dropped', async () => {
  const { reader, gateway, store } = open()
  reader.open(general)
  const request = await gateway.take(LINE)
  store.update((draft) => {
    delete draft.windows[general]
  })
  request.answer(page(1, 3))
  await settled()
  expect(store.get().windows).toEqual({})
})

test('scrolling back reads one page before the first row, once however often it is asked for', async () => {
  const { reader, gateway, window } = open(withWindow(101, 110))
  void reader.readOlder(general)
  void reader.readOlder(general)
  const request = await gateway.take(LINE)
  expect(request.line).toBe(`${LINE}?limit=50&before=${messageIdOf(101)}`)
  expect(window()?.older).toBe('loading')
  request.answer(page(51, 100))
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(window()).toEqual(exampleWindow(exampleMessages(51, 110)))
})

test('where nothing is older, or nothing is there, nothing is asked', async () => {
  const { reader, gateway } = open(withWindow(1, 3, { reachesStart: true }))
  await reader.readOlder(general)
  await reader.readOlder(channelIdOf(2))
  expect(gateway.untaken()).toEqual([])
})

test('[F09] live messages that race with an older page each find their place', async () => {
  const { reader, gateway, window, arrive } = open(withWindow(51, 60))
  void reader.readOlder(general)
  const request = await gateway.take(LINE)
  arrive(61)
  arrive(50, { rev: 2, content: 'edited' })
  request.answer(page(1, 50))
  await settled()
  expect(window()?.rows).toHaveLength(61)
  expect(window()?.rows.map(({ _id }) => _id)).toEqual(exampleMessages(1, 61).map(({ _id }) => _id))
  expect(window()?.rows[49]).toMatchObject({ content: 'edited' })
})

test('an older page that fails says so, and can be asked for again', async () => {
  const { reader, gateway, window } = open(withWindow(51, 60))
  void reader.readOlder(general)
  ;(await gateway.take(LINE)).lose()
  await settled()
  expect(window()?.older).toBe('failed')
  void reader.readOlder(general)
  ;(await gateway.take(LINE)).answer(page(1, 50))
  await settled()
  expect(window()).toEqual(exampleWindow(exampleMessages(1, 60)))
})

test('[rule 3] an older page that was asked for before a cut is dropped', async () => {
  const { reader, gateway, window, epochs } = open(withWindow(51, 60))
  void reader.readOlder(general)
  const request = await gateway.take(LINE)
  epochs.begin()
  request.answer(page(1, 50))
  await settled()
  expect(window()?.rows).toEqual(exampleMessages(51, 60))
})
