import { expect, test, vi } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { general, listed, idsOf, openKeeper } from '../fixtures/open-keeper.ts'
import { exampleMessages, examplePlace, exampleWindow, serverIdOf } from '../fixtures/records.ts'
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
