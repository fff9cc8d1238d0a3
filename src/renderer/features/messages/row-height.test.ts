import { expect, test } from 'vitest'
import { exampleMe, exampleMessage, messageIdOf } from '../../fixtures/records.ts'
import type { MessageRow } from '../../store/state.ts'
import { estimateHeight } from './row-height.ts'

const heightOf = (...rows: readonly MessageRow[]): number =>
  estimateHeight({ rows, pending: [], nonces: new Map() }, rows.length - 1, exampleMe._id)

const first = exampleMessage(1)

test('a row that goes on under a head is as high as its line of text', () => {
  expect(heightOf(first, exampleMessage(2))).toBe(24)
})

test('a head, a day, an answered message, files and more lines make it higher', () => {
  const plain = heightOf(first, exampleMessage(2))
  expect(heightOf(first)).toBeGreaterThan(plain + 30)
  expect(heightOf(first, exampleMessage(2, { referencedMessageId: messageIdOf(1) }))).toBeGreaterThan(plain + 30)
  expect(heightOf(first, exampleMessage(2, { content: 'one\ntwo\nthree' }))).toBe(plain + 2 * 22)
  expect(heightOf(first, exampleMessage(2, { content: 'word '.repeat(100) }))).toBeGreaterThan(plain + 4 * 22)
})

test('signs of the east take twice the room of letters', () => {
  const letters = heightOf(first, exampleMessage(2, { content: 'a'.repeat(80) }))
  expect(heightOf(first, exampleMessage(2, { content: '桥'.repeat(80) }))).toBe(letters + 22)
})

test('what was taken back is one line, however long it was', () => {
  const retracted = exampleMessage(2, { content: 'word '.repeat(100), retractedAt: first.createdAt })
  expect(heightOf(first, retracted)).toBe(24)
})
