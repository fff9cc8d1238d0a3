import { expect, test } from 'vitest'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { names, release, saying } from '../fixtures/journal.ts'
import { causesOf } from './causes.ts'
import { describeRow, waited } from './describe-row.ts'
import { createLog, type Log } from './log.ts'
import { messageOf, payloadsOf } from './payloads.ts'

function logOf(steps: readonly JournalStep[], kept?: number): Log {
  const log = createLog(kept)
  log.append(steps)
  return log
}

const told = (log: Log): unknown[] =>
  log.rows().map((row) => {
    const { title, aside, person, place, outcome } = describeRow(row, names)
    return [row.depth, [title, aside].join(' ').trim(), person ?? place, outcome]
  })

test('[INSP3] steps are rows of a tree: a request with its answer, what it wrote, what it sent, and to whom', () => {
  expect(told(logOf(saying))).toEqual([
    [0, 'POST /channels/planning/messages', 'priya', '201'],
    [1, 'message added', undefined, 'committed'],
    [1, String.raw`MESSAGE_CREATE <b>four berths</b> \u202e`, '#planning', '3 sockets'],
    [2, 'MESSAGE_CREATE', 'noor', 'held'],
    [2, 'MESSAGE_CREATE', 'alma', 'delivered'],
    [2, 'MESSAGE_CREATE', 'lin', 'dropped: not joined'],
  ])
})

test('[INSP3] what waited on its way is one row with its arrival, and says how long it took', () => {
  const log = logOf([...saying, release])
  const row = log.at(release.cursor)
  expect(row?.step.cursor).toBe(3)
  expect(row && describeRow(row, names)).toMatchObject({ outcome: 'after a hold', tone: 'warn' })
  expect(row && waited(row, log.at(2))).toBe(6000)
  expect(log.rows()).toHaveLength(6)
})

test('[INSP3] rooms that a socket comes into together are one row', () => {
  const join = { at: 0, cause: 3, kind: 'join', user: 'lin', socket: 'lin#1' } as const
  const log = logOf([
    { cursor: 3, at: 0, kind: 'connect', user: 'lin', socket: 'lin#1', namespace: '/' },
    { cursor: 4, room: 'one', ...join },
    { cursor: 5, room: 'two', ...join },
    { cursor: 6, at: 0, cause: 3, kind: 'disconnect', user: 'lin', socket: 'lin#1', reason: 'transport close' },
  ])
  expect(told(log)).toEqual([
    [0, 'handshake', 'lin', 'accepted'],
    [1, 'rooms joined', 'lin', '2 rooms'],
    [1, 'socket closed', 'lin', 'transport close'],
  ])
  expect(log.closedAt('lin')).toBe(0)
})

test('[INSP4] the causes of a delivery go back to its request, and what followed from it is told after', () => {
  const log = logOf(saying)
  const cursorsOf = (cursor: number): unknown[] => {
    const row = log.at(cursor)
    return row === undefined
      ? []
      : causesOf(row, log).causes.map((cause) => [cause.depth, cause.row.step.cursor, cause.isChain])
  }
  expect(cursorsOf(3)).toEqual([
    [0, 0, true],
    [0, 2, true],
    [0, 3, true],
  ])
  expect(cursorsOf(2)).toEqual([
    [0, 0, true],
    [0, 2, true],
    [1, 3, false],
    [1, 4, false],
    [1, 5, false],
  ])
})

test('[INSP4] a delivery carries what was emitted, a request both ways, and each knows its message', () => {
  const log = logOf(saying)
  const labels = (cursor: number): unknown => {
    const row = log.at(cursor)
    return row && payloadsOf(row, log.at).map(({ label }) => label)
  }
  expect([0, 1, 2, 3].map(labels)).toEqual([['Sent', 'Answer'], ['Changes'], ['Payload'], ['Payload']])
  const messages = log.rows().map((row) => messageOf(row, log.at))
  expect(messages).toEqual([expect.any(String), undefined, messages[0], messages[0], messages[0], messages[0]])
})

test('[INSP3] what a fault does to a request is a row of it', () => {
  const on = 'POST /api/channels/acb92d25920dece4fe49a1fa/messages'
  const fault = { cursor: 1, at: 0, cause: 0, kind: 'fault', fault: 'Slow', action: 'delay 110.7 ms', on } as const
  expect(told(logOf([...saying.slice(0, 1), fault]))[1]).toEqual([
    1,
    'delay 110 ms POST /channels/planning/messages',
    undefined,
    'by Slow',
  ])
})

test('a step that was told already is no second row, and the oldest rows are forgotten', () => {
  const log = logOf(saying, 3)
  log.append(saying)
  expect(log.rows().map(({ step }) => step.cursor)).toEqual([3, 4, 5])
  expect(log.at(0)).toBeUndefined()
  expect(log.newest()).toBe(6)
})
