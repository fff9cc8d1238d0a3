import { expect, test } from 'vitest'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
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
  expect(shown('kind:delivery')).toEqual([3, 4, 5])
  expect(shown('kind:answer')).toEqual([0])
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

test('[INSP2] of a hundred thousand rows each is looked at once, and of what comes only that', () => {
  const log = createLog()
  const note = (cursor: number): JournalStep => ({ cursor, at: cursor, kind: 'note', text: `this is note ${cursor}` })
  log.append(Array.from({ length: 100_000 }, (_, cursor) => note(cursor)))
  const fits = readFilter('9999 not:user:noor', 'all')
  let looks = 0
  const rows = createShownRows(log, (row, looking) => {
    looks += 1
    return fits?.(row, looking) ?? true
  })
  const looking = { names, at: log.at }
  expect(rows.update(looking)).toHaveLength(19)
  log.append([note(100_000), note(199_990)])
  expect(rows.update(looking).slice(-2)).toEqual([99_999, 199_990])
  expect(looks).toBe(100_002)
})
