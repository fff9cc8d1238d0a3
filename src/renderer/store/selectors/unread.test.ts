import { expect, test } from 'vitest'
import { channelIdOf, exampleMark, exampleState, messageIdOf, serverIdOf } from '../../fixtures/records.ts'
import type { ReadMark } from '../state.ts'
import {
  type Unread,
  selectMoreMentions,
  selectDirectsUnread,
  selectMentions,
  selectServerUnread,
  selectUnread,
  unreadOfMark,
} from './unread.ts'

const entry = (number: number, mention = false): ReadMark['tail'][number] => ({ _id: messageIdOf(number), mention })
const counted = { through: messageIdOf(10), unread: 4, mentions: 1 }

test.each<[string, ReadMark | undefined, Unread]>([
  ['nothing known', undefined, { unread: 0, mentions: 0, isMore: false }],
  ['what the gateway counted', exampleMark({ counted }), { unread: 4, mentions: 1, isMore: false }],
  [
    'and what came since',
    exampleMark({ counted, tail: [entry(11), entry(12, true)] }),
    { unread: 6, mentions: 2, isMore: false },
  ],
  [
    'read to the end of what was counted',
    exampleMark({ counted, lastReadMessageId: messageIdOf(10), tail: [entry(11)] }),
    { unread: 1, mentions: 0, isMore: false },
  ],
  [
    'read a part of what came since',
    exampleMark({ counted, lastReadMessageId: messageIdOf(11), tail: [entry(11, true), entry(12, true)] }),
    { unread: 1, mentions: 1, isMore: false },
  ],
  [
    'all read',
    exampleMark({ counted, lastReadMessageId: messageIdOf(12), tail: [entry(11), entry(12)] }),
    { unread: 0, mentions: 0, isMore: false },
  ],
  [
    'more than anybody counted',
    exampleMark({ tail: [entry(11), entry(12, true)], uncountedBefore: messageIdOf(11) }),
    { unread: 2, mentions: 1, isMore: true },
  ],
  [
    'read up to where it was counted',
    exampleMark({ tail: [entry(11), entry(12)], uncountedBefore: messageIdOf(11), lastReadMessageId: messageIdOf(11) }),
    { unread: 1, mentions: 0, isMore: false },
  ],
  ['never counted, never read', exampleMark({ tail: [entry(1)] }), { unread: 1, mentions: 0, isMore: false }],
])('[I9] unread is derived from the mark: %s', (_case, mark, unread) => {
  expect(unreadOfMark(mark)).toEqual(unread)
})

const state = exampleState({
  marks: {
    [channelIdOf(1)]: exampleMark({ counted }),
    [channelIdOf(2)]: exampleMark({ tail: [entry(1, true)] }),
    [channelIdOf(3)]: exampleMark({ serverId: serverIdOf(2), tail: [entry(1), entry(2)] }),
    [channelIdOf(102)]: exampleMark({ serverId: null, tail: [entry(1)] }),
    [channelIdOf(103)]: exampleMark({ serverId: null, counted: { ...counted, unread: 2, mentions: 0 } }),
  },
})

test('a server has what waits in its channels, another server nothing of it', () => {
  expect(selectUnread(state, channelIdOf(2))).toEqual({ unread: 1, mentions: 1, isMore: false })
  expect(selectServerUnread(state, serverIdOf(1))).toEqual({ unread: 5, mentions: 2, isMore: false })
  expect(selectServerUnread(state, serverIdOf(2))).toEqual({ unread: 2, mentions: 0, isMore: false })
  expect(selectServerUnread(state, serverIdOf(3))).toEqual({ unread: 0, mentions: 0, isMore: false })
})

test('in direct messages everything is meant for this person', () => {
  expect(selectDirectsUnread(state)).toEqual({ unread: 3, mentions: 3, isMore: false })
})

test('what is meant for this person is every mention, and all of the direct messages', () => {
  expect(selectMentions(state)).toBe(5)
  expect(selectMentions(exampleState())).toBe(0)
  const uncounted = exampleMark({ serverId: serverIdOf(1), uncountedBefore: messageIdOf(1) })
  expect(selectMoreMentions(state)).toBe(false)
  expect(selectMoreMentions(exampleState({ marks: { [channelIdOf(1)]: uncounted } }))).toBe(true)
})
