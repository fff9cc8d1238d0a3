import { expect, test, vi } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { ownSeat } from '../fixtures/held-disk.ts'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { CACHE_NAME, foundIn, general, listed, NOW, idsOf, openKeeper } from '../fixtures/open-keeper.ts'
import {
  exampleMark,
  exampleMe,
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
import { createAccountStore } from '../store/store.ts'
import { createKeeper } from './keep-cache.ts'
import { openCache } from './open-cache.ts'

test('J44: what was known is there for the next start, as of when it was so', async () => {
  const held = createHeldFactory()
  const marks = { [general]: exampleMark({ lastReadMessageId: exampleMessage(3)._id }) }
  const people = { [examplePerson(2)._id]: examplePerson(2) }
  const { keep } = await openKeeper(held)
  await keep({
    ...listed,
    marks,
    people,
    openChannel: general,
    windows: { [general]: exampleWindow([exampleMessage(1)]) },
  })

  const { cache } = await openKeeper(held)
  expect(await cache.home()).toEqual({
    me: exampleMe,
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

test('[rule 14] two ranges that do not touch are never read as one', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 5)) } })
  await keep({ windows: {} })
  await keep({ windows: { [general]: exampleWindow(exampleMessages(8, 9)) } })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([8, 9])
  expect(await cache.older({ channelId: general, before: exampleMessage(8), limit: 50 })).toBeUndefined()
  expect(idsOf((await cache.older({ channelId: general, before: exampleMessage(5), limit: 50 }))?.rows)).toEqual([
    1, 2, 3, 4,
  ])
  await keep({ windows: { [general]: exampleWindow(exampleMessages(4, 9)) } })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('[rule 14] a range further back is kept as well, apart from the newest until they meet', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  const window = exampleWindow(exampleMessages(8, 9))
  const island = { rows: exampleMessages(2, 4), reachesStart: false, catchingUp: false, held: [], doubted: [] }
  const islands = { [general]: [{ ...island, older: 'idle', newer: 'idle' } as const] }
  await keep({ ...listed, windows: { [general]: window }, islands })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([8, 9])
  expect(idsOf((await cache.older({ channelId: general, before: exampleMessage(4), limit: 50 }))?.rows)).toEqual([2, 3])
  await keep({ windows: { [general]: exampleWindow(exampleMessages(2, 9)) }, islands: {} })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
})

test('[rule 1] a changed row takes the place of the one that was there, and one that is gone goes', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  const edited = exampleMessage(2, { content: 'edited', rev: 2 })
  await keep({ windows: { [general]: exampleWindow([exampleMessage(1), edited, exampleMessage(3)]) } })
  expect((await cache.newest(general, 50))?.rows[1]).toEqual(edited)
  await keep({ windows: {} })
  await keep({ windows: { [general]: exampleWindow([exampleMessage(1), exampleMessage(3)]) } })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 3])
})

test('[rule 5] what is being read again is not written: nobody vouches for it yet', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3), { catchingUp: true }) } })
  expect(await cache.newest(general, 50)).toBeUndefined()
})

test.each<[string, Partial<AccountState>]>([
  ['a channel is deleted or may not be seen any more', { places: { [serverIdOf(1)]: examplePlace({ channels: [] }) } }],
  ['this account is not in its server any more', { servers: [], places: {} }],
  ['the gateway counts nothing there any more', { marks: {} }],
])('J45: where %s, nothing of it is kept or found', async (_case, change) => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  const marks = { [general]: exampleMark() }
  await keep({ ...listed, marks, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  expect(await foundIn(cache, {})).toEqual([3, 2, 1])
  await keep({ windows: {}, ...change })
  expect(await cache.newest(general, 50)).toBeUndefined()
  expect(await foundIn(cache, {})).toEqual([])
  expect((await cache.home())?.marks[general]).toEqual(
    change.marks === undefined ? marks[general] && undefined : undefined,
  )
})

test('writing waits until there is something to write, and is done in one go', async () => {
  const held = createHeldFactory()
  const cache = openCache({ factory: held.factory, name: CACHE_NAME })
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
