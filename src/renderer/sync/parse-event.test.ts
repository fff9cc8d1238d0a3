import { expect, test } from 'vitest'
import { channelIdOf, exampleMessage, messageIdOf, serverIdOf, timeOf, userIdOf } from '../fixtures/records.ts'
import { parseEvent } from './parse-event.ts'

test.each(['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE'] as const)(
  '%s becomes a row of its channel',
  (type) => {
    const row = exampleMessage(1)
    expect(parseEvent(type, row)).toEqual({ type, channelId: channelIdOf(1), row })
  },
)

test('a message that does not fit becomes a row that says so, in its place', () => {
  const identity = { _id: messageIdOf(1), channelId: channelIdOf(1), createdAt: timeOf(1) }
  expect(parseEvent('MESSAGE_CREATE', { ...identity, authorId: 17, reactions: 'none' })).toEqual({
    type: 'MESSAGE_CREATE',
    channelId: channelIdOf(1),
    row: { kind: 'unreadable', _id: messageIdOf(1), createdAt: timeOf(1) },
  })
})

test('`ready` carries nothing, other events their payload', () => {
  expect(parseEvent('ready', undefined)).toEqual({ type: 'ready', payload: undefined })
  const payload = { serverId: serverIdOf(1), userId: userIdOf(2) }
  expect(parseEvent('MEMBER_JOIN', payload)).toEqual({ type: 'MEMBER_JOIN', payload })
})

test.each<[string, string, unknown]>([
  ['of another age', 'POLL_CREATE', {}],
  ['named like a member of every object', 'constructor', {}],
  ['that does not fit', 'PRESENCE_UPDATE', { userId: userIdOf(1), status: 'asleep' }],
  ['that is no record', 'SERVER_DELETE', null],
  ['of a message without identity', 'MESSAGE_CREATE', { content: 'whose?' }],
  ['of a message that is text', 'MESSAGE_UPDATE', 'text'],
])('nothing is made of an event %s', (_case, name, payload) => {
  expect(parseEvent(name, payload)).toBeUndefined()
})
