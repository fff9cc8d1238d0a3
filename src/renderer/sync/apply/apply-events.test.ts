import { produce } from 'immer'
import { expect, test } from 'vitest'
import {
  categoryIdOf,
  channelIdOf,
  exampleCategory,
  exampleChannel,
  exampleDirect,
  exampleIsland,
  exampleMark,
  exampleMessage,
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
import type { AccountState } from '../../store/state.ts'
import { parseEvent, type SyncEvent } from '../parse-event.ts'
import { applyEvents } from './apply-events.ts'
import { applyDisconnect } from './connection.ts'

type Wire = readonly [name: string, payload?: unknown]

function parse([name, payload]: Wire): SyncEvent {
  const event = parseEvent(name, payload)
  if (event === undefined) throw new Error(`not an event: ${name}`)
  return event
}

const after = (state: AccountState, ...events: readonly Wire[]): AccountState =>
  produce(state, (draft) => {
    applyEvents(draft, events.map(parse))
  })

const placeOf = (state: AccountState): AccountState['places'][string] | undefined => state.places[serverIdOf(1)]

test('a batch is applied in order', () => {
  const state = exampleState({ windows: { [channelIdOf(1)]: exampleWindow([], { reachesStart: true }) } })
  const changed = after(
    state,
    ['MESSAGE_CREATE', exampleMessage(1)],
    ['MESSAGE_UPDATE', exampleMessage(1, { rev: 2, content: 'edited' })],
    ['SERVER_UPDATE', exampleServer(1, { name: 'a' })],
    ['SERVER_UPDATE', exampleServer(1, { name: 'b' })],
  )
  expect(changed.windows[channelIdOf(1)]?.rows).toEqual([exampleMessage(1, { rev: 2, content: 'edited' })])
  expect(changed.servers).toEqual([exampleServer(1, { name: 'b' })])
})

test.each<[string, unknown]>([
  ['MEMBER_JOIN', { serverId: serverIdOf(1), userId: userIdOf(2) }],
  ['MEMBER_LEAVE', { serverId: serverIdOf(1), userId: userIdOf(2) }],
  ['error', { message: 'no' }],
  ['SERVER_UPDATE', exampleServer(9)],
  ['CHANNEL_DELETE', { channelId: channelIdOf(9), serverId: serverIdOf(9) }],
  ['CATEGORY_UPDATE', exampleCategory(1, { serverId: serverIdOf(9) })],
  ['CATEGORY_DELETE', { categoryId: categoryIdOf(9) }],
])(
  '%s of something that is not here, or that says only that something is different, changes nothing',
  (name, payload) => {
    const state = exampleState()
    expect(after(state, [name, payload])).toEqual(state)
  },
)

test('[rule 17] a channel update keeps what only lists carry', () => {
  const lastMessage = { _id: messageIdOf(1), authorId: userIdOf(2), content: 'x', createdAt: timeOf(1) }
  const listed = exampleChannel(1, { topic: 'old', lastMessage, lastReadMessageId: messageIdOf(1) })
  const state = exampleState({ places: { [serverIdOf(1)]: examplePlace({ channels: [listed, exampleChannel(2)] }) } })
  const { lastMessage: _last, lastReadMessageId: _read, permissions: _permissions, ...bare } = exampleChannel(1)
  const changed = after(state, ['CHANNEL_UPDATE', { ...bare, name: 'renamed', topic: 'new' }])
  expect(placeOf(changed)?.channels).toEqual([{ ...listed, name: 'renamed', topic: 'new' }, exampleChannel(2)])
})

test('[rule 17] what a channel update leaves out is gone', () => {
  const channels = [exampleChannel(1, { topic: 'old', categoryId: categoryIdOf(1) })]
  const state = exampleState({ places: { [serverIdOf(1)]: examplePlace({ channels }) } })
  expect(placeOf(after(state, ['CHANNEL_UPDATE', exampleChannel(1)]))?.channels).toEqual([exampleChannel(1)])
})

test('[rule 18] [T13] an update of a channel that is not listed never puts it there', () => {
  const state = exampleState()
  expect(after(state, ['CHANNEL_UPDATE', exampleChannel(9)])).toEqual(state)
  expect(after(state, ['CHANNEL_UPDATE', exampleChannel(1, { serverId: serverIdOf(9) })])).toEqual(state)
})

const full = exampleState({
  servers: [exampleServer(1), exampleServer(2)],
  places: {
    [serverIdOf(1)]: examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] }),
    [serverIdOf(2)]: examplePlace({ channels: [exampleChannel(5)] }),
  },
  windows: Object.fromEntries([1, 2, 5].map((number) => [channelIdOf(number), exampleWindow([exampleMessage(1)])])),
  pending: Object.fromEntries([1, 5].map((number) => [channelIdOf(number), [examplePending('a')]])),
  marks: {
    [channelIdOf(1)]: exampleMark(),
    [channelIdOf(2)]: exampleMark(),
    // Known by a message alone, its server's list was never read.
    [channelIdOf(3)]: exampleMark(),
    [channelIdOf(5)]: exampleMark({ serverId: serverIdOf(2) }),
  },
})

test('[I8] of a channel that was deleted nothing stays but what its user wrote', () => {
  const state = after(full, ['CHANNEL_DELETE', { channelId: channelIdOf(1), serverId: serverIdOf(1) }])
  expect(placeOf(state)?.channels).toEqual([exampleChannel(2)])
  for (const slice of [state.windows, state.marks]) expect(Object.keys(slice)).not.toContain(channelIdOf(1))
  expect(state.pending).toEqual(full.pending)
  expect(state.windows[channelIdOf(2)]).toEqual(full.windows[channelIdOf(2)])
})

test.each(['SERVER_DELETE', 'SERVER_KICK'])(
  '[I8] of a server nothing stays after %s but how it went and what its user wrote, of the others everything',
  (name) => {
    const state = after(full, [name, { serverId: serverIdOf(1) }])
    const only = <Value>(
      slice: Readonly<Record<string, Value>>,
      key: string,
    ): Readonly<Record<string, Value | undefined>> => ({
      [key]: slice[key],
    })
    expect(state).toEqual({
      ...full,
      servers: [exampleServer(2)],
      gone: { [serverIdOf(1)]: name === 'SERVER_KICK' ? 'removed' : 'deleted' },
      places: only(full.places, serverIdOf(2)),
      windows: only(full.windows, channelIdOf(5)),
      marks: only(full.marks, channelIdOf(5)),
    })
  },
)

test('categories come, change and go; their channels stand without one then', () => {
  const inside = exampleChannel(1, { categoryId: categoryIdOf(1) })
  const state = exampleState({ places: { [serverIdOf(1)]: examplePlace({ channels: [inside] }) } })
  const made = after(state, ['CATEGORY_UPDATE', exampleCategory(1)], ['CATEGORY_UPDATE', exampleCategory(2)])
  expect(placeOf(made)?.categories).toEqual([exampleCategory(1), exampleCategory(2)])
  const renamed = after(made, ['CATEGORY_UPDATE', exampleCategory(1, { name: 'renamed' })])
  expect(placeOf(renamed)?.categories).toEqual([exampleCategory(1, { name: 'renamed' }), exampleCategory(2)])
  const gone = after(renamed, ['CATEGORY_DELETE', { categoryId: categoryIdOf(1) }])
  expect(placeOf(gone)).toEqual(examplePlace({ channels: [exampleChannel(1)], categories: [exampleCategory(2)] }))
})

test('[rule 17] a category that was deleted does not come back with a late change of it', () => {
  const state = exampleState({ places: { [serverIdOf(1)]: examplePlace({ categories: [exampleCategory(1)] }) } })
  const gone = after(
    state,
    ['CATEGORY_DELETE', { categoryId: categoryIdOf(1) }],
    ['CATEGORY_UPDATE', exampleCategory(1)],
  )
  expect(placeOf(gone)?.categories).toEqual([])
})

test('a conversation somebody begins is listed once, with its person, ready to be answered', () => {
  const direct = exampleDirect(3)
  const event = { ...direct, recipients: [examplePerson(1), examplePerson(3)] }
  const state = after(exampleState(), ['DM_CHANNEL_CREATE', event], ['DM_CHANNEL_CREATE', event])
  expect(state.directs).toHaveLength(1)
  expect(state.directs?.[0]).toMatchObject({ _id: direct._id, lastMessage: null, lastReadMessageId: null })
  expect(state.directs?.[0]?.permissions).toContain('SEND_MESSAGES')
  expect(state.people[userIdOf(3)]).toEqual(examplePerson(3))
})

test('[rule 17] a conversation that is listed keeps its people, when told of with bare ids', () => {
  const state = exampleState({ directs: [exampleDirect(3)] })
  const bare = { ...exampleDirect(3), recipients: [userIdOf(1), userIdOf(3)] }
  expect(after(state, ['DM_CHANNEL_CREATE', bare])).toEqual(state)
})

test('before the conversations were read, one alone is no list', () => {
  expect(after(exampleState({ directs: null }), ['DM_CHANNEL_CREATE', exampleDirect(3)]).directs).toBeNull()
})

test('[rule 19] who is online is known from the snapshot on, kept by updates, and unknown after a cut', () => {
  const update = (user: number, status: string): Wire => ['PRESENCE_UPDATE', { userId: userIdOf(user), status }]
  const before = exampleState({ online: null })
  expect(after(before, update(2, 'online')).online).toBeNull()
  const snapshot: Wire = ['PRESENCE_INITIAL_STATE', [userIdOf(1), userIdOf(2)]]
  const here = after(before, snapshot, update(3, 'online'), update(2, 'offline'), update(9, 'offline'))
  expect(here.online).toEqual({ [userIdOf(1)]: true, [userIdOf(3)]: true })
  const cut = produce(here, (draft) => {
    applyDisconnect(draft, 777)
  })
  expect(cut).toEqual({ ...here, online: null, asOf: 777 })
})

test('[rule 3] what was being read on when the line was cut is at rest: away from the gateway the disk goes on there', () => {
  const general = channelIdOf(1)
  const rows = [exampleMessage(5)]
  const reading = exampleState({
    windows: { [general]: exampleWindow(rows, { older: 'loading' }), [channelIdOf(2)]: exampleWindow(rows) },
    islands: { [general]: [exampleIsland(rows, { older: 'failed', newer: 'loading' })] },
  })
  const { windows, islands } = produce(reading, (draft) => {
    applyDisconnect(draft, 777)
  })
  expect(windows).toEqual({ [general]: exampleWindow(rows), [channelIdOf(2)]: exampleWindow(rows) })
  expect(islands).toEqual({ [general]: [exampleIsland(rows, { older: 'failed' })] })
})

test('how old what is shown is, is told from the cut, not from each failed try after it', () => {
  const away = exampleState({ connection: { status: 'reconnecting', attempt: 2 }, asOf: 5 })
  expect(
    produce(away, (draft) => {
      applyDisconnect(draft, 999)
    }).asOf,
  ).toBe(5)
})

test('[rule 3] [rule 5] on ready only the open window stays, and is no longer believed to be whole', () => {
  const open = exampleWindow([exampleMessage(1)], { older: 'loading', held: [exampleMessage(9)] })
  const state = exampleState({
    connection: { status: 'connecting' },
    openChannel: channelIdOf(1),
    windows: { [channelIdOf(1)]: open, [channelIdOf(2)]: exampleWindow([exampleMessage(2)]) },
  })
  const ready = after(state, ['ready'])
  expect(ready.connection).toEqual({ status: 'connected' })
  expect(ready.windows).toEqual({ [channelIdOf(1)]: exampleWindow([exampleMessage(1)], { catchingUp: true }) })
  expect(after({ ...state, openChannel: null }, ['ready']).windows).toEqual({})
  expect(after({ ...state, openChannel: channelIdOf(3) }, ['ready']).windows).toEqual({})
})

test('a person who is told of again and has not changed stays the same object', () => {
  const state = after(exampleState(), ['MESSAGE_CREATE', exampleMessage(1)])
  const again = after(state, ['MESSAGE_CREATE', exampleMessage(2)])
  expect(again.people).toBe(state.people)
  const renamed = after(again, [
    'MESSAGE_CREATE',
    exampleMessage(3, { authorId: examplePerson(2, { username: 'new' }) }),
  ])
  expect(renamed.people[userIdOf(2)]?.username).toBe('new')
})

test('[rule 17] a record that does not say so makes nobody less of a bot, and one that does makes them one', () => {
  const person = userIdOf(2)
  const bot = after(
    exampleState(),
    ['MESSAGE_CREATE', exampleMessage(1)],
    ['MESSAGE_CREATE', exampleMessage(2, { authorId: examplePerson(2, { isBot: true }) })],
  )
  expect(bot.people[person]?.isBot).toBe(true)
  const { isBot: _isBot, discriminator: _discriminator, ...bare } = examplePerson(2, { username: 'new' })
  const direct = { ...exampleDirect(2), recipients: [examplePerson(1), bare] }
  const told = after(bot, ['DM_CHANNEL_CREATE', direct])
  expect(told.people[person]).toEqual(examplePerson(2, { username: 'new', isBot: true }))
})
