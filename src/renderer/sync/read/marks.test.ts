import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMe,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { ReadMark } from '../../store/state.ts'
import { markFromCount, markFromList, withCounts } from './marks.ts'

const last = (over: object = {}): object => ({
  _id: messageIdOf(5),
  authorId: userIdOf(2),
  content: 'hello',
  createdAt: timeOf(5),
  ...over,
})
const ofChannel = (over: Readonly<Record<string, unknown>>): ReadMark =>
  markFromList(exampleChannel(1, over), exampleMe._id)

test.each<[string, Readonly<Record<string, unknown>>, [number, number]]>([
  ['an empty channel', {}, [0, 0]],
  ['one that was read', { lastMessage: last(), lastReadMessageId: messageIdOf(5) }, [0, 0]],
  ['something new', { lastMessage: last(), lastReadMessageId: messageIdOf(4) }, [1, 0]],
  ['never read', { lastMessage: last() }, [1, 0]],
  ['something that calls this person', { lastMessage: last({ content: `hey <@${exampleMe._id}>` }) }, [1, 1]],
  ['the own message', { lastMessage: last({ authorId: exampleMe._id }) }, [0, 0]],
])('where nobody counts, the newest message says that there is something: %s', (_case, over, [unread, mentions]) => {
  expect(ofChannel(over).counted).toMatchObject({ unread, mentions })
})

test('the mark of a list knows its server, or none', () => {
  expect(ofChannel({ lastMessage: last(), lastReadMessageId: messageIdOf(4) })).toEqual(
    exampleMark({
      lastReadMessageId: messageIdOf(4),
      counted: { through: messageIdOf(5), unread: 1, mentions: 0 },
    }),
  )
  expect(markFromList(exampleDirect(2), exampleMe._id).serverId).toBeNull()
})

test('what the gateway counted becomes the mark', () => {
  const common = { channelId: channelIdOf(1), lastMessageId: messageIdOf(9), lastReadMessageId: null }
  expect(markFromCount({ ...common, serverId: serverIdOf(1), unread: 3, mentions: 2 })).toEqual(
    exampleMark({ counted: { through: messageIdOf(9), unread: 3, mentions: 2 } }),
  )
  expect(markFromCount({ ...common, unread: 0, mentions: 0 }).serverId).toBeNull()
})

test('fresh counts keep what came in after they were made, and drop what is in them', () => {
  const tail = [8, 9, 10].map((number) => ({ _id: messageIdOf(number), mention: false }))
  const fresh = exampleMark({ counted: { through: messageIdOf(9), unread: 5, mentions: 0 } })
  expect(withCounts(exampleMark({ tail }), fresh)).toEqual({ ...fresh, tail: tail.slice(2) })
  expect(withCounts(undefined, fresh)).toBe(fresh)
})

test.each([
  [5, 5, true],
  [5, 3, true],
  [5, 7, false],
])('what was marked as unread with %i read stays so where %i is counted as read: %s', (here, there, stays) => {
  const marked = { from: messageIdOf(2), unread: 3, mentions: 0 }
  const known = exampleMark({ lastReadMessageId: messageIdOf(here), marked })
  const fresh = exampleMark({ lastReadMessageId: messageIdOf(there) })
  expect(withCounts(known, fresh).marked).toEqual(stays ? marked : undefined)
})

test.each([
  [3, 7, 7],
  [7, 3, 7],
  [undefined, 3, 3],
  [3, undefined, 3],
])('a mark never moves back: %s here, %s there, then %s', (here, there, then) => {
  const at = (number: number | undefined): ReadMark =>
    exampleMark({ lastReadMessageId: number === undefined ? null : messageIdOf(number) })
  expect(withCounts(at(here), at(there)).lastReadMessageId).toBe(messageIdOf(then))
})
