import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleDirect,
  exampleMark,
  exampleMessages,
  examplePerson,
  examplePlace,
  exampleServer,
  exampleState,
  serverIdOf,
} from '../fixtures/records.ts'
import type { AccountState } from '../store/state.ts'
import { createAccountStore } from '../store/store.ts'
import type { Remains } from '../storage/cache-reader.ts'
import { hydrate } from './hydrate.ts'

const general = channelIdOf(1)
const last = { serverId: serverIdOf(1), channelId: general }
const remains: Remains = {
  home: {
    me: undefined,
    servers: [exampleServer(1)],
    directs: [exampleDirect(2)],
    people: [examplePerson(3)],
    marks: { [general]: exampleMark() },
    asOf: 7,
    last,
  },
  place: { ...examplePlace(), stale: true },
  range: { rows: exampleMessages(1, 3), reachesStart: true, asOf: 7 },
}

function hydrated(over: Partial<AccountState>): AccountState {
  const nothing = { servers: null, directs: null, places: {}, marks: {}, people: {}, windows: {} }
  const store = createAccountStore(exampleState({ connection: { status: 'connecting' }, ...nothing, ...over }))
  hydrate(store, remains)
  return store.get()
}

test('J44: what is kept is there before the gateway has told anything, not vouched for', () => {
  const { servers, marks, places, windows, lastPlace } = hydrated({})
  expect({ servers, marks, places, lastPlace }).toEqual({
    servers: remains.home.servers,
    marks: remains.home.marks,
    places: { [serverIdOf(1)]: remains.place },
    lastPlace: last,
  })
  expect(windows[general]).toMatchObject({ status: 'ready', rows: exampleMessages(1, 3), catchingUp: true, asOf: 7 })
})

test.each<[string, Partial<AccountState>]>([
  ['is telling', { connection: { status: 'connected' } }],
  ['has told', { connection: { status: 'reconnecting', attempt: 1 }, asOf: 9 }],
])(
  '[I8] where the disk was slower than the gateway, which %s how it is, nothing out of date joins that',
  (_how, over) => {
    const { servers, directs, marks, places, windows, lastPlace, people } = hydrated(over)
    expect({ servers, directs, marks, places, windows }).toEqual({
      servers: null,
      directs: null,
      marks: {},
      places: {},
      windows: {},
    })
    expect(lastPlace).toEqual(last)
    expect(people).toEqual({ [examplePerson(3)._id]: examplePerson(3) })
  },
)
