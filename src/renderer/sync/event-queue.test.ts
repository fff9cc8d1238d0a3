import { expect, test } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { userIdOf } from '../fixtures/records.ts'
import { createEventQueue } from './event-queue.ts'
import type { SyncEvent } from './parse-event.ts'

const event = (number: number): SyncEvent => ({
  type: 'PRESENCE_UPDATE',
  payload: { userId: userIdOf(number), status: 'online' },
})
const events = (from: number, to: number): SyncEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index))

function create(): {
  readonly queue: ReturnType<typeof createEventQueue>
  readonly batches: (readonly SyncEvent[])[]
  readonly clock: ReturnType<typeof createHeldClock>
} {
  const clock = createHeldClock()
  const batches: (readonly SyncEvent[])[] = []
  const queue = createEventQueue(clock, (batch) => {
    batches.push(batch)
  })
  return { queue, batches, clock }
}

test('what comes in one go is handed on as one batch, in order, and not before its turn', () => {
  const { queue, batches, clock } = create()
  for (const one of events(1, 3)) queue.push(one)
  expect(batches).toEqual([])
  clock.runSoon()
  expect(batches).toEqual([events(1, 3)])
  queue.push(event(4))
  clock.runSoon()
  expect(batches).toEqual([events(1, 3), [event(4)]])
})

test('a flood is handed on in batches of five hundred, none lost, none twice', () => {
  const { queue, batches, clock } = create()
  for (const one of events(1, 1_200)) queue.push(one)
  clock.runSoon()
  expect(batches.map((batch) => batch.length)).toEqual([500, 500, 200])
  expect(batches.flat()).toEqual(events(1, 1_200))
})

test('flushed, everything is handed on at once, and nothing comes a second time', () => {
  const { queue, batches, clock } = create()
  for (const one of events(1, 600)) queue.push(one)
  queue.flush()
  expect(batches.flat()).toEqual(events(1, 600))
  clock.runSoon()
  queue.flush()
  expect(batches).toHaveLength(2)
})

test('a batch that breaks costs itself, not what comes after it', () => {
  const clock = createHeldClock()
  const handed: number[] = []
  const queue = createEventQueue(clock, (batch) => {
    if (handed.length === 0 && batch.length === 500) throw new Error('broken')
    handed.push(batch.length)
  })
  for (const one of events(1, 700)) queue.push(one)
  expect(() => clock.runSoon()).toThrow('broken')
  clock.runSoon()
  expect(handed).toEqual([200])
})
