import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleDirect,
  exampleMark,
  examplePending,
  examplePerson,
  exampleState,
  messageIdOf,
  serverIdOf,
} from '../../fixtures/records.ts'
import type { PendingChange } from '../state.ts'
import { draftList } from './drafts.ts'
import { outboxCounts, outboxGroups, selectPlaceName, unsettledElsewhere, waitingCounts, withEdits } from './outbox.ts'

const [general, random] = [channelIdOf(1), channelIdOf(2)]

const change = (nonce: string, over: Partial<PendingChange> = {}): PendingChange => ({
  kind: 'edit',
  nonce,
  channelId: general,
  target: { messageId: messageIdOf(1) },
  sentAt: 5,
  content: 'changed',
  before: 'text 1',
  delivery: { status: 'sending' },
  ...(over as object),
})

const state = {
  pending: {
    [general]: [examplePending('a', { sentAt: 4 }), examplePending('b', { sentAt: 6, content: 'helo' })],
    [random]: [examplePending('c', { sentAt: 1, channelId: random, delivery: { status: 'unconfirmed' } })],
  },
  changes: {
    [general]: [change('e'), change('f', { target: { nonce: 'b' }, sentAt: 7, content: 'hello' })],
  },
}

test('everything on its way stands in the order of doing, channel by channel, the longest waiting first', () => {
  expect(outboxGroups(state).map(({ channelId, items }) => [channelId, items.map(({ nonce }) => nonce)])).toEqual([
    [random, ['c']],
    [general, ['a', 'e', 'b']],
  ])
})

test('F07: what was corrected on its way is one item, with the words it was corrected to', () => {
  expect(withEdits(state.pending[general] ?? [], state.changes[general] ?? []).map(({ content }) => content)).toEqual([
    'pending a',
    'hello',
  ])
  expect(outboxCounts(state)).toEqual({ messages: 3, changes: 1 })
})

test('what only its user can settle is not counted as waiting', () => {
  expect(waitingCounts(state)).toEqual({ messages: 2, changes: 1 })
})

test('what came to nothing counts where nobody is looking', () => {
  expect(unsettledElsewhere(state, general)).toEqual({ messages: 1, changes: 0 })
  expect(unsettledElsewhere(state, random)).toEqual({ messages: 0, changes: 0 })
})

test('a channel is called by its name and server, as far as they are known', () => {
  const known = exampleState({
    directs: [exampleDirect(2)],
    people: { [examplePerson(2)._id]: examplePerson(2) },
    marks: { [random]: exampleMark({ serverId: serverIdOf(1) }) },
  })
  expect([general, random, channelIdOf(102)].map((id) => selectPlaceName(known, id))).toEqual([
    { kind: 'channel', name: 'channel-1', server: 'server-1' },
    { kind: 'channel', name: undefined, server: 'server-1' },
    { kind: 'direct', name: 'user-2', server: undefined },
  ])
})

test('J11: drafts stand the newest first, those of files alone among them', () => {
  const drafts = {
    [general]: { text: 'older', changedAt: 1 },
    [random]: { text: '', referencedMessageId: messageIdOf(1), changedAt: 2 },
  }
  const draftFiles = { [channelIdOf(3)]: ['file'] }
  expect(draftList({ drafts, draftFiles }).map(({ channelId }) => channelId)).toEqual([random, general, channelIdOf(3)])
})
