import { expect, test } from 'vitest'
import { messageId } from '#shared/models/ids.ts'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { general, listed, NOW, idsOf, openKeeper } from '../fixtures/open-keeper.ts'
import { channelIdOf, exampleIsland, exampleMessage, exampleMessages, exampleWindow } from '../fixtures/records.ts'
import { orderOf } from './cache-order.ts'

test('the newest of a channel come first, and what is older page by page up to the beginning', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 450), { reachesStart: true }) } })
  const newest = await cache.newest(general, 200)
  expect(idsOf(newest?.rows)).toEqual(idsOf(exampleMessages(251, 450)))
  expect(newest?.reachesStart).toBe(false)
  const older = await cache.older({ channelId: general, before: exampleMessage(251), limit: 200 })
  expect([idsOf(older?.rows), older?.reachesStart]).toEqual([idsOf(exampleMessages(51, 250)), false])
  const oldest = await cache.older({ channelId: general, before: exampleMessage(51), limit: 200 })
  expect([idsOf(oldest?.rows), oldest?.reachesStart]).toEqual([idsOf(exampleMessages(1, 50)), true])
  expect(await cache.older({ channelId: general, before: exampleMessage(1), limit: 200 })).toBeUndefined()
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
  const { cache, keep } = await openKeeper(held)
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
  const { cache, keep } = await openKeeper(held)
  const windows = { [general]: exampleWindow(inTime(900, 950)) }
  await keep({ ...listed, windows, islands: { [general]: [exampleIsland(inTime(101, 300))] } })
  const { _id } = firstOf(inTime(number, number))
  const range = await cache.around({ channelId: general, messageId: _id, limit: 10 })
  expect(numbersOf(range?.rows)).toEqual(around)
})

test('J44: a moment leads to the first message from then on that is kept, with what stood around it and nothing beyond', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held)
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
  const { cache, keep } = await openKeeper(held)
  await keep({ ...listed, windows: { [general]: exampleWindow(inTime(900, 950), { reachesStart: true }) } })
  const stray = firstOf(inTime(500, 500))
  await cache.withDatabase((database) =>
    database.put('rows', { channelId: general, order: orderOf(stray), row: stray }),
  )
  const at = Date.parse(firstOf(inTime(400, 400)).createdAt)
  const range = await cache.from({ channelId: general, at, limit: 10 })
  expect([numbersOf(range?.rows), range?.reachesStart]).toEqual([span(900, 910), true])
})

test('F35: an address with an id that no gateway ever made finds nothing, and costs nothing that is kept', async () => {
  const { cache, keep } = await openKeeper(createHeldFactory())
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  const madeUp = messageId.parse('0'.repeat(24))
  expect(await cache.around({ channelId: general, messageId: madeUp, limit: 10 })).toBeUndefined()
  expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3])
})
