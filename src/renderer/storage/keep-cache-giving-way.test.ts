import { castDraft } from 'immer'
import { expect, test, vi } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { CACHE_NAME, general, listed, idsOf, openKeeper } from '../fixtures/open-keeper.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleMessage,
  exampleMessages,
  examplePlace,
  exampleWindow,
  serverIdOf,
} from '../fixtures/records.ts'
import { openCache } from './open-cache.ts'

test('what is let go is read longest ago, and of the channel in view only what is too much', async () => {
  const held = createHeldFactory()
  const places = { [serverIdOf(1)]: examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] }) }
  const { cache, keep } = await openKeeper(held)
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
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual(idsOf(exampleMessages(6, 20)))
  // What comes now cannot follow what was let go: the window is written whole again.
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 21), { reachesStart: true }) } })
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 22), { reachesStart: true }) } })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual(idsOf(exampleMessages(1, 22)))
})

test('what was let go meanwhile is written whole, though nothing changes any more', async () => {
  const { cache, keep, keeper, store, clock } = await openKeeper(createHeldFactory())
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
  await vi.waitFor(async () => expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3, 4]))
})

test('F34: a full disk lets go of what was read, then keeps nothing, says so, and reads what is there', async () => {
  const held = createHeldFactory()
  const { cache, keep, keepings } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  held.fails = { mode: 'readwrite', error: 'QuotaExceededError' }
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 4)) } })
  expect(keepings).toEqual(['kept', 'full'])
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3])
  held.fails = undefined
  await keep({ windows: { [general]: exampleWindow(exampleMessages(1, 5)) } })
  expect(keepings.at(-1)).toBe('kept')
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3, 4, 5])
})

test('F35: a store that throws on read costs the cache only: it is begun anew', async () => {
  const held = createHeldFactory()
  const first = await openKeeper(held)
  await first.keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  first.cache.close()
  held.fails = { mode: 'readonly', store: 'rows', error: 'UnknownError' }
  const { cache, keep } = await openKeeper(held)
  expect(await cache.newest(general, 50)).toBeUndefined()
  held.fails = undefined
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 2)) } })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2])
})

test('F35: a database of another version is built anew, whichever is the newer one', async () => {
  const held = createHeldFactory()
  const request = held.factory.open(CACHE_NAME, 99)
  await new Promise((resolve) => {
    request.addEventListener('success', resolve)
  })
  request.result.close()
  const { cache, keep } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 2)) } })
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2])
})

test('a page without databases has no cache, and works', async () => {
  const cache = openCache({ factory: undefined, name: CACHE_NAME })
  expect([await cache.home(), await cache.newest(general, 5), await cache.channels()]).toEqual([
    undefined,
    undefined,
    [],
  ])
})
