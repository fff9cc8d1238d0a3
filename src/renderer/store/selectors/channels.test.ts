import { expect, test } from 'vitest'
import {
  channelIdOf,
  categoryIdOf,
  exampleCategory,
  exampleChannel,
  exampleDirect,
  exampleMe,
  examplePerson,
  examplePlace,
  exampleState,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import {
  channelGroups,
  isForeign,
  may,
  otherOf,
  selectChannel,
  selectFirstChannel,
  selectOther,
  sortedDirects,
} from './channels.ts'

const lastMessage = (second: number): object => ({
  _id: `f${second.toString(16).padStart(23, '0')}`,
  authorId: userIdOf(2),
  createdAt: timeOf(second),
})

test('a channel is found in any list that was read, and nowhere else', () => {
  const direct = exampleDirect(2)
  const far = exampleChannel(7, { serverId: serverIdOf(2) })
  const state = exampleState({
    directs: [direct],
    places: { [serverIdOf(1)]: examplePlace(), [serverIdOf(2)]: examplePlace({ channels: [far] }) },
  })
  expect(selectChannel(state, direct._id)).toBe(direct)
  expect(selectChannel(state, channelIdOf(7))).toBe(far)
  expect(selectChannel(state, channelIdOf(8))).toBeUndefined()
  expect(selectChannel(exampleState({ directs: null, places: {} }), direct._id)).toBeUndefined()
})

test.each([
  ['the account first', [examplePerson(1), examplePerson(2)], userIdOf(2)],
  ['the account last', [examplePerson(2), examplePerson(1)], userIdOf(2)],
  ['an account that is gone', [examplePerson(1)], undefined],
  ['bare ids', [userIdOf(1), userIdOf(3)], userIdOf(3)],
])('the other one of a direct message: %s', (_case, recipients, other) => {
  expect(otherOf(exampleDirect(2, { recipients }), exampleMe._id)).toBe(other)
})

test('the other one is drawn from what is known of people, not from the list', () => {
  const channel = exampleDirect(2)
  const renamed = examplePerson(2, { username: 'renamed' })
  expect(selectOther(exampleState({ people: { [renamed._id]: renamed } }), channel)).toBe(renamed)
  expect(selectOther(exampleState({ people: {} }), channel)).toBeUndefined()
})

test('channels stand by position under their categories, loose ones first, empty categories not at all', () => {
  const place = examplePlace({
    categories: [
      exampleCategory(1, { position: 2 }),
      exampleCategory(2, { position: 1 }),
      exampleCategory(3, { position: 0 }),
    ],
    channels: [
      exampleChannel(1, { position: 5, categoryId: categoryIdOf(1) }),
      exampleChannel(2, { position: 3, categoryId: categoryIdOf(1) }),
      exampleChannel(3, { position: 9, categoryId: categoryIdOf(2) }),
      exampleChannel(4, { position: 8 }),
      exampleChannel(5, { position: 1, categoryId: null }),
      // Its category is one nobody told of.
      exampleChannel(6, { position: 0, categoryId: categoryIdOf(9) }),
    ],
  })
  const groups = channelGroups(place).map(({ name, channels }) => [name, channels.map((channel) => channel.name)])
  expect(groups).toEqual([
    ['', ['channel-6', 'channel-5', 'channel-4']],
    ['category-2', ['channel-3']],
    ['category-1', ['channel-2', 'channel-1']],
  ])
  expect(channelGroups(undefined)).toEqual([])
})

test('channels without a position keep the order of the list and stand before the others', () => {
  const channels = [exampleChannel(1, { position: 0 }), exampleChannel(2), exampleChannel(3)]
  const names = channelGroups(examplePlace({ channels })).flatMap((group) => group.channels.map(({ name }) => name))
  expect(names).toEqual(['channel-2', 'channel-3', 'channel-1'])
})

test('a server is entered at its first channel of text, else at its first', () => {
  const web = exampleChannel(1, { type: 'GUILD_WEB', position: 0 })
  const text = exampleChannel(2, { position: 1 })
  const first = (channels: ReturnType<typeof exampleChannel>[]): unknown =>
    selectFirstChannel(exampleState({ places: { [serverIdOf(1)]: examplePlace({ channels }) } }), serverIdOf(1))
  expect(first([web, text])).toBe(text._id)
  expect(first([web])).toBe(web._id)
  expect(first([])).toBeUndefined()
  expect(selectFirstChannel(exampleState({ places: {} }), serverIdOf(1))).toBeUndefined()
})

test('a server is foreign once the list is known and does not have it', () => {
  expect(isForeign(exampleState({ servers: null }), serverIdOf(2))).toBe(false)
  expect(isForeign(exampleState(), serverIdOf(1))).toBe(false)
  expect(isForeign(exampleState(), serverIdOf(2))).toBe(true)
})

test('what may be done in a channel is what the gateway said, and nothing in one that is not there', () => {
  const channel = exampleChannel(1, { permissions: ['VIEW_CHANNEL'] })
  expect(may(channel, 'VIEW_CHANNEL')).toBe(true)
  expect(may(channel, 'SEND_MESSAGES')).toBe(false)
  expect(may(undefined, 'VIEW_CHANNEL')).toBe(false)
})

test('the conversation last talked in stands first, one without a message by when it was begun', () => {
  const directs = [
    exampleDirect(2, { lastMessage: lastMessage(10) }),
    exampleDirect(3, { lastMessage: lastMessage(30) }),
    exampleDirect(4, { createdAt: timeOf(20) }),
  ]
  expect(sortedDirects(directs).map(({ _id }) => _id)).toEqual([channelIdOf(103), channelIdOf(104), channelIdOf(102)])
  expect(sortedDirects(null)).toEqual([])
})
