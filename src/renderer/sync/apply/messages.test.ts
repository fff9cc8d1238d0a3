import { produce } from 'immer'
import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMark,
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePending,
  examplePerson,
  examplePlace,
  exampleServer,
  exampleState,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { AccountState, MessageRow, ReadMark } from '../../store/state.ts'
import type { MessageSyncEvent } from '../parse-event.ts'
import { applyMessages } from './messages.ts'

const general = channelIdOf(1)

/** The state after messages came, as events of that kind, in one batch. */
function after(state: AccountState, type: MessageSyncEvent['type'], ...rows: readonly MessageRow[]): AccountState {
  const events = rows.map((row) => ({ type, channelId: 'channelId' in row ? row.channelId : general, row }))
  return produce(state, (draft) => {
    applyMessages(draft, events)
  })
}

const rowsOf = (state: AccountState): readonly MessageRow[] | undefined => state.windows[general]?.rows
const markOf = (state: AccountState): ReadMark | undefined => state.marks[general]
const lastOf = (state: AccountState): unknown => state.places[serverIdOf(1)]?.channels[0]?.lastMessage

const live = exampleState({
  windows: { [general]: exampleWindow(exampleMessages(1, 3)) },
  marks: { [general]: exampleMark({ lastReadMessageId: messageIdOf(3) }) },
})

test('a message goes into its window, its list, the mark of others, and brings its author', () => {
  const message = exampleMessage(4, {
    authorId: examplePerson(7),
    content: `<@${exampleMe._id}>`,
    mentions: [exampleMe._id],
  })
  const state = after(live, 'MESSAGE_CREATE', message)
  expect(rowsOf(state)).toEqual([...exampleMessages(1, 3), message])
  expect(lastOf(state)).toEqual({
    _id: messageIdOf(4),
    authorId: userIdOf(7),
    type: 'message/default',
    content: `<@${exampleMe._id}>`,
    createdAt: timeOf(4),
    retractedAt: undefined,
  })
  expect(markOf(state)?.tail).toEqual([{ _id: messageIdOf(4), mention: true }])
  expect(state.people[userIdOf(7)]).toEqual(examplePerson(7))
})

test('[I2] the same message twice is one row and one unread', () => {
  const once = after(live, 'MESSAGE_CREATE', exampleMessage(4))
  expect(after(once, 'MESSAGE_CREATE', exampleMessage(4))).toEqual(once)
})

test('[rule 2] late ones are put where they belong, and the list keeps the newest', () => {
  const state = after(live, 'MESSAGE_CREATE', exampleMessage(6), exampleMessage(5))
  expect(rowsOf(state)?.map(({ _id }) => _id)).toEqual([1, 2, 3, 5, 6].map(messageIdOf))
  expect(lastOf(state)).toMatchObject({ _id: messageIdOf(6) })
})

test('[rule 1] [T8] an older body overwrites nothing: neither the row nor the list', () => {
  const edited = exampleMessage(3, { rev: 3, content: 'edited' })
  const stale = exampleMessage(3, { rev: 2, content: 'with a preview' })
  const [apart, together] = [
    after(after(live, 'MESSAGE_UPDATE', edited), 'MESSAGE_UPDATE', stale),
    after(live, 'MESSAGE_UPDATE', edited, stale),
  ]
  for (const state of [apart, together]) {
    expect(rowsOf(state)?.[2]).toEqual(edited)
    expect(lastOf(state)).toMatchObject({ content: 'edited' })
  }
})

test('[rule 24] a retraction stays, in the row and in the list, whatever older body comes after it', () => {
  const direct = exampleDirect(2)
  const at = { channelId: direct._id, serverId: undefined }
  const retracted = exampleMessage(3, { ...at, rev: 3, content: 'gone', retractedAt: timeOf(9) })
  const stale = exampleMessage(3, { ...at, rev: 2, content: 'the secret' })
  for (const windows of [{}, { [direct._id]: exampleWindow([exampleMessage(3, at)]) }]) {
    const state = after(exampleState({ directs: [direct], windows }), 'MESSAGE_UPDATE', retracted, stale)
    expect(state.directs?.[0]?.lastMessage).toMatchObject({ content: 'gone', retractedAt: timeOf(9) })
  }
})

test('[F21] an older body that overtakes a retraction does not count it again', () => {
  const state = after(live, 'MESSAGE_CREATE', exampleMessage(4, { mentions: [exampleMe._id] }))
  const retracted = after(state, 'MESSAGE_UPDATE', exampleMessage(4, { rev: 3, retractedAt: timeOf(9) }))
  const again = after(retracted, 'MESSAGE_CREATE', exampleMessage(4, { mentions: [exampleMe._id] }))
  expect(markOf(again)?.tail).toEqual([])
})

test('[F21] a mention that is edited away or retracted is counted no more, one that is edited in is', () => {
  const call = { content: `<@${exampleMe._id}>`, mentions: [exampleMe._id] }
  const state = after(live, 'MESSAGE_CREATE', exampleMessage(4, call), exampleMessage(5, call), exampleMessage(6))
  const changed = after(
    state,
    'MESSAGE_UPDATE',
    exampleMessage(4, { rev: 2, content: 'never mind' }),
    exampleMessage(5, { rev: 2, content: 'gone', retractedAt: timeOf(9) }),
    exampleMessage(6, { rev: 2, ...call }),
  )
  expect(markOf(changed)?.tail).toEqual([
    { _id: messageIdOf(4), mention: false },
    { _id: messageIdOf(6), mention: true },
  ])
})

test('the own messages are never unread', () => {
  const state = after(live, 'MESSAGE_CREATE', exampleMessage(4, { authorId: examplePerson(1) }))
  expect(markOf(state)).toEqual(markOf(live))
})

test('[I9] what the gateway counted already is not counted again', () => {
  const counted = { through: messageIdOf(5), unread: 2, mentions: 0 }
  const state = exampleState({ marks: { [general]: exampleMark({ counted }) } })
  const changed = after(state, 'MESSAGE_CREATE', exampleMessage(5), exampleMessage(6))
  expect(markOf(changed)?.tail).toEqual([{ _id: messageIdOf(6), mention: false }])
})

test('a channel without a mark gets one by its first message, not by a change of an old one', () => {
  const state = exampleState()
  expect(after(state, 'MESSAGE_UPDATE', exampleMessage(4)).marks).toEqual({})
  expect(markOf(after(state, 'MESSAGE_CREATE', exampleMessage(4)))).toEqual(
    exampleMark({ tail: [{ _id: messageIdOf(4), mention: false }] }),
  )
})

test('the tail of a mark does not grow for ever', () => {
  const state = after(live, 'MESSAGE_CREATE', ...exampleMessages(4, 300))
  expect(markOf(state)?.tail).toHaveLength(150)
  expect(markOf(state)?.tail.at(-1)?._id).toBe(messageIdOf(300))
})

test('[rule 13] [rule 18] a message of a channel that nobody opened or listed makes neither window nor list row', () => {
  const state = after(live, 'MESSAGE_CREATE', exampleMessage(4, { channelId: channelIdOf(9) }))
  expect(state.windows).toEqual(live.windows)
  expect(state.places).toEqual(live.places)
})

test('a message of a server that was never opened changes what is unread there, and nothing else', () => {
  const far = exampleMessage(4, { channelId: channelIdOf(9), serverId: serverIdOf(2) })
  const both = { ...live, servers: [exampleServer(1), exampleServer(2)] }
  const state = after(both, 'MESSAGE_CREATE', far)
  expect(state.places).toEqual(live.places)
  expect(state.marks[channelIdOf(9)]).toMatchObject({ serverId: serverIdOf(2), tail: [{ _id: messageIdOf(4) }] })
})

test('[rule 6] only the pending message with that nonce, in that channel, by this account is confirmed', () => {
  const pending = {
    [general]: [examplePending('a'), examplePending('b')],
    [channelIdOf(2)]: [examplePending('a', { channelId: channelIdOf(2) })],
  }
  const own = exampleMessage(4, { authorId: exampleMe, payload: { clientNonce: 'a' } })
  expect(after({ ...live, pending }, 'MESSAGE_CREATE', own).pending).toEqual({
    ...pending,
    [general]: [examplePending('b')],
  })
  const foreign = exampleMessage(4, { payload: { clientNonce: 'a' } })
  expect(after({ ...live, pending }, 'MESSAGE_CREATE', foreign).pending).toEqual(pending)
})

test('a message that cannot be read stands in its place and counts as nothing', () => {
  const row: MessageRow = { kind: 'unreadable', _id: messageIdOf(4), createdAt: timeOf(4) }
  const state = after(live, 'MESSAGE_CREATE', row)
  expect(rowsOf(state)).toEqual([...exampleMessages(1, 3), row])
  expect({ ...state, windows: {} }).toEqual({ ...live, windows: {} })
})

test('reactions replace those of the row', () => {
  const reacted = exampleMessage(2, { rev: 2, reactions: [{ emoji: '👍', userIds: [userIdOf(3)] }] })
  const added = after(live, 'MESSAGE_REACTION_ADD', reacted)
  expect(rowsOf(added)?.[1]).toEqual(reacted)
  const removed = exampleMessage(2, { rev: 3, reactions: [] })
  expect(rowsOf(after(added, 'MESSAGE_REACTION_REMOVE', removed))?.[1]).toEqual(removed)
})

test('[rule 20] a name that a webhook took for one message changes the row, and never a person of the server', () => {
  const place = examplePlace({ channels: [exampleChannel(1)] })
  const state = exampleState({ places: { [serverIdOf(1)]: place }, windows: live.windows })
  const changed = after(
    state,
    'MESSAGE_CREATE',
    exampleMessage(4, { authorId: examplePerson(2, { username: 'Robot' }) }),
  )
  expect(rowsOf(changed)?.[3]).toMatchObject({ authorId: { username: 'Robot' } })
  expect(changed.places[serverIdOf(1)]?.members).toEqual(place.members)
})

test('a name that a webhook gave one message is not the name of its author', () => {
  const hook = examplePerson(7, { isBot: true })
  const named = exampleMessage(5, {
    authorId: { ...hook, username: 'News', avatarUrl: 'https://elsewhere.test/n.png' },
    payload: { overrides: { username: 'News' } },
  })
  const state = after(live, 'MESSAGE_CREATE', exampleMessage(4, { authorId: hook }), named)
  expect(state.people[hook._id]).toEqual(hook)
  expect(rowsOf(state)?.at(-1)).toMatchObject({ authorId: { username: 'News' } })
})
