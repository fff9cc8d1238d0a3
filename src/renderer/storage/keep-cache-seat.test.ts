import { expect, test, vi } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { general, listed, idsOf, openKeeper } from '../fixtures/open-keeper.ts'
import {
  channelIdOf,
  exampleMark,
  exampleMe,
  exampleMessage,
  exampleMessages,
  examplePerson,
  examplePlace,
  exampleServer,
  exampleWindow,
  serverIdOf,
} from '../fixtures/records.ts'
import { createWaitingSeat } from '../fixtures/waiting-seat.ts'
import { createListeners } from './listeners.ts'

test('[rule 22] a page that is not the writer writes nothing', async () => {
  const held = createHeldFactory()
  const { cache, keep } = await openKeeper(held, {}, createWaitingSeat())
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  expect(await cache.channels()).toEqual([])
})

test('[rule 22] a page that becomes the writer writes what it has learned before, though nothing changes any more', async () => {
  const held = createHeldFactory()
  let isMine = false
  const seated = createListeners<undefined>()
  const { cache, keep } = await openKeeper(held, {}, { isMine: () => isMine, onMine: seated.join })
  await keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  isMine = true
  seated.tell(undefined)
  await vi.waitFor(async () => expect(idsOf((await cache.newest(general, 50))?.rows)).toEqual([1, 2, 3]))
})

const withoutChannels = { [serverIdOf(1)]: examplePlace({ channels: [] }) }

test('[I8] [rule 22] a page that takes the seat lets go of what the one before kept of a channel that is lost', async () => {
  const held = createHeldFactory()
  const before = await openKeeper(held)
  const seat = createWaitingSeat()
  const after = await openKeeper(held, listed, seat)
  await before.keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  expect(await after.cache.channels()).toHaveLength(1)
  seat.sit()
  await after.keep({ places: withoutChannels })
  expect(await after.cache.channels()).toEqual([])
})

test('[rule 22] what the page that takes the seat has read stands over what the one before kept', async () => {
  const held = createHeldFactory()
  const edited = exampleMessages(1, 3).map((row) => ({ ...row, content: 'edited' }))
  const before = await openKeeper(held)
  const seat = createWaitingSeat()
  const after = await openKeeper(held, { ...listed, windows: { [general]: exampleWindow(edited) } }, seat)
  await before.keep({ ...listed, windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  seat.sit()
  await after.keeper.flush()
  expect((await after.cache.newest(general, 9))?.rows).toEqual(edited)
})

test('[I4] [rule 22] a page without a line that takes the seat writes nothing older over what the one before kept', async () => {
  const held = createHeldFactory()
  const edited = exampleMessages(1, 3).map((row) => ({ ...row, content: 'edited' }))
  const before = await openKeeper(held)
  const seat = createWaitingSeat()
  const connection = { status: 'reconnecting', attempt: 1 } as const
  const windows = { [general]: exampleWindow(exampleMessages(1, 3)) }
  const after = await openKeeper(held, { ...listed, connection, windows }, seat)
  await before.keep({ ...listed, windows: { [general]: exampleWindow(edited) } })
  seat.sit()
  await after.keeper.flush()
  expect((await after.cache.newest(general, 9))?.rows).toEqual(edited)
})

test('[rule 22] people, names and what was read stand on the disk as the page that takes the seat knows them', async () => {
  const held = createHeldFactory()
  const seat = createWaitingSeat()
  const [read, told] = [exampleMark({ lastReadMessageId: exampleMessage(3)._id }), exampleMark()]
  const untold = exampleMark({ lastReadMessageId: exampleMessage(9)._id, untold: true })
  const people = { [examplePerson(2)._id]: examplePerson(2) }
  const marks = { [general]: read, [channelIdOf(2)]: told }
  const before = await openKeeper(held)
  const after = await openKeeper(held, { ...listed, people, marks }, seat)
  const stale = { [general]: exampleMark(), [channelIdOf(2)]: untold }
  await before.keep({ ...listed, marks: stale, me: { ...exampleMe, username: 'as I was' } })
  seat.sit()
  await after.keeper.flush()
  const home = await after.cache.home()
  expect([home?.me?.username, home?.people[1]]).toEqual([exampleMe.username, examplePerson(2)])
  // What the page before had still to tell the gateway is known from its words alone.
  expect(home?.marks).toEqual({ [general]: read, [channelIdOf(2)]: untold })
})

test('[I8] the place of a server that is not among those of the account goes, whoever kept it', async () => {
  const held = createHeldFactory()
  const { cache, keep, keeper } = await openKeeper(held)
  await keep({
    ...listed,
    places: { ...listed.places, [serverIdOf(2)]: examplePlace() },
    servers: [exampleServer(1), exampleServer(2)],
  })
  keeper.stop()
  const after = await openKeeper(held, { ...listed, connection: { status: 'connecting' } })
  await after.keeper.flush()
  expect(await cache.place(serverIdOf(1))).toBeDefined()
  expect(await cache.place(serverIdOf(2))).toBeUndefined()
})
