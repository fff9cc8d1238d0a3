import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleMe,
  exampleMessage,
  exampleState,
  exampleWindow,
  messageIdOf,
} from '../../fixtures/records.ts'
import type { AccountState, PendingMessage } from '../state.ts'
import { asShown, selectAwaitedSince, selectNewestKnown } from './awaited.ts'

const general = channelIdOf(1)
const me = exampleMe._id
const sent: PendingMessage = {
  nonce: 'n',
  channelId: general,
  content: 'mine',
  sentAt: 1,
  sentAfter: messageIdOf(2),
  attempted: true,
  delivery: { status: 'sending' },
}
const own = (number: number, payload: object = {}) => exampleMessage(number, { authorId: exampleMe, payload })
const window = exampleWindow([own(1), own(2), exampleMessage(3), own(4), own(5, { clientNonce: 'other' })])

const stateWith = (pending: readonly PendingMessage[], over: Partial<AccountState> = {}): AccountState =>
  exampleState({ windows: { [general]: window }, pending: { [general]: pending }, ...over })

function shown(state: AccountState): readonly string[] {
  const since = selectAwaitedSince(state, general)
  return asShown(window, { since, me, stored: state.stored }).rows.map(({ _id }) => _id)
}

test('[rule 16] an own row that says nothing of its nonce is not shown while an answer is awaited that may be of it', () => {
  expect(shown(stateWith([sent]))).toEqual([1, 2, 3, 5].map(messageIdOf))
})

test('[rule 16] it is shown once it is known what came of what was sent, or that nobody knows', () => {
  const all = [1, 2, 3, 4, 5].map(messageIdOf)
  expect(shown(stateWith([sent], { stored: { before: messageIdOf(4) } }))).toEqual(all)
  expect(shown(stateWith([{ ...sent, delivery: { status: 'unconfirmed' } }]))).toEqual(all)
})

test('nothing on its way: the same window', () => {
  expect(asShown(window, { since: undefined, me, stored: {} })).toBe(window)
})

test('what has not gone out and waits for a line or its files holds nothing back', () => {
  const { attempted: _attempted, ...waiting } = sent
  const connected = { connection: { status: 'connected' } } as const
  const away = { connection: { status: 'connecting' } } as const
  expect(selectAwaitedSince(stateWith([waiting], away), general)).toBeUndefined()
  expect(selectAwaitedSince(stateWith([{ ...waiting, files: ['f'] }], connected), general)).toBeUndefined()
  expect(selectAwaitedSince(stateWith([waiting], connected), general)).toBe(messageIdOf(2))
})

test('of several the one counts that was sent first', () => {
  const first = { ...sent, nonce: 'm', sentAfter: messageIdOf(1) }
  expect(selectAwaitedSince(stateWith([sent, first]), general)).toBe(messageIdOf(1))
})

test('the newest message that is known stands in the window, or in a list alone', () => {
  expect(selectNewestKnown(stateWith([]), general)).toBe(messageIdOf(5))
  expect(selectNewestKnown(exampleState({ directs: [], places: {} }), general)).toBeUndefined()
})

test('[rule 11] what was sent and is stored stays in sight while what stands before it is being read again', () => {
  const reading = { ...window, catchingUp: true, held: [own(6), own(7), own(7), exampleMessage(8), own(4)] }
  const stored = { n: messageIdOf(7), o: messageIdOf(4), reaction: messageIdOf(8) }
  const rows = asShown(reading, { since: undefined, me, stored }).rows.map(({ _id }) => _id)
  expect(rows).toEqual([1, 2, 3, 4, 5, 7].map(messageIdOf))
})
