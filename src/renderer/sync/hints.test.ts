import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMessage,
  examplePlace,
  exampleServer,
  exampleState,
  messageIdOf,
  serverIdOf,
  userIdOf,
} from '../fixtures/records.ts'
import type { AccountState } from '../store/state.ts'
import { hintOf, type Hint } from './hints.ts'
import { parseEvent } from './parse-event.ts'

function hintAt(state: AccountState, name: string, payload?: unknown): Hint | undefined {
  const event = parseEvent(name, payload)
  if (event === undefined) throw new Error(`not an event: ${name}`)
  return hintOf(state, event)
}

const state = exampleState({ directs: [exampleDirect(2)] })
const direct = { serverId: undefined, channelId: channelIdOf(103) }
const member = (user: number): object => ({ serverId: serverIdOf(1), userId: userIdOf(user) })
const server: Hint = { kind: 'server', serverId: serverIdOf(1) }

test.each<[string, string, unknown, Hint | undefined]>([
  ['everything is live again', 'ready', undefined, { kind: 'everything' }],
  ['somebody came', 'MEMBER_JOIN', member(2), { kind: 'members', serverId: serverIdOf(1) }],
  ['somebody went', 'MEMBER_LEAVE', member(2), { kind: 'members', serverId: serverIdOf(1) }],
  ['this account came', 'MEMBER_JOIN', member(1), { kind: 'servers' }],
  ['this account went', 'MEMBER_LEAVE', member(1), { kind: 'servers' }],
  ['a server was deleted', 'SERVER_DELETE', { serverId: serverIdOf(1) }, { kind: 'servers' }],
  ['this account was put out', 'SERVER_KICK', { serverId: serverIdOf(1) }, { kind: 'servers' }],
  [
    'rights changed',
    'PERMISSIONS_UPDATE',
    { serverId: serverIdOf(1) },
    { kind: 'permissions', serverId: serverIdOf(1) },
  ],
  ['a conversation was begun', 'DM_CHANNEL_CREATE', exampleDirect(3), { kind: 'directs' }],
  ['a listed channel changed', 'CHANNEL_UPDATE', exampleChannel(1), { kind: 'list', serverId: serverIdOf(1) }],
  ['a channel that is not listed', 'CHANNEL_UPDATE', exampleChannel(9), server],
  ['a server changed its name', 'SERVER_UPDATE', exampleServer(1), { kind: 'serverList' }],
  ['a message in a listed channel', 'MESSAGE_CREATE', exampleMessage(1), undefined],
  ['a message in one that is not', 'MESSAGE_CREATE', exampleMessage(1, { channelId: channelIdOf(9) }), server],
  [
    'a message in a known conversation',
    'MESSAGE_CREATE',
    exampleMessage(1, { ...direct, channelId: channelIdOf(102) }),
    undefined,
  ],
  ['a message in an unknown one', 'MESSAGE_CREATE', exampleMessage(1, direct), { kind: 'directs' }],
  [
    'a message that cannot be read',
    'MESSAGE_CREATE',
    { ...exampleMessage(1, { channelId: channelIdOf(9) }), mentions: 3 },
    undefined,
  ],
  [
    'an edit in an unlisted channel',
    'MESSAGE_UPDATE',
    exampleMessage(1, { channelId: channelIdOf(9) }),
    { kind: 'counts', channelId: channelIdOf(9) },
  ],
])('[rule 18] what is read again: %s', (...[, name, payload, hint]) => {
  expect(hintAt(state, name, payload)).toEqual(hint)
})

test('before a list was read, nothing is missing from it, but it may be older than what comes', () => {
  expect(hintAt(exampleState({ directs: null }), 'MESSAGE_CREATE', exampleMessage(1, direct))).toEqual({
    kind: 'list',
    serverId: undefined,
  })
  const places = { [serverIdOf(1)]: examplePlace({ status: 'loading', channels: [] }) }
  expect(hintAt(exampleState({ places }), 'MESSAGE_CREATE', exampleMessage(1))).toEqual({
    kind: 'list',
    serverId: serverIdOf(1),
  })
  expect(hintAt(exampleState({ places: {} }), 'MESSAGE_CREATE', exampleMessage(1))).toBeUndefined()
})

test.each([
  ['one that was counted', 5, { kind: 'unread', channelId: channelIdOf(1) }],
  ['one that was read, only where counts are being read', 3, { kind: 'counts', channelId: channelIdOf(1) }],
  ['one that came after the count, as well', 9, { kind: 'counts', channelId: channelIdOf(1) }],
])('[F21] a change of an unread message counts anew: %s', (_case, number, hint) => {
  const counted = { through: messageIdOf(8), unread: 4, mentions: 1 }
  const marks = { [channelIdOf(1)]: exampleMark({ lastReadMessageId: messageIdOf(4), counted }) }
  for (const name of ['MESSAGE_UPDATE', 'MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE'])
    expect(hintAt(exampleState({ marks }), name, exampleMessage(number))).toEqual(hint)
})

test('where nothing was counted, a change counts nothing anew', () => {
  const counted = { through: messageIdOf(8), unread: 0, mentions: 0 }
  const marks = { [channelIdOf(1)]: exampleMark({ counted }) }
  expect(hintAt(exampleState({ marks }), 'MESSAGE_UPDATE', exampleMessage(5))).toEqual({
    kind: 'counts',
    channelId: channelIdOf(1),
  })
})
