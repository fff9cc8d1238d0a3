import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { messageId, type ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { createHeldClock, type HeldClock } from '../../fixtures/held-clock.ts'
import { settled } from '../../fixtures/held-gateway.ts'
import { createPagedChannel, type PagedChannel } from '../../fixtures/paged-channel.ts'
import {
  channelIdOf,
  exampleIsland,
  exampleMessage,
  exampleState,
  exampleWindow,
  serverIdOf,
} from '../../fixtures/records.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { AccountState } from '../../store/state.ts'
import { createAccountStore, type AccountStore } from '../../store/store.ts'
import { applyReady } from '../apply/connection.ts'
import { applyMessage } from '../apply/messages.ts'
import { applyChannelDelete, applyPermissions } from '../apply/places.ts'
import type { CachedRange, CacheDisk } from '../cache-disk.ts'
import type { MessageSyncEvent } from '../parse-event.ts'
import { createCachedReader } from './cached-reader.ts'
import { createEpochs, type Epochs } from './epoch.ts'
import { idOfSecond } from './read-after.ts'
import { createWindowReader, type WindowReader } from './window-reader.ts'

const general = channelIdOf(1)
const START = 1_700_000_000
const MINUTE = 60

/** The message of that number: one is written every minute. */
function at(number: number, over: Readonly<Record<string, unknown>> = {}): Message {
  const second = START + number * MINUTE
  const id = messageId.parse(idOfSecond(second).slice(0, 8) + '1'.padStart(16, '0'))
  const createdAt = new Date(second * 1000).toISOString()
  return exampleMessage(number, { _id: id, createdAt, updatedAt: createdAt, content: String(number), ...over })
}

const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => at(from + index))

interface Client {
  readonly reader: WindowReader
  readonly store: AccountStore
  readonly channel: PagedChannel
  readonly clock: HeldClock
  readonly epochs: Epochs
  readonly tell: (row: Message, type?: MessageSyncEvent['type']) => void
  readonly cut: () => void
  /** Texts of what is shown. */
  readonly shown: () => readonly string[]
  readonly islands: () => readonly (readonly string[])[]
}

const texts = (rows: readonly object[]): readonly string[] =>
  rows.map((row) => ('content' in row ? String(row.content) : '?'))

const numbers = (from: number, to: number): readonly string[] => texts(range(from, to))

/** A channel of a thousand messages, of which the newest `loaded` are in the window. */
function open(loaded = 20, over: Partial<AccountState> = {}): Client {
  const messages = range(1, 1_000)
  const window = exampleWindow(messages.slice(-loaded))
  const store = createAccountStore(exampleState({ openChannel: general, windows: { [general]: window }, ...over }))
  const channel = createPagedChannel(general, messages)
  const epochs = createEpochs()
  const clock = createHeldClock()
  const pages = { first: 10, catchUp: 10, most: 3, kept: 60, islands: 3, counted: 10 }
  const reader = createWindowReader({ api: channel.api, store, clock, epochs, pages })
  return {
    reader,
    store,
    channel,
    clock,
    epochs,
    tell: (row, type = 'MESSAGE_UPDATE') => {
      const event: MessageSyncEvent = { type, channelId: general, row }
      store.update((draft) => {
        applyMessage(draft, event)
      })
      reader.jumps.hear([event])
    },
    cut: () => {
      epochs.begin()
      store.update(applyReady)
    },
    shown: () => texts((selectIsland(store.get(), general) ?? store.get().windows[general])?.rows ?? []),
    islands: () => (store.get().islands[general] ?? []).map(({ rows }) => texts(rows)),
  }
}

test('[T11] [rule 14] a jump 900 back shows the message between what was written before and after it', async () => {
  const { reader, channel, shown, store } = open()
  expect(await reader.jumps.jumpTo(general, at(100)._id)).toEqual({ status: 'there', messageId: at(100)._id })
  expect(shown()).toEqual(expect.arrayContaining([...numbers(91, 103)]))
  expect(shown()).toEqual(numbers(91, 90 + shown().length))
  expect(channel.reads()).toBeLessThanOrEqual(3)
  expect(texts(store.get().windows[general]?.rows ?? [])).toEqual(numbers(981, 1_000))
})

test('a message that is there already is jumped to without a request, and the newest again after it', async () => {
  const { reader, channel, store, shown } = open()
  await reader.jumps.jumpTo(general, at(990)._id)
  expect(channel.reads()).toBe(0)
  expect(shown()).toEqual(numbers(981, 1_000))
  expect(store.get().viewed[general]).toBe(at(990)._id)
})

test('[T11] scrolling on from an island while others write, both ranges meet and are one', async () => {
  const { reader, channel, tell, shown, islands, store } = open()
  await reader.jumps.jumpTo(general, at(950)._id)
  for (let number = 1_001; islands().length > 0; number += 1) {
    expect(number).toBeLessThan(1_020)
    const row = at(number)
    channel.messages.push(row)
    tell(row, 'MESSAGE_CREATE')
    await reader.readNewer(general)
  }
  const last = channel.messages.length
  expect(shown()).toEqual(numbers(last - 59, last))
  expect(store.get().islands).toEqual({})
})

test('scrolling back from the newest, the window takes in the island it comes to', async () => {
  const { reader, store, islands } = open()
  await reader.jumps.jumpTo(general, at(965)._id)
  store.update((draft) => {
    draft.viewed = {}
  })
  for (let pages = 0; pages < 3 && islands().length > 0; pages += 1) await reader.readOlder(general)
  expect(islands()).toEqual([])
  expect(texts(store.get().windows[general]?.rows ?? [])).toEqual(numbers(956, 1_000))
})

test('back to the start of the channel, an island says that nothing is older', async () => {
  const { reader, store, shown } = open()
  await reader.jumps.jumpTo(general, at(15)._id)
  await reader.readOlder(general)
  expect(shown()[0]).toBe('1')
  expect(selectIsland(store.get(), general)).toMatchObject({ reachesStart: true, older: 'idle' })
})

test('[rule 13] events change rows of an island and never add any', async () => {
  const { reader, tell, shown } = open()
  await reader.jumps.jumpTo(general, at(100)._id)
  const before = shown()
  tell(at(100, { content: 'edited', rev: 2 }))
  tell(at(500, { content: 'edited', rev: 2 }))
  tell(at(50, { content: 'edited', rev: 2 }))
  expect(shown()).toEqual(before.map((text) => (text === '100' ? 'edited' : text)))
})

test('[rule 11] an edit that overtakes the pages of a jump is not lost', async () => {
  const { reader, channel, tell, shown } = open()
  channel.meanwhile(() => tell(at(100, { content: 'edited', rev: 2 })))
  await reader.jumps.jumpTo(general, at(100)._id)
  expect(shown()).toContain('edited')
})

test('[rule 11] an edit that overtakes the page an island reads on is not lost', async () => {
  const { reader, channel, tell, shown } = open()
  await reader.jumps.jumpTo(general, at(100)._id)
  const next = Number(shown().at(-1)) + 1
  channel.meanwhile(() => tell(at(next, { content: 'edited', rev: 2 })))
  await reader.readNewer(general)
  expect(shown()).toContain('edited')
})

test('[rule 9] a doubted row of an island is read again', async () => {
  const { reader, channel, tell, shown } = open()
  await reader.jumps.jumpTo(general, at(100)._id)
  channel.messages[99] = at(100, { content: 'true' })
  tell(at(100, { content: 'other' }))
  reader.repairDoubted()
  await settled()
  expect(shown()).toContain('true')
})

/** What somebody does who goes to another channel. */
function leave(store: AccountStore, to: ChannelId = channelIdOf(2)): void {
  store.update((draft) => {
    draft.openChannel = to
    delete draft.viewed[general]
  })
}

test('a jump leads nowhere where somebody went to another channel before its answer, also if they came back', async () => {
  for (const back of [channelIdOf(2), general]) {
    const { reader, channel, store, islands } = open()
    channel.meanwhile(() => {
      leave(store)
      leave(store, back)
    })
    expect(await reader.jumps.jumpTo(general, at(500)._id)).toEqual({ status: 'left' })
    expect(islands()).toEqual([])
    expect(store.get().viewed).toEqual({})
  }
})

test('a jump that was left is not missing because the line was cut after that', async () => {
  const { reader, channel, store, cut } = open()
  channel.meanwhile(() => {
    leave(store)
    cut()
  })
  expect(await reader.jumps.jumpTo(general, at(500)._id)).toEqual({ status: 'left' })
})

test('a jump into a channel that somebody is about to come to leads there', async () => {
  const { reader, channel, store } = open(20, { openChannel: channelIdOf(2) })
  channel.meanwhile(() => {
    leave(store, general)
  })
  expect((await reader.jumps.jumpTo(general, at(500)._id)).status).toBe('there')
})

test('who left a channel while an older page was on its way does not come back to where they were in it', async () => {
  const { reader, channel, store } = open(55)
  channel.meanwhile(() => {
    leave(store)
  })
  await reader.readOlder(general)
  expect(store.get().viewed).toEqual({})
  expect(texts(store.get().windows[general]?.rows ?? [])).toEqual(numbers(971, 1_000))
})

/** An island as long as one may be, while the page before it is read; and where somebody goes meanwhile. */
async function readOnWhile(goneTo: (rows: readonly string[]) => number): Promise<Client> {
  const client = open()
  const { reader, channel, store, shown } = client
  await reader.jumps.jumpTo(general, at(500)._id)
  while (shown().length <= 50) await reader.readOlder(general)
  channel.meanwhile(() => {
    store.update((draft) => {
      draft.viewed[general] = at(goneTo(shown()))._id
    })
  })
  await reader.readOlder(general)
  return client
}

test('who went elsewhere in a channel while a page of an island was on its way stays there', async () => {
  const { store, shown } = await readOnWhile(() => 480)
  expect(shown()).toHaveLength(60)
  expect(store.get().viewed[general]).toBe(at(480)._id)
})

test('what is cut off is never what somebody has gone to meanwhile', async () => {
  const { shown } = await readOnWhile((rows) => Number(rows.at(-1)))
  expect(shown().length).toBeGreaterThan(60)
})

/** A range further back that is to be read again, and the gateway puts that off. */
async function openPutOff(): Promise<Client> {
  const client = open()
  await client.reader.jumps.jumpTo(general, at(500)._id)
  client.cut()
  client.channel.refuse(429)
  await client.reader.catchUp(general)
  await settled()
  client.channel.refuse(undefined)
  return client
}

test('however often a range further back is asked for while the gateway puts it off, it is asked for again once', async () => {
  const { reader, channel, clock, store } = await openPutOff()
  channel.refuse(429)
  for (let hint = 0; hint < 3; hint += 1) {
    await reader.catchUp(general)
    await settled()
  }
  // One for the newest messages, one for what is looked at.
  expect(clock.timers()).toEqual([2_000, 2_000])
  channel.refuse(undefined)
  clock.pass(2_000)
  await settled()
  expect(clock.timers()).toEqual([])
  expect(selectIsland(store.get(), general)?.catchingUp).toBe(false)
})

test('[rule 11] of a range that was left before it could be read again nothing stays to hold back what comes', async () => {
  const { clock, store, islands } = await openPutOff()
  store.update((draft) => {
    delete draft.viewed[general]
  })
  clock.pass(2_000)
  await settled()
  expect(islands()).toEqual([])
})

test('[rule 5] who comes back to a range before it was read again has it read', async () => {
  const { reader, channel, store, shown } = await openPutOff()
  store.update((draft) => {
    delete draft.viewed[general]
  })
  channel.messages[499] = at(500, { content: 'edited', rev: 2 })
  expect((await reader.jumps.jumpTo(general, at(500)._id)).status).toBe('there')
  await settled()
  expect(selectIsland(store.get(), general)?.catchingUp).toBe(false)
  expect(shown()).toContain('edited')
})

test('[rule 3] a jump that the line was cut under is asked again, in the epoch that has begun', async () => {
  const { reader, channel, epochs, shown } = open()
  channel.meanwhile(() => {
    channel.messages[99] = at(100, { content: 'edited', rev: 2 })
    epochs.begin()
  })
  expect((await reader.jumps.jumpTo(general, at(100)._id)).status).toBe('there')
  expect(shown()).toContain('edited')
})

test('[rule 4] after `ready` the island that is looked at is read again, and the others are gone', async () => {
  const { reader, channel, cut, shown, islands } = open()
  await reader.jumps.jumpTo(general, at(500)._id)
  await reader.jumps.jumpTo(general, at(100)._id)
  expect(islands()).toHaveLength(2)
  channel.messages[99] = at(100, { content: 'edited', rev: 2 })
  cut()
  expect(islands()).toHaveLength(1)
  expect(shown()).toContain('100')
  await reader.catchUp(general)
  await settled()
  expect(shown()).toContain('edited')
  expect(islands()).toHaveLength(1)
})

test('[rule 4] a gap too long to be read through leaves what is being read as an island, read again', async () => {
  const { reader, channel, cut, shown, store } = open()
  store.update((draft) => {
    draft.viewed[general] = at(985)._id
  })
  channel.messages.push(...range(1_001, 1_200))
  channel.messages[984] = at(985, { content: 'edited', rev: 2 })
  cut()
  await reader.catchUp(general)
  await settled()
  expect(texts(store.get().windows[general]?.rows ?? [])).toEqual(numbers(1_171, 1_200))
  expect(shown()).toEqual(numbers(976, 995).map((text) => (text === '985' ? 'edited' : text)))
  expect(selectIsland(store.get(), general)?.catchingUp).toBe(false)
})

test('[rule 14] far back from the newest, what is read becomes an island, and the newest stay', async () => {
  const { reader, store, shown } = open(55)
  await reader.readOlder(general)
  expect(texts(store.get().windows[general]?.rows ?? [])).toEqual(numbers(971, 1_000))
  expect(shown()).toEqual(numbers(936, 965))
})

test('an island that has grown long loses the end nobody is at', async () => {
  const { reader, shown } = open()
  await reader.jumps.jumpTo(general, at(500)._id)
  for (let pages = 0; pages < 8; pages += 1) await reader.readOlder(general)
  expect(shown().length).toBeLessThanOrEqual(60)
  expect(shown()[0]).toBe('411')
  for (let pages = 0; pages < 20; pages += 1) await reader.readNewer(general)
  expect(shown().length).toBeLessThanOrEqual(60)
  expect(shown()).toEqual(numbers(Number(shown()[0]), Number(shown().at(-1))))
  expect(Number(shown().at(-1))).toBeGreaterThan(500)
})

test.each([
  { to: 'a message that is not there', id: '000000000000000000000001', refusal: undefined, status: 'missing' },
  { to: 'a channel that may not be read', id: at(100)._id, refusal: 403, status: 'missing' },
  { to: 'a gateway that is not well', id: at(100)._id, refusal: 500, status: 'failed' },
] as const)('a jump to $to says so, and what is shown stays', async ({ id, refusal, status }) => {
  const { reader, channel, shown, islands } = open()
  channel.refuse(refusal)
  expect(await reader.jumps.jumpTo(general, messageId.parse(id))).toEqual({ status })
  expect(islands()).toEqual([])
  expect(shown()).toEqual(numbers(981, 1_000))
})

test('[I8] [T12] a channel that is deleted under a jump does not come back with its answer', async () => {
  const { reader, channel, store } = open()
  channel.meanwhile(() => {
    store.update((draft) => {
      applyChannelDelete(draft, { channelId: general, serverId: serverIdOf(1) })
    })
  })
  expect(await reader.jumps.jumpTo(general, at(100)._id)).toEqual({ status: 'missing' })
  expect(store.get().islands).toEqual({})
})

test('[I8] when rights change, of the islands only the one that is looked at is shown on, until it is read again', async () => {
  const { reader, store, channel, islands } = open()
  await reader.jumps.jumpTo(general, at(500)._id)
  await reader.jumps.jumpTo(general, at(100)._id)
  store.update((draft) => {
    applyPermissions(draft, { serverId: serverIdOf(1) })
  })
  expect(islands()).toHaveLength(1)
  channel.refuse(403)
  await reader.catchUp(general)
  await settled()
  expect(store.get().islands).toEqual({})
})

test('[I4] a body read for one range is the newest in each that has the message', async () => {
  const { reader, store, channel, islands } = open()
  await reader.jumps.jumpTo(general, at(968)._id)
  // Both are to be read again, and until then they are two, though they have a message in common.
  store.update((draft) => {
    applyPermissions(draft, { serverId: serverIdOf(1) })
  })
  channel.messages[980] = at(981, { content: 'edited', rev: 2 })
  await reader.jumps.jumpTo(general, at(978)._id)
  expect(islands().at(-1)).toContain('edited')
  expect(texts(store.get().windows[general]?.rows ?? [])).toEqual(['edited', ...numbers(982, 1_000)])
})

test('[I8] nothing comes of a jump where the channel was taken away meanwhile, also where it is there again', async () => {
  const { reader, store, channel, islands } = open()
  const window = store.get().windows[general]
  channel.meanwhile(() => {
    store.update((draft) => {
      delete draft.windows[general]
    })
    store.update((draft) => {
      if (window !== undefined) draft.windows[general] = castDraft(window)
    })
  })
  expect(await reader.jumps.jumpTo(general, at(500)._id)).toEqual({ status: 'missing' })
  expect(islands()).toEqual([])
})

test('[I4] a page that was made up before a message changed brings no older body than a range further back has', async () => {
  const { reader, store, channel } = open()
  const edited = at(995, { content: 'edited', rev: 2 })
  channel.meanwhile(() => {
    store.update((draft) => {
      draft.windows[general] = castDraft(exampleWindow([at(900)], { catchingUp: true, reachesStart: false }))
      draft.islands[general] = [castDraft(exampleIsland([at(994), edited], { catchingUp: true }))]
    })
  })
  await reader.catchUp(general)
  expect(texts(store.get().windows[general]?.rows ?? [])).toContain('edited')
})

const dayOf = (number: number): number => (START + number * MINUTE) * 1000

test.each([
  ['between two messages leads to the later one', dayOf(300) + 5_000, 301],
  ['of a message leads to it', dayOf(300), 300],
  ['before the first message leads to the first', dayOf(-50_000), 1],
  ['in the window needs no request', dayOf(990) - 1, 990],
  ['after the last message leads to the last', dayOf(50_000), 1_000],
])('a moment %s', async (_what, moment, number) => {
  const { reader, shown } = open()
  expect(await reader.jumps.jumpToDate(general, moment)).toEqual({ status: 'there', messageId: at(number)._id })
  expect(shown()).toContain(String(number))
})

test('a day in an empty channel leads nowhere', async () => {
  const { reader, channel } = open(20, { windows: { [general]: exampleWindow([], { reachesStart: true }) } })
  channel.messages.length = 0
  expect(await reader.jumps.jumpToDate(general, dayOf(1))).toEqual({ status: 'missing' })
})

interface Away extends Pick<Client, 'reader' | 'store' | 'channel'> {
  /** Places of the disk that were asked for. */
  readonly asked: () => number
}

/** The gateway is away; the window has the newest twenty, and of what is further back the disk has some. */
function openAway(kept: CachedRange = { rows: range(90, 110), reachesStart: false, asOf: 5 }): Away {
  const store = createAccountStore(
    exampleState({
      connection: { status: 'offline', attempt: 3, retryAt: 9 },
      openChannel: general,
      windows: { [general]: exampleWindow(range(981, 1_000)) },
    }),
  )
  const channel = createPagedChannel(general, [])
  channel.refuse(503)
  let asked = 0
  const nothing = (): Promise<undefined> => Promise.resolve(undefined)
  const isKept = (id: string): boolean => kept.rows.some(({ _id }) => _id === id)
  const disk: CacheDisk = {
    home: nothing,
    place: nothing,
    newest: nothing,
    older: nothing,
    newer: nothing,
    around: ({ messageId: id }) => Promise.resolve(isKept(id) ? kept : undefined),
    from: () => {
      asked += 1
      return Promise.resolve(kept)
    },
  }
  const clock = createHeldClock()
  const cached = createCachedReader({ disk, store, clock })
  const reader = createWindowReader({ api: channel.api, store, clock, epochs: createEpochs(), cached })
  return { reader, store, channel, asked: () => asked }
}

test('J44: away from the gateway a jump leads to what is kept; what is not kept does not load', async () => {
  const { reader, store } = openAway()
  expect(await reader.jumps.jumpTo(general, at(100)._id)).toEqual({ status: 'there', messageId: at(100)._id })
  expect(texts(selectIsland(store.get(), general)?.rows ?? [])).toEqual(numbers(90, 110))
  expect(await reader.jumps.jumpTo(general, at(500)._id)).toEqual({ status: 'failed' })
})

test('J44: away from the gateway a day leads to what is kept of it, without a request', async () => {
  const { reader, store, channel } = openAway()
  expect(await reader.jumps.jumpToDate(general, dayOf(100) - 1)).toEqual({ status: 'there', messageId: at(100)._id })
  expect(texts(selectIsland(store.get(), general)?.rows ?? [])).toEqual(numbers(90, 110))
  expect(channel.reads()).toBe(0)
})

test('J44: away from the gateway a day that what is kept does not reach leads to the nearest, and says so', async () => {
  const { reader, store } = openAway()
  const nearest = { status: 'there', messageId: at(90)._id, isNearest: true }
  expect(await reader.jumps.jumpToDate(general, dayOf(50))).toEqual(nearest)
  expect(store.get().viewed[general]).toBe(at(90)._id)
})

test('J44: away from the gateway a day of the window is there at once; whether its last message is the last nobody knows', async () => {
  const { reader, asked } = openAway({ rows: range(981, 1_000), reachesStart: false, asOf: 5 })
  expect(await reader.jumps.jumpToDate(general, dayOf(990))).toEqual({ status: 'there', messageId: at(990)._id })
  expect(asked()).toBe(0)
  const nearest = { status: 'there', messageId: at(1_000)._id, isNearest: true }
  expect(await reader.jumps.jumpToDate(general, dayOf(50_000))).toEqual(nearest)
})

test('J44: away from the gateway, where nothing is kept a day does not load, and nothing moves', async () => {
  const { reader, store } = openAway({ rows: [], reachesStart: false, asOf: 5 })
  const before = store.get()
  expect(await reader.jumps.jumpToDate(general, dayOf(50))).toEqual({ status: 'failed' })
  expect(store.get()).toBe(before)
})

test('[rule 4] J44: once the gateway is there again the day that was gone to is read again from it', async () => {
  const { reader, store, channel } = openAway()
  await reader.jumps.jumpToDate(general, dayOf(100))
  channel.messages.push(...range(1, 1_000).map((row) => (row._id === at(100)._id ? at(100, { content: 'new' }) : row)))
  channel.refuse(undefined)
  store.update(applyReady)
  await reader.catchUp(general)
  await settled()
  expect(texts(selectIsland(store.get(), general)?.rows ?? [])).toContain('new')
  expect(selectIsland(store.get(), general)).toMatchObject({ catchingUp: false, older: 'idle', newer: 'idle' })
  expect(selectIsland(store.get(), general)).not.toHaveProperty('asOf')
})
