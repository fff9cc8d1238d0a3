import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../../fixtures/held-clock.ts'
import { settled } from '../../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleMark,
  examplePlace,
  exampleServer,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
} from '../../fixtures/records.ts'
import type { ServerId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import { createAccountStore, type AccountStore } from '../../store/store.ts'
import { createElsewhereReader } from './elsewhere-reader.ts'
import { NO_ANSWER, type Read } from './read-of.ts'

interface Tour {
  readonly store: AccountStore
  readonly clock: HeldClock
  readonly begin: () => void
  readonly goOn: (appeared?: readonly ServerId[]) => void
  /** The servers asked for and the channels counted, in order. */
  readonly asked: readonly string[]
  readonly answer: (read?: Read) => Promise<void>
  /** Lets so much time pass, and answers whatever is asked for, until nothing is. */
  readonly finish: () => Promise<readonly string[]>
}

const numberOf = (id: string): string => (id.startsWith('#') ? id : id.slice(-1))

function open(over: Partial<AccountState> = {}): Tour {
  const servers = [1, 2, 3, 4].map((number) => exampleServer(number))
  const store = createAccountStore(exampleState({ servers, places: { [serverIdOf(1)]: examplePlace() }, ...over }))
  const clock = createHeldClock()
  const asked: string[] = []
  let waiting: ((read: Read) => void) | undefined
  const ask = (id: string): Promise<Read> => {
    if (waiting !== undefined) throw new Error('Two are asked for at a time')
    asked.push(numberOf(id))
    return new Promise((resolve) => {
      waiting = resolve
    })
  }
  const answer = async (read: Read = 'done'): Promise<void> => {
    waiting?.(read)
    waiting = undefined
    await settled()
  }
  const reader = createElsewhereReader({
    store,
    clock,
    readMarks: ask,
    countUnread: (channelId) => ask(`#${channelId.slice(-2)}`),
  })
  async function finish(): Promise<readonly string[]> {
    const from = asked.length
    for (let count = 0; count < 20; count += 1) {
      await answer()
      clock.pass(2_000)
    }
    return asked.slice(from)
  }
  return { ...reader, store, clock, asked, answer, finish }
}

const isOnline = ({ store }: Tour, connected: boolean): void => {
  store.update((draft) => {
    draft.connection = connected ? { status: 'connected' } : { status: 'reconnecting', attempt: 1 }
  })
}

test('[I9] a server that somebody was put out of and is in again is read once more, also while it was being read', async () => {
  const tour = open()
  tour.begin()
  await tour.finish()
  tour.goOn([serverIdOf(3)])
  tour.clock.pass(500)
  expect(tour.asked.slice(3)).toEqual(['3'])
  tour.goOn([serverIdOf(3)])
  expect(await tour.finish()).toEqual(['3'])
})

test('J18: the servers nobody is at are read one after the other, each half a second after the answer before', async () => {
  const tour = open()
  tour.begin()
  tour.clock.pass(499)
  expect(tour.asked).toEqual([])
  tour.clock.pass(1)
  expect(tour.asked).toEqual(['2'])
  tour.clock.pass(10_000)
  expect(tour.asked).toEqual(['2'])
  await tour.answer()
  tour.clock.pass(499)
  expect(tour.asked).toEqual(['2'])
  tour.clock.pass(1)
  expect(tour.asked).toEqual(['2', '3'])
  expect(await tour.finish()).toEqual(['4'])
  expect(tour.clock.timers()).toEqual([])
})

test('J40: nothing of them is asked for while the messages of the open channel are on their way', () => {
  const openChannel = channelIdOf(1)
  const tour = open({ openChannel, windows: { [openChannel]: exampleWindow([], { status: 'loading' }) } })
  tour.begin()
  tour.clock.pass(10_000)
  expect(tour.asked).toEqual([])
  tour.store.update((draft) => {
    delete draft.windows[openChannel]
    draft.openChannel = null
  })
  tour.clock.pass(2_000)
  expect(tour.asked).toEqual(['2'])
})

test('one that was opened meanwhile is not asked for again, and one that was left not at all', async () => {
  const tour = open()
  tour.begin()
  tour.clock.pass(500)
  tour.store.update((draft) => {
    draft.places[serverIdOf(3)] = { ...examplePlace(), channels: [], categories: [], roles: [], members: [] }
    draft.servers = draft.servers?.filter(({ _id }) => _id !== serverIdOf(4)) ?? null
  })
  expect(await tour.finish()).toEqual([])
  expect(tour.asked).toEqual(['2'])
})

test('a server that gives no answer comes again after the others, and later', async () => {
  const tour = open()
  tour.begin()
  tour.clock.pass(500)
  await tour.answer(NO_ANSWER)
  tour.clock.pass(1_999)
  expect(tour.asked).toEqual(['2'])
  expect(await tour.finish()).toEqual(['3', '4', '2'])
})

test('[I9] a cut ends it; after `ready` what was read before it is read again, last of all', async () => {
  const tour = open()
  tour.begin()
  tour.clock.pass(500)
  isOnline(tour, false)
  await tour.answer(NO_ANSWER)
  tour.clock.pass(60_000)
  expect(tour.asked).toEqual(['2'])
  isOnline(tour, true)
  tour.begin()
  expect(await tour.finish()).toEqual(['3', '4', '2'])
  tour.goOn()
  expect(await tour.finish()).toEqual([])
})

test('an answer of before the cut makes nothing known after it', async () => {
  const tour = open()
  tour.begin()
  tour.clock.pass(500)
  tour.begin()
  await tour.answer()
  expect(await tour.finish()).toEqual(['3', '4', '2'])
})

test('a server that is joined is read too', async () => {
  const tour = open()
  tour.begin()
  await tour.finish()
  tour.store.update((draft) => {
    draft.servers?.push(exampleServer(5))
  })
  tour.goOn()
  expect(await tour.finish()).toEqual(['5'])
})

const dueMark = (through: number, due: 'first' | 'again' = 'first') =>
  exampleMark({ counted: { through: messageIdOf(through), unread: 1, mentions: 0, due } })

test('J18: channels with something new are counted in turn with the servers, the one last talked in first', async () => {
  const tour = open({ marks: { [channelIdOf(1)]: dueMark(1), [channelIdOf(2)]: dueMark(2, 'again') } })
  tour.begin()
  expect(tour.asked).toEqual([])
  tour.clock.pass(500)
  tour.store.update((draft) => {
    draft.marks[channelIdOf(3)] = castDraft({ ...dueMark(3), lastReadMessageId: messageIdOf(3) })
  })
  const all = [...tour.asked, ...(await tour.finish())]
  // Nothing takes the mark off here, so that the one of which nothing is known yet comes again and again.
  expect(all.slice(0, 6)).toEqual(['2', '#02', '3', '#01', '4', '#01'])
  expect(all).not.toContain('#03')
})

test('J40: no channel is counted before the messages somebody came for are there, and not without end after that', async () => {
  const openChannel = channelIdOf(1)
  const tour = open({
    servers: [],
    openChannel,
    windows: { [openChannel]: exampleWindow([], { status: 'loading' }) },
    marks: Object.fromEntries(Array.from({ length: 150 }, (_, index) => [channelIdOf(index), dueMark(index)])),
  })
  tour.begin()
  tour.clock.pass(10_000)
  expect(tour.asked).toEqual([])
  tour.store.update((draft) => {
    draft.windows = {}
  })
  for (let count = 0; count < 8; count += 1) await tour.finish()
  expect(tour.asked).toHaveLength(100)
})
