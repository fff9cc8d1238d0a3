import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePerson,
  exampleState,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import { unreadOfMark } from '../../store/selectors/unread.ts'
import type { ReadMark } from '../../store/state.ts'
import { markFromCount, markFromList, withCounts, withListed, withCountedPage } from './marks.ts'
import { dueChannels } from './unread-counter.ts'

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
      counted: { through: messageIdOf(5), unread: 1, mentions: 0, due: 'first' },
      uncountedBefore: messageIdOf(5),
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

test.each([
  [7, 3, true],
  [7, 7, undefined],
  [3, 7, undefined],
] as const)(
  'that the gateway is to be told of %i stays with a mark where it counts from %i: %s',
  (here, there, stays) => {
    const known = exampleMark({ lastReadMessageId: messageIdOf(here), untold: true })
    expect(withCounts(known, exampleMark({ lastReadMessageId: messageIdOf(there) })).untold).toBe(stays)
  },
)

const mentioning = { mentions: [exampleMe._id] }
const own = { authorId: examplePerson(1) }
const page = (over: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {}, reachesStart = true) => ({
  rows: Array.from({ length: 9 }, (_, index) => exampleMessage(index + 1, over[index + 1])),
  reachesStart,
})
const listed = ofChannel({ lastMessage: last({ _id: messageIdOf(9) }), lastReadMessageId: messageIdOf(2) })

test.each<[string, ReadMark, ReturnType<typeof page>, { unread: number; mentions: number; isMore: boolean }]>([
  ['all that is unread', listed, page(), { unread: 7, mentions: 0, isMore: false }],
  ['mentions among it', listed, page({ 1: mentioning, 4: mentioning }), { unread: 7, mentions: 1, isMore: false }],
  [
    'none that was retracted',
    listed,
    page({ 4: { retractedAt: timeOf(9) } }),
    { unread: 6, mentions: 0, isMore: false },
  ],
  [
    'only what stands behind the own last message',
    listed,
    page({ 6: own }, false),
    { unread: 3, mentions: 0, isMore: false },
  ],
  ['nothing where that is the newest', listed, page({ 9: own }), { unread: 0, mentions: 0, isMore: false }],
  [
    'that there are more than it holds',
    { ...listed, lastReadMessageId: null },
    page({ 4: mentioning }, false),
    { unread: 9, mentions: 1, isMore: true },
  ],
  [
    'a channel never read, from its start',
    { ...listed, lastReadMessageId: null },
    page(),
    { unread: 9, mentions: 0, isMore: false },
  ],
])('[I9] a page of the newest messages tells %s', (...[, mark, newest, unread]) => {
  expect(unreadOfMark(mark)).toEqual({ unread: 1, mentions: 0, isMore: true })
  expect(unreadOfMark(withCountedPage(mark, newest, exampleMe._id))).toEqual(unread)
})

test('[I9] what came in behind the page stays counted, and reading on to it leaves nobody in doubt of more', () => {
  const tail = [7, 12].map((number) => ({ _id: messageIdOf(number), mention: true }))
  const counted = withCountedPage(
    { ...listed, lastReadMessageId: null, tail },
    { rows: exampleMessages(3, 9), reachesStart: false },
    exampleMe._id,
  )
  expect(unreadOfMark(counted)).toEqual({ unread: 8, mentions: 1, isMore: true })
  expect(unreadOfMark({ ...counted, lastReadMessageId: messageIdOf(3) })).toEqual({
    unread: 7,
    mentions: 1,
    isMore: false,
  })
})

test('[I9] what was counted stays where its list has nothing newer, until it is counted once more', () => {
  const counted = withCountedPage(listed, page({ 4: mentioning }), exampleMe._id)
  const again = withListed(counted, listed)
  expect(unreadOfMark(again)).toEqual(unreadOfMark(counted))
  expect(again.counted.due).toBe('again')
  const newer = ofChannel({ lastMessage: last({ _id: messageIdOf(10) }), lastReadMessageId: messageIdOf(2) })
  expect(withListed(counted, newer)).toEqual(newer)
  const answered = ofChannel({ lastMessage: last({ _id: messageIdOf(10), authorId: exampleMe._id }) })
  expect(unreadOfMark(withListed(counted, answered))).toEqual({ unread: 0, mentions: 0, isMore: false })
})

test('what is known from events alone is counted, however often the channel was counted before it was gone', () => {
  const told = exampleMark({
    counted: { through: null, unread: 0, mentions: 0 },
    tail: [5, 6].map((number) => ({ _id: messageIdOf(number), mention: false })),
  })
  const mark = withListed(told, ofChannel({ lastMessage: last() }))
  expect(mark.counted.due).toBe('first')
  expect(unreadOfMark(mark)).toMatchObject({ unread: 2, isMore: true })
})

test('[I9] a channel is counted once more though the message its list named was retracted meanwhile', () => {
  const counted = { through: messageIdOf(7), unread: 0, mentions: 0 }
  const told = exampleMark({
    lastReadMessageId: messageIdOf(7),
    counted,
    tail: [{ _id: messageIdOf(10), mention: false }],
  })
  const newer = { ...counted, through: messageIdOf(10), unread: 1, due: 'first' } as const
  const mark = withListed(told, exampleMark({ lastReadMessageId: messageIdOf(7), counted: newer }))
  const state = exampleState({ marks: { [channelIdOf(1)]: { ...mark, tail: [] } } })
  expect(dueChannels(state)).toMatchObject([{ id: channelIdOf(1), due: 'again' }])
})
