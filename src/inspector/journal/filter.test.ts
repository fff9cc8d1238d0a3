import { expect, test } from 'vitest'
import { names, planning, saying } from '../fixtures/journal.ts'
import { readFilter } from './filter.ts'
import { createLog } from './log.ts'
import type { Segment } from './rows.ts'
import { createShownRows } from './shown-rows.ts'

function shown(filter: string, segment: Segment = 'all'): readonly number[] {
  const log = createLog()
  const rows = createShownRows(log, readFilter(filter, segment))
  log.append(saying)
  return [...rows.update({ names, at: log.at })]
}

test('[INSP2] words have to be somewhere in a row, whatever their case; what is in quotes is one word', () => {
  expect(shown('BERTHS')).toEqual([0, 2])
  expect(shown('"four berths" message_create')).toEqual([2])
  expect(shown('nowhere')).toEqual([])
})

test('[INSP2] words before a colon look at one thing, and `not:` turns any of them round', () => {
  expect(shown('user:noor')).toEqual([3])
  expect(shown('user:priya')).toEqual([0])
  expect(shown('event:message_create not:user:noor not:outcome:dropped')).toEqual([2, 4])
  expect(shown('outcome:held')).toEqual([3])
  expect(shown('kind:delivery')).toEqual([4, 5])
  expect(shown('cause:0')).toEqual([0, 1, 2, 3, 4, 5])
  expect(shown('after:14:32:01.247')).toEqual([4, 5])
  expect(shown('after:14:32')).toHaveLength(6)
  expect(shown('before:14:32:01')).toEqual([])
})

test('[INSP2] a room narrows to what is in it, by name or by id', () => {
  expect(shown('room:planning')).toEqual([0, 2, 3, 4, 5])
  expect(shown(`room:${planning}`)).toEqual(shown('room:#planning'))
})

test('[INSP2] each kind of event can be looked at alone', () => {
  const segments = ['requests', 'changes', 'emits', 'deliveries'] as const
  expect(segments.map((segment) => shown('', segment))).toEqual([[0], [1], [2], [3, 4, 5]])
})

test('[INSP2] a row that begins to fit, or no longer does, comes and goes in its place', () => {
  const log = createLog()
  const looking = { names, at: log.at }
  const answered = createShownRows(log, readFilter('outcome:201', 'all'))
  const waiting = createShownRows(log, readFilter('outcome:waiting', 'all'))
  log.append(saying.slice(0, 3))
  expect([answered.update(looking), waiting.update(looking)]).toEqual([[], [0]])
  log.append(saying.slice(3))
  expect([answered.update(looking), waiting.update(looking)]).toEqual([[0], []])
  log.clear()
  expect(answered.update(looking)).toEqual([])
})

test('[INSP2] a hundred thousand rows are looked through while somebody types', () => {
  const log = createLog()
  const steps = Array.from({ length: 100_000 }, (_, cursor) => ({
    cursor,
    at: cursor,
    kind: 'note' as const,
    text: `this is note ${cursor}`,
  }))
  log.append(steps)
  const begun = performance.now()
  const rows = createShownRows(log, readFilter('9999 not:user:noor', 'all'))
  expect(rows.update({ names, at: log.at })).toHaveLength(19)
  // A tenth of a second is what it takes; ten times that is what no machine may need.
  expect(performance.now() - begun).toBeLessThan(3000)
})
