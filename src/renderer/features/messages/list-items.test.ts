import { expect, test } from 'vitest'
import {
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePending,
  examplePerson,
  messageIdOf,
  timeOf,
} from '../../fixtures/records.ts'
import type { MessageRow } from '../../store/state.ts'
import {
  findMessage,
  firstNewRow,
  indexOfKey,
  itemAt,
  keyOf,
  noncesOf,
  startsGroup,
  type ListContent,
} from './list-items.ts'

const me = exampleMe._id
const unreadable: MessageRow = { kind: 'unreadable', _id: messageIdOf(3), createdAt: timeOf(3) }
const own = (number: number, nonce?: string): MessageRow =>
  exampleMessage(number, { authorId: exampleMe, ...(nonce === undefined ? {} : { payload: { clientNonce: nonce } }) })
const content = (rows: readonly MessageRow[], ...nonces: readonly string[]): ListContent => ({
  rows,
  pending: nonces.map((nonce) => examplePending(nonce)),
  nonces: new Map(),
})

test('confirmed rows come first, each with the one before it, then what is on its way, then nothing', () => {
  const rows = exampleMessages(1, 2)
  const list = content(rows, 'a')
  expect(itemAt(list, 0, me)).toEqual({ kind: 'row', row: rows[0], before: undefined })
  expect(itemAt(list, 1, me)).toEqual({ kind: 'row', row: rows[1], before: rows[0] })
  expect(itemAt(list, 2, me)).toMatchObject({ kind: 'pending', pending: { nonce: 'a' } })
  expect(itemAt(list, 3, me)).toBeUndefined()
})

test.each<[string, readonly MessageRow[], number, boolean]>([
  ['in an empty channel', [], 0, true],
  ['behind somebody else', [exampleMessage(1)], 0, true],
  ['behind one that cannot be read', [unreadable], 0, true],
  ['soon after the own message', [own(1)], 0, false],
  ['long after the own message', [exampleMessage(1, { authorId: exampleMe, createdAt: timeOf(-301) })], 0, true],
  ['as the second on its way', [exampleMessage(1)], 1, false],
])('what is on its way has a head of its own: %s', (...[, rows, index, head]) => {
  expect(itemAt(content(rows, 'a', 'b'), rows.length + index, me)).toMatchObject({ kind: 'pending', head })
})

const sentAs = (nonce: string, number: number, ...rows: readonly MessageRow[]): ListContent => ({
  ...content(rows),
  nonces: noncesOf({ [nonce]: messageIdOf(number) }),
})

test('a message keeps its key when it is confirmed, so that its row is not drawn anew', () => {
  expect(keyOf(content([], 'a'), 0)).toBe(keyOf(sentAs('a', 1, own(1, 'a')), 0))
  expect(keyOf(content([own(1)]), 0)).toBe(messageIdOf(1))
  expect(keyOf(content([unreadable]), 0)).toBe(messageIdOf(3))
})

test('and when it is retracted, which takes its nonce from it', () => {
  expect(keyOf(sentAs('a', 1, own(1)), 0)).toBe('a')
  expect(keyOf(content([own(1, 'a')]), 0)).toBe(keyOf(content([own(1)]), 0))
})

test('a nonce that others copied from a message does not make two rows one', () => {
  const copied = [2, 3].map((number) => exampleMessage(number, { payload: { clientNonce: 'a' } }))
  const list = { ...sentAs('a', 1, own(1, 'a'), ...copied), pending: [examplePending('b')] }
  const keys = [0, 1, 2, 3].map((index) => keyOf(list, index))
  expect(new Set(keys).size).toBe(4)
})

test('where a row stands is known by its key, on its way or there', () => {
  const list = { ...sentAs('a', 1, own(1), exampleMessage(2)), pending: [examplePending('b')] }
  expect(['a', messageIdOf(2), 'b', 'c'].map((key) => indexOfKey(list, key))).toEqual([0, 1, 2, undefined])
})

test.each<[string, MessageRow, MessageRow | undefined, boolean]>([
  ['first of all', exampleMessage(1), undefined, true],
  ['right behind the same author', exampleMessage(2), exampleMessage(1), false],
  ['behind somebody else', exampleMessage(2, { authorId: examplePerson(3) }), exampleMessage(1), true],
])('a row has a head of its own: %s', (...[, row, before, head]) => {
  expect(startsGroup({ kind: 'row', row, before }, false)).toBe(head)
})

test('the first new row has a head of its own wherever it stands, and so has the first of a day', () => {
  const item = { kind: 'row', row: exampleMessage(2), before: exampleMessage(1) } as const
  expect(startsGroup(item, true)).toBe(true)
  const midnight = new Date(2026, 2, 15)
  const at = (ms: number): MessageRow =>
    exampleMessage(1, { createdAt: new Date(midnight.getTime() + ms).toISOString() })
  expect(startsGroup({ kind: 'row', row: at(0), before: at(-1) }, false)).toBe(true)
})

test.each<[string, readonly MessageRow[], number | null, number | undefined]>([
  ['the first by others after the mark', [exampleMessage(1), own(2), exampleMessage(4)], 1, 4],
  ['nothing, where all is read', exampleMessages(1, 2), 2, undefined],
  ['nothing, where only own messages follow', [exampleMessage(1), own(2)], 1, undefined],
  ['nothing, where it is not known what was read', exampleMessages(1, 2), null, undefined],
  ['one that cannot be read is somebody’s', [exampleMessage(1), unreadable], 1, 3],
  ['the first row there is, where the mark lies before it', exampleMessages(5, 6), 1, 5],
])('where the new ones begin: %s', (...[, rows, mark, first]) => {
  const lastRead = mark === null ? null : messageIdOf(mark)
  expect(firstNewRow(rows, lastRead, me)?._id).toBe(first === undefined ? undefined : messageIdOf(first))
})

test('a message is found by its id among those that can be read', () => {
  const rows = [exampleMessage(1), unreadable]
  expect(findMessage(rows, messageIdOf(1))).toBe(rows[0])
  for (const id of [messageIdOf(3), messageIdOf(9), null, undefined]) expect(findMessage(rows, id)).toBeUndefined()
})
