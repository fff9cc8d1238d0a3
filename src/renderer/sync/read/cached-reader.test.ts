import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { createHeldClock } from '../../fixtures/held-clock.ts'
import { settled } from '../../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleIsland,
  exampleMember,
  exampleMessages,
  examplePlace,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { AccountState } from '../../store/state.ts'
import { createAccountStore } from '../../store/store.ts'
import type { CacheDisk } from '../cache-disk.ts'
import { emptyWindow } from '../windows.ts'
import { createCachedReader } from './cached-reader.ts'

const general = channelIdOf(1)
const nothing = (): Promise<undefined> => Promise.resolve(undefined)

function open(disk: Partial<CacheDisk>, state: Partial<AccountState>) {
  const store = createAccountStore(exampleState({ connection: { status: 'connecting' }, ...state }))
  const clock = createHeldClock()
  const whole: CacheDisk = {
    home: nothing,
    place: nothing,
    newest: nothing,
    older: nothing,
    newer: nothing,
    around: nothing,
    from: nothing,
    ...disk,
  }
  const reader = createCachedReader({ disk: whole, store, clock })
  return { store, clock, reader, window: () => store.get().windows[general] }
}

const kept = { rows: exampleMessages(4, 6), reachesStart: false, asOf: 7 }
const older = { rows: exampleMessages(1, 3), reachesStart: true, asOf: 7 }
const away = { connection: { status: 'offline', attempt: 3, retryAt: 9 } } as const
const range = (from: number, to: number) => ({ rows: exampleMessages(from, to), reachesStart: false, asOf: 5 })

test('[rule 5] what is kept is shown as of when it was so, and not vouched for', async () => {
  const { reader, window } = open({ newest: () => Promise.resolve(kept) }, { windows: { [general]: emptyWindow } })
  await reader.showNewest(general)
  expect(window()).toMatchObject({ status: 'ready', rows: kept.rows, asOf: 7, catchingUp: true })
})

test('[rule 1] what the gateway told meanwhile stays', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(9, 9)) }
  const { reader, window } = open({ newest: () => Promise.resolve(kept) }, { windows })
  await reader.showNewest(general)
  expect(window()).toBe(windows[general])
})

test('[I4] what is kept is not shown where this page has shown newer already', async () => {
  const edited = kept.rows.map((row) => ({ ...row, rev: 7, updatedAt: '2027-01-01T00:00:00.000Z' }))
  for (const shown of [edited, exampleMessages(4, 7)]) {
    const { reader, store, window } = open(
      { newest: () => Promise.resolve(kept) },
      { windows: { [general]: exampleWindow(shown) } },
    )
    store.update((draft) => {
      draft.windows = {}
    })
    store.update((draft) => {
      draft.windows[general] = castDraft(emptyWindow)
    })
    await reader.showNewest(general)
    expect(window()).toEqual(emptyWindow)
  }
})

test('[I4] the same where its rows are dropped and the window stays', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(4, 7)) }
  const { reader, store, window } = open({ newest: () => Promise.resolve(kept) }, { windows })
  store.update((draft) => {
    draft.windows[general] = castDraft(emptyWindow)
  })
  await reader.showNewest(general)
  expect(window()).toEqual(emptyWindow)
})

test('a disk that takes its time keeps nobody waiting', async () => {
  const { reader, clock, window } = open(
    { newest: () => Promise.withResolvers<never>().promise },
    { windows: { [general]: emptyWindow } },
  )
  let done = false
  void reader.showNewest(general).then(() => (done = true))
  clock.pass(499)
  await settled()
  expect(done).toBe(false)
  clock.pass(1)
  await settled()
  expect([done, window()]).toEqual([true, emptyWindow])
})

test('J44: where the gateway is away a disk that takes its time is waited for: nothing is said not to be kept that is', async () => {
  const connection = { status: 'offline', attempt: 1, retryAt: 9 } as const
  const asked = { newest: Promise.withResolvers<typeof kept>(), older: Promise.withResolvers<typeof older>() }
  const { reader, clock, window } = open(
    { newest: () => asked.newest.promise, older: () => asked.older.promise },
    { connection, windows: { [general]: emptyWindow } },
  )
  const shown = reader.showNewest(general)
  clock.pass(60_000)
  asked.newest.resolve(kept)
  await shown
  expect(window()).toMatchObject({ status: 'ready', rows: kept.rows })
  const more = reader.showOlder(general)
  clock.pass(60_000)
  await settled()
  expect(window()?.older).toBe('loading')
  asked.older.resolve(older)
  await more
  expect(window()?.rows).toEqual(exampleMessages(1, 6))
})

test('where the gateway is away and nothing is kept, that is known as soon as the disk has answered, and not before', async () => {
  const connection = { status: 'offline', attempt: 1, retryAt: 9 } as const
  const asked = Promise.withResolvers<undefined>()
  const { reader, window } = open({ newest: () => asked.promise }, { connection, windows: { [general]: emptyWindow } })
  const shown = reader.showNewest(general)
  await settled()
  expect(window()?.status).toBe('loading')
  asked.resolve(undefined)
  await shown
  expect(window()).toEqual({ ...emptyWindow, status: 'failed' })
})

test('scrolling back goes on in what is kept, up to the beginning', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(4, 6), { catchingUp: true, asOf: 7 }) }
  const { reader, window } = open({ older: () => Promise.resolve(older) }, { windows })
  await reader.showOlder(general)
  expect(window()).toMatchObject({ rows: exampleMessages(1, 6), reachesStart: true, older: 'idle' })
})

const people = { [userIdOf(2)]: { _id: userIdOf(2), username: 'robert', isBot: false } }

test('what is kept says what nobody has told, and calls nobody as they were called once', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(30, 39), { catchingUp: true, asOf: 7 }) }
  const place = { ...examplePlace({ members: [exampleMember(2), exampleMember(5)] }), stale: true } as const
  const disk: Partial<CacheDisk> = {
    place: () => Promise.resolve(place),
    older: () => Promise.resolve(range(20, 29)),
    around: () => Promise.resolve(range(10, 15)),
    newer: () => Promise.resolve(range(16, 18)),
  }
  const { reader, store } = open(disk, { ...away, windows, people, places: {} })
  await reader.showServer(serverIdOf(1))
  await reader.showOlder(general)
  await reader.showAround(general, messageIdOf(12))
  store.update((draft) => {
    draft.viewed[general] = messageIdOf(12)
  })
  await reader.showNewer(general)
  expect(store.get().people[userIdOf(2)]).toBe(people[userIdOf(2)])
  expect(store.get().people[userIdOf(5)]?.username).toBe('user-5')
})

test('[rule 14] where nothing right before it is kept it says so, however much is kept further back', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(4, 6), { catchingUp: true }) }
  const { reader, window } = open({}, { windows })
  await reader.showOlder(general)
  expect(window()).toMatchObject({ rows: exampleMessages(4, 6), older: 'unkept' })
})

test('a server is shown as it was kept, until it is read', async () => {
  const place = { ...examplePlace({ members: [exampleMember(5)] }), stale: true } as const
  const { reader, store } = open({ place: () => Promise.resolve(place) }, { places: {} })
  await reader.showServer(serverIdOf(1))
  expect(store.get().places[serverIdOf(1)]).toEqual(place)
  expect(store.get().people[userIdOf(5)]?.username).toBe('user-5')
  const read = open({ place: () => Promise.resolve(place) }, { places: { [serverIdOf(1)]: examplePlace() } })
  await read.reader.showServer(serverIdOf(1))
  expect(read.store.get().places[serverIdOf(1)]).toEqual(examplePlace())
})

const idsOf = (rows: readonly { readonly _id: string }[] | undefined): readonly string[] | undefined =>
  rows?.map(({ _id }) => _id)

test('[rule 14] away from the gateway, a message further back is shown with what is kept around it, as of when', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(90, 99), { asOf: 7, catchingUp: true }) }
  const { reader, store } = open({ around: () => Promise.resolve(range(10, 20)) }, { ...away, windows })
  expect(await reader.showAround(general, messageIdOf(15))).toBe(true)
  expect(store.get().islands[general]).toEqual([
    { ...exampleIsland(exampleMessages(10, 20)), catchingUp: true, asOf: 5 },
  ])
  expect(idsOf(store.get().windows[general]?.rows)).toEqual(idsOf(exampleMessages(90, 99)))
})

test('[rule 5] where the gateway is there again before the disk has answered, it is the one to be asked', async () => {
  const { reader, store } = open({ around: () => Promise.resolve(range(10, 20)) }, away)
  const showing = reader.showAround(general, messageIdOf(15))
  store.update((draft) => {
    draft.connection = { status: 'connected' }
  })
  expect(await showing).toBe(false)
  expect(store.get().islands).toEqual({})
})

test('[rule 5] the same where somebody scrolls back', async () => {
  const windows = { [general]: exampleWindow(exampleMessages(30, 39), { catchingUp: true }) }
  const { reader, store, window } = open({ older: () => Promise.resolve(range(20, 29)) }, { ...away, windows })
  const showing = reader.showOlder(general)
  store.update((draft) => {
    draft.connection = { status: 'connected' }
  })
  const before = window()
  await showing
  expect(window()).toBe(before)
})

const momentOf = (number: number): number => Date.parse(exampleMessages(number, number)[0]?.createdAt ?? '')

test('[rule 14] away from the gateway, a moment leads to the first message from then on, with what is kept around it', async () => {
  const { reader, store } = open({ from: () => Promise.resolve(range(10, 20)) }, away)
  expect(await reader.showFrom(general, momentOf(15) - 1)).toEqual({ messageId: messageIdOf(15) })
  expect(store.get().islands[general]).toEqual([
    { ...exampleIsland(exampleMessages(10, 20)), catchingUp: true, asOf: 5 },
  ])
})

test('J44: where what is kept does not reach a moment it is shown as the nearest, and only if there is nobody to ask', async () => {
  for (const at of [momentOf(10), momentOf(3), momentOf(20) + 1]) {
    const { reader, store } = open({ from: () => Promise.resolve(range(10, 20)) }, away)
    const nearest = messageIdOf(at > momentOf(20) ? 20 : 10)
    expect(await reader.showFrom(general, at)).toEqual({ messageId: nearest, isNearest: true })
    expect(store.get().islands[general]).toHaveLength(1)
  }
  const { reader, store } = open({ from: () => Promise.resolve(range(10, 20)) }, {})
  expect(await reader.showFrom(general, momentOf(3))).toBeUndefined()
  expect(store.get().islands).toEqual({})
})

test('J44: where nothing of a channel is kept a moment leads nowhere', async () => {
  for (const nothingKept of [undefined, { rows: [], reachesStart: true, asOf: 5 }]) {
    const { reader, store } = open({ from: () => Promise.resolve(nothingKept) }, away)
    expect(await reader.showFrom(general, momentOf(3))).toBeUndefined()
    expect(store.get().islands).toEqual({})
  }
})

function openFarBack(disk: Partial<CacheDisk>) {
  const island = { ...exampleIsland(exampleMessages(10, 20)), catchingUp: true, asOf: 5 }
  const windows = { [general]: exampleWindow(exampleMessages(30, 39), { asOf: 7, catchingUp: true }) }
  const viewed = { [general]: messageIdOf(15) }
  return open(disk, { ...away, islands: { [general]: [island] }, windows, viewed })
}

test('[rule 14] it goes on at both ends from what is kept, and where nothing more is, each end says so', async () => {
  const pages = [range(5, 9), undefined]
  const { reader, store } = openFarBack({
    older: () => Promise.resolve(pages.shift()),
    newer: () => Promise.resolve(range(21, 25)),
  })
  await reader.showNewer(general)
  await reader.showOlder(general)
  expect(idsOf(store.get().islands[general]?.[0]?.rows)).toEqual(idsOf(exampleMessages(5, 25)))
  await reader.showOlder(general)
  expect(store.get().islands[general]?.[0]).toMatchObject({ older: 'unkept', newer: 'idle', asOf: 5 })
})

test('[rule 14] what is kept up to the newest messages becomes one with them, as old as the older part of it', async () => {
  const { reader, store, window } = openFarBack({ newer: () => Promise.resolve(range(21, 30)) })
  await reader.showNewer(general)
  expect(store.get().islands).toEqual({})
  expect(idsOf(window()?.rows)).toEqual(idsOf(exampleMessages(10, 39)))
  expect(window()).toMatchObject({ asOf: 5, catchingUp: true })
})

test('[I4] a range further back is not shown where this page has shown newer of it already', async () => {
  const edited = exampleMessages(10, 20).map((row) => ({ ...row, rev: 7 }))
  const { reader, store } = open(
    { around: () => Promise.resolve(range(10, 20)) },
    { ...away, windows: { [general]: exampleWindow(edited) } },
  )
  store.update((draft) => {
    draft.windows = {}
  })
  expect(await reader.showAround(general, messageIdOf(15))).toBe(false)
})

test.each<[string, Partial<AccountState>]>([
  ['is not in the list', { servers: [] }],
  ['was said to be gone', { gone: { [serverIdOf(1)]: 'removed' } }],
])('[I8] nothing kept is shown of a server that %s', async (_how, over) => {
  const windows = { [general]: emptyWindow }
  const { reader, store, window } = open(
    { place: () => Promise.resolve(examplePlace()), newest: () => Promise.resolve(kept) },
    { places: {}, windows, ...over },
  )
  await reader.showServer(serverIdOf(1))
  await reader.showNewest(general)
  expect(store.get().places).toEqual({})
  expect(window()).toEqual(emptyWindow)
})

test('[I8] nothing kept is shown of a channel that is gone', async () => {
  const gone = { [general]: 'unsaid' } as const
  const { reader, window } = open(
    { newest: () => Promise.resolve(kept) },
    { windows: { [general]: emptyWindow }, gone },
  )
  await reader.showNewest(general)
  expect(window()).toEqual(emptyWindow)
})

test('[rule 14] what is kept does not join what was gone to beyond it meanwhile: between them is a hole', async () => {
  const islands = { [general]: [exampleIsland(exampleMessages(8, 9))] }
  const { reader, store, window } = open(
    { newest: () => Promise.resolve(kept) },
    { windows: { [general]: emptyWindow }, islands },
  )
  await reader.showNewest(general)
  expect(window()?.rows).toEqual(kept.rows)
  expect(store.get().islands).toEqual(islands)
})
