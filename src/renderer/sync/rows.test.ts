import { expect, test } from 'vitest'
import { exampleMessage, exampleMessages, messageIdOf, timeOf } from '../fixtures/records.ts'
import type { MessageRow } from '../store/state.ts'
import { findRow, mergePage, putRow, supersedes, type Source } from './rows.ts'

const unreadable: MessageRow = { kind: 'unreadable', _id: messageIdOf(3), createdAt: timeOf(3) }
const third = (rev: number, content = `rev ${rev}`): MessageRow => exampleMessage(3, { rev, content })

test.each<[string, MessageRow, MessageRow, { readonly page: boolean; readonly event: boolean }]>([
  ['a newer one', third(2), third(1), { page: true, event: true }],
  ['an older one', third(1), third(2), { page: false, event: false }],
  ['the same version', third(2), third(2), { page: true, event: false }],
  ['one that cannot be read', unreadable, third(1), { page: false, event: false }],
  ['the first that can be read', third(1), unreadable, { page: true, event: true }],
  ['another that cannot be read', unreadable, unreadable, { page: true, event: true }],
])('[rule 1] [rule 8] what stands where %s comes', (...[, incoming, present, stands]) => {
  const by = (source: Source): boolean => supersedes(incoming, present, source)
  expect({ page: by('page'), event: by('event') }).toEqual(stands)
})

test('[rule 1] without `rev` the version is `updatedAt`', () => {
  const at = (second: number): MessageRow => exampleMessage(3, { rev: undefined, updatedAt: timeOf(second) })
  expect(supersedes(at(8), at(7), 'event')).toBe(true)
  expect(supersedes(at(7), at(8), 'page')).toBe(false)
})

test('a row is found by time and id; one that is not there says where it would stand', () => {
  const rows = [1, 2, 4, 6].map((number) => exampleMessage(number))
  expect([1, 2, 4, 6].map((number) => findRow(rows, exampleMessage(number)))).toEqual([0, 1, 2, 3])
  expect([0, 3, 5, 9].map((number) => ~findRow(rows, exampleMessage(number)))).toEqual([0, 2, 3, 4])
  expect(~findRow([], exampleMessage(1))).toBe(0)
})

test('[rule 2] [T7] rows stand by time and id in whatever order they came, two of one millisecond included', () => {
  const twins = [exampleMessage(7, { createdAt: timeOf(3) }), exampleMessage(8, { createdAt: timeOf(3) })]
  const ordered = [exampleMessage(1), exampleMessage(2), ...twins, exampleMessage(9)]
  for (const order of [
    [4, 3, 2, 1, 0],
    [2, 0, 4, 1, 3],
    [3, 2, 4, 0, 1],
  ]) {
    const rows: MessageRow[] = []
    for (const row of order.flatMap((index) => ordered[index] ?? [])) putRow(rows, row, 'event')
    expect(rows).toEqual(ordered)
  }
})

test('[I2] a row that came twice stands once, as its newest body', () => {
  const rows: MessageRow[] = exampleMessages(1, 5)
  putRow(rows, third(4), 'event')
  putRow(rows, third(3), 'event')
  putRow(rows, third(4, 'the same again'), 'event')
  expect(rows).toEqual([exampleMessage(1), exampleMessage(2), third(4), exampleMessage(4), exampleMessage(5)])
})

test('[T1] a page that was read before an event keeps the newer body the event brought', () => {
  const page = [exampleMessage(2), third(1), exampleMessage(4)]
  expect(mergePage(page, [third(2)])).toEqual([exampleMessage(2), third(2), exampleMessage(4)])
})

test('[rule 4] [rule 8] of what was there, only rows of the page stay; of equal versions the page is believed', () => {
  const page = [exampleMessage(2), third(1, 'from the page')]
  const present = [exampleMessage(1), exampleMessage(2), third(1, 'from an event')]
  expect(mergePage(page, present)).toEqual(page)
})
