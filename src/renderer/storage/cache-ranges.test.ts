import { expect, test } from 'vitest'
import { exampleMessage, messageIdOf } from '../fixtures/records.ts'
import { orderAt, orderOf } from './cache-order.ts'
import { withoutOlder, withStretch, type CachedStretch } from './cache-ranges.ts'

const stretch = (newest: string, oldest: string, reachesStart = false): CachedStretch => ({
  newest,
  oldest,
  reachesStart,
})

test('[rule 2] the order is by time and then by id, the newest first', () => {
  const sameTime = { createdAt: exampleMessage(5).createdAt }
  const messages = [exampleMessage(1), exampleMessage(9), exampleMessage(6, sameTime), exampleMessage(5)]
  const sorted = messages.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  expect(sorted.map(({ _id }) => _id)).toEqual([9, 6, 5, 1].map(messageIdOf))
})

test('a moment stands before what was said in it and earlier, and behind what was said later', () => {
  const moment = orderAt(Date.parse(exampleMessage(5).createdAt))
  expect(orderOf(exampleMessage(6)) < moment).toBe(true)
  expect(orderOf(exampleMessage(5)) > moment).toBe(true)
})

test('[rule 14] stretches that overlap become one, and two that do not touch stay two', () => {
  const two = withStretch([stretch('m', 'r')], stretch('a', 'f'))
  expect(two).toEqual([stretch('a', 'f'), stretch('m', 'r')])
  expect(withStretch(two, stretch('e', 'n'))).toEqual([stretch('a', 'r')])
  expect(withStretch(two, stretch('g', 'l'))).toHaveLength(3)
})

test('where one of them goes back to the beginning, the whole does', () => {
  expect(withStretch([stretch('a', 'f', true)], stretch('a', 'c'))).toEqual([stretch('a', 'f', true)])
})

test('what is let go takes the beginning with it', () => {
  expect(withoutOlder([stretch('a', 'f'), stretch('h', 'r', true), stretch('t', 'z', true)], 'k')).toEqual([
    stretch('a', 'f'),
    stretch('h', 'k'),
  ])
})
