import { expect, test, vi } from 'vitest'
import { exampleMe, exampleState } from '../fixtures/records.ts'
import { initialState } from './state.ts'
import { createAccountStore } from './store.ts'

test('an account begins with nothing but its own name, and knows that it knows nothing', () => {
  expect(initialState(exampleMe)).toEqual({
    me: exampleMe,
    connection: { status: 'connecting' },
    asOf: null,
    lastPlace: null,
    servers: null,
    directs: null,
    places: {},
    people: { [exampleMe._id]: exampleMe },
    online: null,
    typing: {},
    openChannel: null,
    windows: {},
    islands: {},
    viewed: {},
    pending: {},
    changes: {},
    stored: {},
    outgoing: {},
    drafts: {},
    draftFiles: {},
    gone: {},
    withheld: {},
    marks: {},
    stickerChanges: 0,
    keeping: 'kept',
    missing: null,
    cacheKeeping: 'kept',
  })
})

test('an update is one change for those who listen, and leaves what it did not touch the same object', () => {
  const store = createAccountStore(exampleState())
  const listener = vi.fn<() => void>()
  store.subscribe(listener)
  const before = store.get()
  store.update((draft) => {
    draft.online = { abc: true }
    draft.asOf = 5
  })
  expect(listener.mock.calls).toHaveLength(1)
  expect(store.get()).toEqual({ ...before, online: { abc: true }, asOf: 5 })
  expect(store.get().places).toBe(before.places)
})

test('an update that changes nothing tells nobody', () => {
  const store = createAccountStore(exampleState())
  const listener = vi.fn<() => void>()
  store.subscribe(listener)
  store.update((draft) => {
    draft.asOf = null
  })
  expect(listener.mock.calls).toHaveLength(0)
})
