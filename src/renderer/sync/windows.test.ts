import { expect, test } from 'vitest'
import { exampleMessage, exampleMessages, exampleWindow, messageIdOf } from '../fixtures/records.ts'
import type { MessageRow, MessageWindow } from '../store/state.ts'
import { takeRows, withNewest, withOlder } from './windows.ts'

const ids = (rows: readonly MessageRow[]): readonly number[] => rows.map(({ _id }) => Number.parseInt(_id.slice(1), 16))

/** The window after events brought rows, in that order. */
function after(window: MessageWindow, ...numbers: readonly number[]): MessageWindow {
  return takeRows(
    window,
    numbers.map((number) => exampleMessage(number)),
  )
}

test('what an event brings goes into the range that is claimed, in its place', () => {
  const window = exampleWindow([exampleMessage(5), exampleMessage(7)])
  expect(ids(after(window, 9, 8, 6).rows)).toEqual([5, 6, 7, 8, 9])
})

test('[rule 13] a row before the range is left out, unless the range reaches the start', () => {
  const rows = exampleMessages(5, 6)
  expect(after(exampleWindow(rows), 4)).toEqual(exampleWindow(rows))
  expect(ids(after(exampleWindow(rows, { reachesStart: true }), 4).rows)).toEqual([4, 5, 6])
})

test('rows that change nothing leave the very same window', () => {
  const window = exampleWindow(exampleMessages(5, 6))
  expect(takeRows(window, [exampleMessage(5), exampleMessage(1)])).toBe(window)
})

test('an empty channel takes its first message', () => {
  expect(ids(after(exampleWindow([], { reachesStart: true }), 1).rows)).toEqual([1])
})

test('[F01] while the newest are being read, nothing newer looks as if it followed what was seen', () => {
  const window = after(exampleWindow([exampleMessage(1)], { catchingUp: true }), 6)
  expect(ids(window.rows)).toEqual([1])
  const caughtUp = withNewest(window, { rows: exampleMessages(1, 5), reachesStart: true })
  expect(caughtUp).toEqual(exampleWindow(exampleMessages(1, 6), { reachesStart: true }))
})

test('[rule 4] after a gap only the range just read is kept', () => {
  const window = exampleWindow(exampleMessages(1, 4), { catchingUp: true, older: 'loading', reachesStart: true })
  const range = { rows: exampleMessages(8, 10), reachesStart: false }
  expect(withNewest(window, range)).toEqual(exampleWindow(exampleMessages(8, 10)))
})

test('[rule 11] [rule 13] what was held is put in where it is claimed, once, and left out where it is not', () => {
  const window = after(exampleWindow([], { status: 'loading', catchingUp: true }), 3, 9, 12)
  const read = withNewest(window, { rows: exampleMessages(8, 10), reachesStart: false })
  expect(ids(read.rows)).toEqual([8, 9, 10, 12])
  expect(read.held).toEqual([])
})

test('[T1] a held row with a newer body wins over the page', () => {
  const edited = exampleMessage(2, { rev: 2, content: 'edited' })
  const window = exampleWindow([], { catchingUp: true, held: [edited] })
  expect(withNewest(window, { rows: exampleMessages(1, 3), reachesStart: true }).rows[1]).toEqual(edited)
})

test('an older page goes before the first row', () => {
  const window = exampleWindow(exampleMessages(5, 6), { older: 'loading' })
  const page = { rows: exampleMessages(3, 4), reachesStart: true }
  expect(withOlder(window, page, messageIdOf(5))).toEqual(exampleWindow(exampleMessages(3, 6), { reachesStart: true }))
})

test('[rule 11] an edit that overtakes the older page it belongs to is not lost', () => {
  const window = exampleWindow(exampleMessages(5, 6), { older: 'loading' })
  const taken = takeRows(window, [exampleMessage(4, { rev: 2, content: 'edited' })])
  expect(ids(taken.rows)).toEqual([5, 6])
  const read = withOlder(taken, { rows: exampleMessages(3, 4), reachesStart: false }, messageIdOf(5))
  expect(ids(read.rows)).toEqual([3, 4, 5, 6])
  expect(read.rows[1]).toMatchObject({ content: 'edited' })
})

test('live messages go on coming in while an older page is read', () => {
  const window = after(exampleWindow(exampleMessages(5, 6), { older: 'loading' }), 7)
  const read = withOlder(window, { rows: exampleMessages(3, 4), reachesStart: false }, messageIdOf(5))
  expect(ids(read.rows)).toEqual([3, 4, 5, 6, 7])
})

test('[I1] an older page that does not end right before the first row is dropped: no hole', () => {
  const window = exampleWindow(exampleMessages(8, 9), { older: 'loading' })
  const late = withOlder(window, { rows: exampleMessages(3, 4), reachesStart: true }, messageIdOf(5))
  expect(late).toEqual(exampleWindow(exampleMessages(8, 9)))
})

test('[rule 11] what is held for the newest messages waits for them, whatever older page arrives meanwhile', () => {
  const rows = exampleMessages(4, 6)
  const held = exampleMessages(7, 7)
  const window = exampleWindow(rows, { catchingUp: true, older: 'loading', held })
  const joined = withOlder(window, { rows: exampleMessages(1, 3), reachesStart: true }, messageIdOf(4))
  expect([joined.rows.length, joined.held]).toEqual([6, held])
})
