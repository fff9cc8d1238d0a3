import { castDraft } from 'immer'
import { expect, test, vi } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { CACHE_NAME, general, listed, idsOf, openKeeper } from '../fixtures/open-keeper.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMe,
  exampleMember,
  exampleMessage,
  exampleMessages,
  examplePerson,
  examplePlace,
  exampleWindow,
  serverIdOf,
  userIdOf,
} from '../fixtures/records.ts'
import { openCache, removeDatabase } from './open-cache.ts'

const roomy = { messages: 1_000, bytes: 1_000_000, people: 1_000 }

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
  await cache.holdLimits({ ...roomy, messages: 30 })
  expect(await cache.channels()).toHaveLength(2)
  await cache.holdLimits({ ...roomy, messages: 15 })
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

const known = {
  ...listed,
  people: { [examplePerson(2)._id]: examplePerson(2) },
  marks: { [general]: exampleMark() },
  windows: { [general]: exampleWindow(exampleMessages(1, 3)) },
}

type Kept = Awaited<ReturnType<typeof openKeeper>>

/** Everything that is known is on the disk, once it has settled, though nothing changes any more. */
async function expectAllOf({ cache, clock }: Kept): Promise<void> {
  await vi.waitFor(async () => {
    clock.pass(500)
    expect(await cache.home()).toMatchObject({
      me: exampleMe,
      servers: known.servers,
      directs: known.directs,
      people: [examplePerson(2)],
      marks: known.marks,
    })
    expect(await cache.place(serverIdOf(1))).toEqual({ ...examplePlace(), stale: true })
    expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3])
  })
}

test('F35: a cache that is begun anew while the page runs has all that the page knows, with or without a line', async () => {
  const held = createHeldFactory()
  const page = await openKeeper(held)
  await page.keep(known)
  await page.keep({ connection: { status: 'reconnecting', attempt: 1 } })
  held.fails = { mode: 'readonly', store: 'rows', error: 'UnknownError' }
  expect(await page.cache.newest(general, 50)).toBeUndefined()
  held.fails = undefined
  await expectAllOf(page)
})

test('F35: a cache that is begun anew by what is being written has all that the page knows', async () => {
  const held = createHeldFactory()
  const page = await openKeeper(held)
  await page.keep(known)
  held.fails = { mode: 'readwrite', error: 'UnknownError' }
  page.cache.onEmptied(() => {
    held.fails = undefined
  })
  await page.keep({ openChannel: general })
  await expectAllOf(page)
})

test('F35: of a cache that another page has taken away all that is known is written again', async () => {
  const held = createHeldFactory()
  const page = await openKeeper(held)
  await page.keep(known)
  await removeDatabase(held.factory, CACHE_NAME)
  await expectAllOf(page)
})

test('F35: what the program asked for wrongly costs nothing of the cache', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  await keep(known)
  for (const error of ['DataError', 'InvalidStateError']) {
    held.fails = { mode: 'readonly', store: 'rows', error }
    expect(await cache.newest(general, 50)).toBeUndefined()
  }
  held.fails = undefined
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3])
})

test('[rule 23] room is made of what can be read again: what was marked as unread here stays marked', async () => {
  const { cache, keep } = await openKeeper(createHeldFactory())
  const marks = { [general]: exampleMark({ marked: { from: exampleMessage(2)._id, unread: 2, mentions: 0 } }) }
  await keep({ ...known, marks })
  expect(await cache.makeRoom()).toBe(true)
  expect(await cache.channels()).toEqual([])
  expect((await cache.home())?.marks).toEqual(marks)
})

test('of too many people those go whom nothing that is kept names', async () => {
  const { cache, keep } = await openKeeper(createHeldFactory())
  const [author, reacting, member, direct, nobody] = [2, 3, 4, 5, 6].map((number) => examplePerson(number))
  const reactions = [{ emoji: '👍', userIds: [userIdOf(3)] }]
  await keep({
    servers: [...listed.servers],
    directs: [exampleDirect(5)],
    places: { [serverIdOf(1)]: examplePlace({ members: [exampleMember(4)] }) },
    people: Object.fromEntries(
      [author, reacting, member, direct, nobody].flatMap((one) => (one ? [[one._id, one]] : [])),
    ),
    windows: {
      [general]: exampleWindow([exampleMessage(1, { authorId: examplePerson(2) }), exampleMessage(2, { reactions })]),
    },
  })
  await cache.holdLimits({ ...roomy, people: 5 })
  expect((await cache.home())?.people).toHaveLength(5)
  await cache.holdLimits({ ...roomy, people: 4 })
  expect((await cache.home())?.people).toEqual([author, reacting, member, direct])
})
