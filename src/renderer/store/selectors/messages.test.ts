import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleMessage,
  examplePending,
  examplePerson,
  exampleState,
  exampleWindow,
  messageIdOf,
  timeOf,
} from '../../fixtures/records.ts'
import type { Message } from '#shared/models/message.ts'
import type { MessageRow } from '../state.ts'
import { beginsDay, continues, selectAuthor, selectPending, selectWindow } from './messages.ts'

const unreadable: MessageRow = { kind: 'unreadable', _id: messageIdOf(2), createdAt: timeOf(2) }
const first = exampleMessage(1)

const named = (number: number, username: string): MessageRow =>
  exampleMessage(number, { authorId: examplePerson(2, { username }), payload: { overrides: { username } } })

const goesOn: readonly (readonly [string, MessageRow, MessageRow | undefined])[] = [
  ['the same author a second later', exampleMessage(2), first],
  ['the same author just within five minutes', exampleMessage(2, { createdAt: timeOf(300) }), first],
  [
    'the same author, who has another name now',
    exampleMessage(2, { authorId: examplePerson(2, { username: 'b' }) }),
    first,
  ],
  ['a webhook under the same name', named(2, 'a'), named(1, 'a')],
  ['no reply, said so', exampleMessage(2, { referencedMessageId: null }), first],
]

test.each(goesOn)('a message goes on under the one before it: %s', (_case, row, before) => {
  expect(continues(row, before)).toBe(true)
})

const standsAlone: typeof goesOn = [
  ['the same author five minutes later', exampleMessage(2, { createdAt: timeOf(301) }), first],
  ['somebody else', exampleMessage(2, { authorId: examplePerson(3) }), first],
  ['a webhook under another name', named(2, 'b'), named(1, 'a')],
  ['a reply', exampleMessage(2, { referencedMessageId: messageIdOf(1) }), first],
  ['the first of all', first, undefined],
  ['one that cannot be read', unreadable, first],
  ['behind one that cannot be read', exampleMessage(3), unreadable],
]

test.each(standsAlone)('a message has a head of its own: %s', (_case, row, before) => {
  expect(continues(row, before)).toBe(false)
})

test('an author is called what they are called now, but for a name of one message and where nobody knows more', () => {
  const state = exampleState({ people: { [examplePerson(2)._id]: examplePerson(2, { username: 'new' }) } })
  const nameIn = (message: Message): string | undefined => selectAuthor(state, message)?.username
  expect(nameIn(exampleMessage(1, { authorId: examplePerson(2, { username: 'old' }) }))).toBe('new')
  expect(nameIn(exampleMessage(1, { authorId: examplePerson(3, { username: 'other' }) }))).toBe('other')
  const own = { authorId: examplePerson(2, { username: 'hook' }), payload: { overrides: { username: 'hook' } } }
  expect(nameIn(exampleMessage(1, own))).toBe('hook')
  expect(nameIn(exampleMessage(1, { authorId: null }))).toBeUndefined()
})

const at = (date: Date): MessageRow => exampleMessage(1, { createdAt: date.toISOString() })

test('[F11] a day begins at local midnight, and with the first message of all', () => {
  const noon = at(new Date(2026, 2, 14, 12))
  expect(beginsDay(noon, undefined)).toBe(true)
  expect(beginsDay(noon, at(new Date(2026, 2, 14, 0, 0)))).toBe(false)
  expect(beginsDay(at(new Date(2026, 2, 14, 23, 59, 59)), noon)).toBe(false)
  expect(beginsDay(at(new Date(2026, 2, 15, 0, 0)), at(new Date(2026, 2, 14, 23, 59, 59)))).toBe(true)
  expect(beginsDay(at(new Date(2027, 2, 14, 12)), noon)).toBe(true)
})

test('window and pending of a channel; nothing pending is always the same list', () => {
  const window = exampleWindow([first])
  const pending = [examplePending('a')]
  const state = exampleState({ windows: { [channelIdOf(1)]: window }, pending: { [channelIdOf(1)]: pending } })
  expect(selectWindow(state, channelIdOf(1))).toBe(window)
  expect(selectWindow(state, channelIdOf(2))).toBeUndefined()
  expect(selectPending(state, channelIdOf(1))).toBe(pending)
  expect(selectPending(state, channelIdOf(2))).toEqual([])
  expect(selectPending(state, channelIdOf(2))).toBe(selectPending(state, channelIdOf(3)))
})
