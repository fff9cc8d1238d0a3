import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../database/open-database.ts'
import { channelRow, messageRow } from '../../fixtures/rows.ts'
import { createHandDrivenClock, type HandDrivenClock } from '../../hand-driven-clock.ts'
import { createAllocator, type Stamp } from './allocator.ts'

const START = Date.parse('2027-01-01T12:00:00.123Z')
const HOUR_MS = 3_600_000
const CHANNEL = 'c'.repeat(24)

let database: Database
let clock: HandDrivenClock

beforeEach(async () => {
  clock = createHandDrivenClock(START)
  database = await openDatabase(undefined)
  await database.write(async (writer) => {
    await writer
      .insertInto('channel')
      .values(channelRow({ id: CHANNEL, type: 'DM' }))
      .execute()
    return { result: undefined }
  })
})

afterEach(() => database.close())

const store = (stamp: Stamp): Promise<unknown> =>
  database.write(async (writer) => ({
    result: await writer
      .insertInto('message')
      .values(messageRow({ ...stamp, channelId: CHANNEL, updatedAt: stamp.createdAt }))
      .execute(),
  }))

function expectRising(stamps: readonly Stamp[]): void {
  for (const { id } of stamps) expect(id).toMatch(/^[0-9a-f]{24}$/)
  const byId = stamps.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(byId).toEqual(stamps)
  expect(new Set(stamps.map((stamp) => stamp.id)).size).toBe(stamps.length)
  const times = stamps.map((stamp) => stamp.createdAt)
  expect(times.toSorted()).toEqual(times)
}

test('[MSG2] an id begins with the second it was made in, and its time is to the millisecond', async () => {
  const { id, createdAt } = (await createAllocator(database.reader, clock)).next()
  expect(createdAt).toBe('2027-01-01T12:00:00.123Z')
  expect(Number.parseInt(id.slice(0, 8), 16)).toBe(Math.floor(START / 1000))
})

test('[MSG2] within one millisecond ids rise and times stay', async () => {
  const { next } = await createAllocator(database.reader, clock)
  const stamps = Array.from({ length: 1000 }, next)
  expectRising(stamps)
  expect(new Set(stamps.map((stamp) => stamp.createdAt))).toEqual(new Set(['2027-01-01T12:00:00.123Z']))
})

test('[MSG2] with the clock an hour ahead and then an hour back, both only grow', async () => {
  const { next } = await createAllocator(database.reader, clock)
  const stamps = [next()]
  for (const step of [HOUR_MS, 0, -2 * HOUR_MS, 1, HOUR_MS, HOUR_MS]) {
    clock.advance(step)
    stamps.push(next(), next())
  }
  expectRising(stamps)
  expect(stamps.at(-1)?.createdAt).toBe(new Date(clock.now()).toISOString())
})

test('[MSG2] after a restart in the same millisecond the next id is higher', async () => {
  const before = await createAllocator(database.reader, clock)
  const first = [before.next(), before.next()]
  for (const stamp of first) await store(stamp)
  const after = await createAllocator(database.reader, clock)
  expectRising([...first, after.next(), after.next()])
})

test('[MSG2] after a restart with the clock set back, ids and times go on where they were', async () => {
  const first = (await createAllocator(database.reader, clock)).next()
  await store(first)
  clock.advance(-HOUR_MS)
  const next = (await createAllocator(database.reader, clock)).next()
  expectRising([first, next])
  expect(next.createdAt).toBe(first.createdAt)
})

test.each([
  ['of the same second, as other stores make them', 0, 'f'.repeat(16)],
  ['of the same second, just above ours', 0, '07b0000000000001'],
  ['of a later second than its own time says', 1800, '0'.repeat(16)],
  ['of an earlier second than its own time says', -1800, 'f'.repeat(16)],
])('[MSG2] above a stored id %s, the next one is higher still', async (_what, secondsOff, rest) => {
  const second = Math.floor(START / 1000) + secondsOff
  const foreign = { id: second.toString(16) + rest, createdAt: new Date(START).toISOString() }
  await store(foreign)
  const { next } = await createAllocator(database.reader, clock)
  expectRising([foreign, next(), next()])
})

test('[MSG2] a stored time that is not the one of the newest id is not undercut either', async () => {
  const allocator = await createAllocator(database.reader, clock)
  const own = allocator.next()
  const late = { id: '0'.repeat(24), createdAt: new Date(START + HOUR_MS).toISOString() }
  await store(own)
  await store(late)
  const next = (await createAllocator(database.reader, clock)).next()
  expect(next.id > own.id).toBe(true)
  expect(next.createdAt >= late.createdAt).toBe(true)
})
