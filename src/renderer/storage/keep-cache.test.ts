import { castDraft } from 'immer'
import { expect, test, vi } from 'vitest'
import { createWaitingSeat } from '../fixtures/waiting-seat.ts'
import { messageId } from '#shared/models/ids.ts'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { ownSeat } from '../fixtures/held-disk.ts'
import { createHeldFactory, type HeldFactory } from '../fixtures/held-factory.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleIsland,
  exampleMark,
  exampleMessage,
  exampleMessages,
  examplePerson,
  examplePlace,
  exampleServer,
  exampleState,
  exampleWindow,
  serverIdOf,
} from '../fixtures/records.ts'
import type { AccountState } from '../store/state.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { orderOf } from './cache-order.ts'
import { createKeeper, type Keeper } from './keep-cache.ts'
import { createListeners } from './listeners.ts'
import { openCache, type Cache } from './open-cache.ts'
import { searchCache, type CacheQuery } from './search-cache.ts'

const NAME = 'mew cache gateway user'
const NOW = 5_000_000
const general = channelIdOf(1)

type KeeperSeat = Parameters<typeof createKeeper>[0]['seat']

interface Opened {
  readonly cache: Cache
  readonly store: AccountStore
  readonly keeper: Keeper
  readonly keepings: readonly string[]
  readonly clock: HeldClock
  /** Changes the state, and it is written. */
  readonly keep: (change: Partial<AccountState>) => Promise<void>
}

async function open(held: HeldFactory, state: Partial<AccountState> = {}, seat: KeeperSeat = ownSeat): Promise<Opened> {
  const cache = openCache({ factory: held.factory, name: NAME })
  const store = createAccountStore(exampleState({ servers: null, directs: null, places: {}, ...state }))
  const keepings: string[] = []
  const clock = createHeldClock(NOW)
  const keeper = createKeeper({
    store,
    cache,
    clock,
    seat,
    onKeeping: (keeping) => void keepings.push(keeping),
  })
  await keeper.start()
  const keep = async (change: Partial<AccountState>): Promise<void> => {
    store.update((draft) => {
      Object.assign(draft, change)
    })
    await keeper.flush()
  }
  return { cache, store, keeper, keepings, clock, keep }
}

const listed = {
  servers: [exampleServer(1)],
  directs: [exampleDirect(2)],
  places: { [serverIdOf(1)]: examplePlace() },
}

const ids = (rows: readonly { readonly _id: string }[] | undefined): readonly number[] =>
  (rows ?? []).map(({ _id }) => Number.parseInt(_id.slice(1), 16))

async function found(cache: Cache, query: Partial<CacheQuery>, maySee = (_id: string): boolean => true) {
  const parts = []
  for await (const part of searchCache(cache, { text: '', ...query }, { maySee })) parts.push(...part)
  return ids(parts)
}

test('J44: what was known is there for the next start, as of when it was so', async () => {
  const held = createHeldFactory()
  const marks = { [general]: exampleMark({ lastReadMessageId: exampleMessage(3)._id }) }
  const people = { [examplePerson(2)._id]: examplePerson(2) }
  const { keep } = await open(held)
  await keep({
    ...listed,
    marks,
    people,
    openChannel: general,
    windows: { [general]: exampleWindow([exampleMessage(1)]) },
  })

  const { cache } = await open(held)
  expect(await cache.home()).toEqual({
    me: undefined,
    servers: listed.servers,
    directs: listed.directs,
    people: [examplePerson(2)],
    marks,
    asOf: NOW,
    last: { serverId: serverIdOf(1), channelId: general },
  })
  expect(await cache.place(serverIdOf(1))).toEqual({ ...examplePlace(), stale: true })
  expect(await cache.place(serverIdOf(2))).toBeUndefined()
  expect(await cache.newest(general, 50)).toEqual({ rows: [exampleMessage(1)], reachesStart: false, asOf: NOW })
})

test('the newest of a channel come first, and what is older page by page up to the beginning', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 450), { reachesStart: true }) } })
  const newest = await cache.newest(general, 200)
  expect(ids(newest?.rows)).toEqual(ids(exampleMessages(251, 450)))
  expect(newest?.reachesStart).toBe(false)
  const older = await cache.older({ channelId: general, before: exampleMessage(251), limit: 200 })
  expect([ids(older?.rows), older?.reachesStart]).toEqual([ids(exampleMessages(51, 250)), false])
  const oldest = await cache.older({ channelId: general, before: exampleMessage(51), limit: 200 })
  expect([ids(oldest?.rows), oldest?.reachesStart]).toEqual([ids(exampleMessages(1, 50)), true])
  expect(await cache.older({ channelId: general, before: exampleMessage(1), limit: 200 })).toBeUndefined()
})

test('[rule 14] two ranges that do not touch are never read as one', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 5)) } })
  await keep({ windows: {} })
  await keep({ windows: { [general]: exampleWindow(exampleMessages(8, 9)) } })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([8, 9])
  expect(await cache.older({ channelId: general, before: exampleMessage(8), limit: 50 })).toBeUndefined()
  expect(ids((await cache.older({ channelId: general, before: exampleMessage(5), limit: 50 }))?.rows)).toEqual([
    1, 2, 3, 4,
  ])
  await keep({ windows: { [general]: exampleWindow(exampleMessages(4, 9)) } })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('[rule 14] a range further back is kept as well, apart from the newest until they meet', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  const window = exampleWindow(exampleMessages(8, 9))
  const island = { rows: exampleMessages(2, 4), reachesStart: false, catchingUp: false, held: [], doubted: [] }
  const islands = { [general]: [{ ...island, older: 'idle', newer: 'idle' } as const] }
  await keep({ ...listed, windows: { [general]: window }, islands })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([8, 9])
  expect(ids((await cache.older({ channelId: general, before: exampleMessage(4), limit: 50 }))?.rows)).toEqual([2, 3])
  await keep({ windows: { [general]: exampleWindow(exampleMessages(2, 9)) }, islands: {} })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
})

test('[rule 1] a changed row takes the place of the one that was there, and one that is gone goes', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  const edited = exampleMessage(2, { content: 'edited', rev: 2 })
  await keep({ windows: { [general]: exampleWindow([exampleMessage(1), edited, exampleMessage(3)]) } })
  expect((await cache.newest(general, 50))?.rows[1]).toEqual(edited)
  await keep({ windows: {} })
  await keep({ windows: { [general]: exampleWindow([exampleMessage(1), exampleMessage(3)]) } })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 3])
})

test('[rule 5] what is being read again is not written: nobody vouches for it yet', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3), { catchingUp: true }) } })
  expect(await cache.newest(general, 50)).toBeUndefined()
})

test.each<[string, Partial<AccountState>]>([
  ['a channel is deleted or may not be seen any more', { places: { [serverIdOf(1)]: examplePlace({ channels: [] }) } }],
  ['this account is not in its server any more', { servers: [], places: {} }],
  ['the gateway counts nothing there any more', { marks: {} }],
])('J45: where %s, nothing of it is kept or found', async (_case, change) => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  const marks = { [general]: exampleMark() }
  await keep({ ...listed, marks, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  expect(await found(cache, {})).toEqual([3, 2, 1])
  await keep({ windows: {}, ...change })
  expect(await cache.newest(general, 50)).toBeUndefined()
  expect(await found(cache, {})).toEqual([])
  expect((await cache.home())?.marks[general]).toEqual(
    change.marks === undefined ? marks[general] && undefined : undefined,
  )
})

test('[rule 22] a page that is not the writer writes nothing', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held, {}, createWaitingSeat())
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  expect(await cache.channels()).toEqual([])
})

test('[rule 22] a page that becomes the writer writes what it has learned before, though nothing changes any more', async () => {
  const held = createHeldFactory()
  let isMine = false
  const seated = createListeners<undefined>()
  const { cache, keep } = await open(held, {}, { isMine: () => isMine, onMine: seated.join })
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  isMine = true
  seated.tell(undefined)
  await vi.waitFor(async () => expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3]))
})

test('what was let go meanwhile is written whole, though nothing changes any more', async () => {
  const { cache, keep, keeper, store, clock } = await open(createHeldFactory())
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  clock.pass(500)
  await keeper.flush()
  await cache.makeRoom()
  store.update((draft) => {
    draft.windows[general]?.rows.push(castDraft(exampleMessage(4)))
  })
  clock.pass(500)
  await keeper.flush()
  expect(await cache.channels()).toEqual([])
  clock.pass(500)
  await vi.waitFor(async () => expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3, 4]))
})

const withoutChannels = { [serverIdOf(1)]: examplePlace({ channels: [] }) }

test('[I8] [rule 22] a page that takes the seat lets go of what the one before kept of a channel that is lost', async () => {
  const held = createHeldFactory()
  const before = await open(held)
  const seat = createWaitingSeat()
  const after = await open(held, listed, seat)
  await before.keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  expect(await after.cache.channels()).toHaveLength(1)
  seat.sit()
  await after.keep({ places: withoutChannels })
  expect(await after.cache.channels()).toEqual([])
})

test('[rule 22] what the page that takes the seat has read stands over what the one before kept', async () => {
  const held = createHeldFactory()
  const edited = exampleMessages(1, 3).map((row) => ({ ...row, content: 'edited' }))
  const before = await open(held)
  const seat = createWaitingSeat()
  const after = await open(held, { ...listed, windows: { [general]: exampleWindow(edited) } }, seat)
  await before.keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  seat.sit()
  await after.keeper.flush()
  expect((await after.cache.newest(general, 9))?.rows).toEqual(edited)
})

test('[I4] [rule 22] a page without a line that takes the seat writes nothing older over what the one before kept', async () => {
  const held = createHeldFactory()
  const edited = exampleMessages(1, 3).map((row) => ({ ...row, content: 'edited' }))
  const before = await open(held)
  const seat = createWaitingSeat()
  const connection = { status: 'reconnecting', attempt: 1 } as const
  const windows = { [general]: exampleWindow(exampleMessages(1, 3)) }
  const after = await open(held, { ...listed, connection, windows }, seat)
  await before.keep({ ...listed, windows: { [general]: exampleWindow(edited) } })
  seat.sit()
  await after.keeper.flush()
  expect((await after.cache.newest(general, 9))?.rows).toEqual(edited)
})

test('what is let go is read longest ago, and of the channel in view only what is too much', async () => {
  const held = createHeldFactory()
  const places = { [serverIdOf(1)]: examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] }) }
  const { cache, keep } = await open(held)
  const other = channelIdOf(2)
  const inOther = exampleMessages(101, 110).map((message) => ({ ...message, channelId: other }))
  await keep({ ...listed, places, openChannel: other, windows: { [other]: exampleWindow(inOther) } })
  await keep({
    openChannel: general,
    windows: { [general]: exampleWindow(exampleMessages(1, 20), { reachesStart: true }) },
  })
  await cache.holdLimits({ messages: 30, bytes: 1_000_000 })
  expect(await cache.channels()).toHaveLength(2)
  await cache.holdLimits({ messages: 15, bytes: 1_000_000 })
  expect((await cache.channels()).map(({ channelId }) => channelId)).toEqual([general])
  expect(await cache.newest(general, 50)).toMatchObject({ reachesStart: false })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual(ids(exampleMessages(6, 20)))
  // What comes now cannot follow what was let go: the window is written whole again.
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 21), { reachesStart: true }) } })
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 22), { reachesStart: true }) } })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual(ids(exampleMessages(1, 22)))
})

test('F34: a full disk lets go of what was read, then keeps nothing, says so, and reads what is there', async () => {
  const held = createHeldFactory()
  const { cache, keep, keepings } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  held.fails = { mode: 'readwrite', error: 'QuotaExceededError' }
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 4)) } })
  expect(keepings).toEqual(['kept', 'full'])
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3])
  held.fails = undefined
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 5)) } })
  expect(keepings.at(-1)).toBe('kept')
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3, 4, 5])
})

test('F35: a store that throws on read costs the cache only: it is begun anew', async () => {
  const held = createHeldFactory()
  const first = await open(held)
  await first.keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  first.cache.close()
  held.fails = { mode: 'readonly', store: 'rows', error: 'UnknownError' }
  const { cache, keep } = await open(held)
  expect(await cache.newest(general, 50)).toBeUndefined()
  held.fails = undefined
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 2)) } })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2])
})

test('F35: a database of another version is built anew, whichever is the newer one', async () => {
  const held = createHeldFactory()
  const request = held.factory.open(NAME, 99)
  await new Promise((resolve) => {
    request.addEventListener('success', resolve)
  })
  request.result.close()
  const { cache, keep } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 2)) } })
  expect(ids((await cache.newest(general, 50))?.rows)).toEqual([1, 2])
})

test('a page without databases has no cache, and works', async () => {
  const cache = openCache({ factory: undefined, name: NAME })
  expect([await cache.home(), await cache.newest(general, 5), await cache.channels()]).toEqual([
    undefined,
    undefined,
    [],
  ])
})

test('writing waits until there is something to write, and is done in one go', async () => {
  const held = createHeldFactory()
  const cache = openCache({ factory: held.factory, name: NAME })
  const store = createAccountStore(exampleState({ servers: null }))
  const clock = createHeldClock(NOW)
  const written = vi.spyOn(cache, 'write')
  const keeper = createKeeper({ store, cache, clock, seat: ownSeat, onKeeping: () => undefined })
  await keeper.start()
  for (const online of [true, false]) {
    store.update((draft) => {
      draft.online = online ? {} : null
    })
  }
  clock.pass(10_000)
  await keeper.flush()
  written.mockClear()
  for (const number of [1, 2, 3]) {
    store.update((draft) => {
      draft.servers = [exampleServer(number)]
    })
  }
  clock.pass(400)
  expect(written).not.toHaveBeenCalled()
  clock.pass(100)
  expect(written).toHaveBeenCalledTimes(1)
  keeper.stop()
  expect(clock.timers()).toEqual([])
})

const kept = async (texts: Readonly<Record<number, Readonly<Record<string, unknown>>>>): Promise<Cache> => {
  const { cache, keep } = await open(createHeldFactory())
  const rows = Object.entries(texts).map(([number, over]) => exampleMessage(Number(number), over))
  await keep({ ...listed, windows: { [general]: exampleWindow(rows) } })
  return cache
}

test.each<[string, readonly number[]]>([
  ['EIS', [1]],
  ['面', [3]],
  ['50%', [2]],
  ['*', []],
  ['', [4, 3, 2, 1]],
])('F30: %s is looked for literally, any part of a word, in any case', async (text, hits) => {
  const cache = await kept({
    1: { content: 'der Eisbär' },
    2: { content: '50%_off' },
    3: { content: '地面很滑' },
    4: { content: 'nothing' },
    5: { content: '此消息已撤回', retractedAt: exampleMessage(6).createdAt },
  })
  expect(await found(cache, { text })).toEqual(hits)
})

test('search keeps to a person, a channel, a time, and to what may be seen', async () => {
  const cache = await kept({
    1: {},
    2: { authorId: examplePerson(3) },
    3: {},
    4: {},
  })
  expect(await found(cache, { from: examplePerson(3)._id })).toEqual([2])
  expect(await found(cache, { channelId: general })).toEqual([4, 3, 2, 1])
  expect(await found(cache, { channelId: channelIdOf(2) })).toEqual([])
  const at = (number: number): number => Date.parse(exampleMessage(number).createdAt)
  expect(await found(cache, { after: at(2), before: at(4) })).toEqual([3, 2])
  expect(await found(cache, {}, () => false)).toEqual([])
})

test('search goes part by part, and no further once it is ended', async () => {
  const { cache, keep } = await open(createHeldFactory())
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 450)) } })
  const ending = new AbortController()
  const sizes: number[] = []
  for await (const part of searchCache(cache, { text: 'text' }, { maySee: () => true, signal: ending.signal })) {
    sizes.push(part.length)
    if (sizes.length === 2) ending.abort()
  }
  expect(sizes).toEqual([200, 200])
})

/** As gateways make ids: the first eight digits are the second. */
const inTime = (from: number, to: number) =>
  exampleMessages(from, to).map((message) => {
    const second = (Date.parse(message.createdAt) / 1000).toString(16)
    return { ...message, _id: messageId.parse(second + '1'.padStart(16, '0')) }
  })

function firstOf<Item>([first]: readonly Item[]): Item {
  if (first === undefined) throw new Error('there is none')
  return first
}

/** Which of the messages `inTime` makes there are among some rows. */
const numbersOf = (rows: readonly { readonly _id: string }[] | undefined): readonly (number | undefined)[] =>
  (rows ?? []).map(({ _id }) => numberOf.get(_id))

const numberOf = new Map<string, number>(inTime(1, 960).map(({ _id }, index) => [_id, index + 1]))

const span = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

test('J44: what was gone back to is there with what stood around it, and nothing beyond where it ends', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  const far = inTime(101, 300)
  const windows = { [general]: exampleWindow(inTime(900, 950)) }
  await keep({ ...listed, openChannel: general, windows, islands: { [general]: [exampleIsland(far)] } })
  const idAt = (number: number) => firstOf(inTime(number, number))._id
  const around = (number: number) => cache.around({ channelId: general, messageId: idAt(number), limit: 10 })

  const middle = await around(200)
  expect(numbersOf(middle?.rows)).toEqual(span(190, 210))
  expect(middle).toMatchObject({ reachesStart: false, asOf: NOW })
  expect(numbersOf((await around(103))?.rows)).toEqual(span(101, 113))
  expect(numbersOf((await around(945))?.rows)).toEqual(span(935, 950))
  expect(await around(500)).toBeUndefined()

  const beside = (number: number) => ({ channelId: general, after: firstOf(inTime(number, number)), limit: 10 })
  expect(numbersOf((await cache.newer(beside(210)))?.rows)).toEqual(span(211, 220))
  expect(numbersOf((await cache.newer(beside(295)))?.rows)).toEqual(span(296, 300))
  expect((await cache.newer(beside(300)))?.rows ?? []).toEqual([])
  expect(await cache.newer(beside(500))).toBeUndefined()
})

test.each([
  ['the oldest of a range', 101, span(101, 111)],
  ['the newest of a range', 300, span(290, 300)],
  ['the newest of all', 950, span(940, 950)],
])('J44: %s is there with what stood at its one side', async (_which, number, around) => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  const windows = { [general]: exampleWindow(inTime(900, 950)) }
  await keep({ ...listed, windows, islands: { [general]: [exampleIsland(inTime(101, 300))] } })
  const { _id } = firstOf(inTime(number, number))
  const range = await cache.around({ channelId: general, messageId: _id, limit: 10 })
  expect(numbersOf(range?.rows)).toEqual(around)
})

test('J44: a moment leads to the first message from then on that is kept, with what stood around it and nothing beyond', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  const windows = { [general]: exampleWindow(inTime(900, 950)) }
  const islands = { [general]: [exampleIsland(inTime(101, 300)), exampleIsland(inTime(401, 420))] }
  await keep({ ...listed, openChannel: general, windows, islands })
  const momentOf = (number: number): number => Date.parse(firstOf(inTime(number, number)).createdAt)
  const from = async (at: number) => numbersOf((await cache.from({ channelId: general, at, limit: 10 }))?.rows)

  expect(await from(momentOf(200) - 1)).toEqual(span(190, 210))
  expect(await from(momentOf(200))).toEqual(span(190, 210))
  expect(await from(momentOf(200) + 1)).toEqual(span(191, 211))
  expect(await from(momentOf(350))).toEqual(span(401, 411))
  expect(await from(momentOf(500))).toEqual(span(900, 910))
  expect(await from(momentOf(50))).toEqual(span(101, 111))
  expect(await from(-1)).toEqual(span(101, 111))
  expect(await from(momentOf(300))).toEqual(span(290, 300))
  expect(await from(momentOf(955))).toEqual(span(940, 950))
  expect(await cache.from({ channelId: channelIdOf(9), at: momentOf(200), limit: 10 })).toBeUndefined()
})

test('J44: a moment leads to nothing that was written down and never became whole', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await open(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(inTime(900, 950), { reachesStart: true }) } })
  const stray = firstOf(inTime(500, 500))
  await cache.withDatabase((database) =>
    database.put('rows', { channelId: general, order: orderOf(stray), row: stray }),
  )
  const at = Date.parse(firstOf(inTime(400, 400)).createdAt)
  const range = await cache.from({ channelId: general, at, limit: 10 })
  expect([numbersOf(range?.rows), range?.reachesStart]).toEqual([span(900, 910), true])
})
