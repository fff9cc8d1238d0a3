import { expect, test } from 'vitest'
import { createHeldClock } from '../../fixtures/held-clock.ts'
import { settled } from '../../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleMessages,
  examplePlace,
  exampleState,
  exampleWindow,
  serverIdOf,
} from '../../fixtures/records.ts'
import type { AccountState } from '../../store/state.ts'
import { createAccountStore } from '../../store/store.ts'
import type { CachedRange } from '../cache-disk.ts'
import { createForesight } from './foresight.ts'

const general = channelIdOf(1)
const kept: CachedRange = { rows: exampleMessages(4, 6), reachesStart: false, asOf: 7 }

function open(state: Partial<AccountState> = {}) {
  const store = createAccountStore(exampleState({ places: { [serverIdOf(1)]: examplePlace() }, ...state }))
  const clock = createHeldClock()
  const disk = Promise.withResolvers<CachedRange | undefined>()
  let reads = 0
  const read = (): Promise<CachedRange | undefined> => {
    reads += 1
    return disk.promise
  }
  const foresight = createForesight({ store, clock, read })
  let arrived = 0
  const go = (): void => {
    foresight.onceForeseen(general, () => (arrived += 1))
  }
  return { ...foresight, store, clock, disk, go, reads: () => reads, arrived: () => arrived }
}

test('who points at a channel and goes there finds what is kept of it, read once', async () => {
  const { foresee, take, disk, go, reads, arrived } = open()
  foresee(general)
  foresee(general)
  disk.resolve(kept)
  await settled()
  go()
  expect([arrived(), reads(), take(general)?.answer]).toEqual([1, 1, kept])
  expect(take(general)).toBeUndefined()
})

test('who goes there at once arrives with what is kept, and without it after a moment', async () => {
  const quick = open()
  quick.go()
  expect(quick.arrived()).toBe(0)
  quick.disk.resolve(kept)
  await settled()
  expect([quick.arrived(), quick.take(general)?.answer]).toEqual([1, kept])
  const slow = open()
  slow.go()
  slow.clock.pass(29)
  expect(slow.arrived()).toBe(0)
  slow.clock.pass(1)
  expect(slow.arrived()).toBe(1)
})

test('what is there already is not read', () => {
  const { go, reads, arrived } = open({ windows: { [general]: exampleWindow(exampleMessages(1, 3)) } })
  go()
  expect([arrived(), reads()]).toEqual([1, 0])
})

test('[I9] what was foreseen is shown for a short while only, and never of a channel that is gone', () => {
  const late = open()
  late.foresee(general)
  late.clock.pass(5_000)
  expect(late.take(general)).toBeUndefined()
  const gone = open()
  gone.foresee(general)
  gone.store.update((draft) => {
    draft.places = {}
  })
  expect(gone.take(general)).toBeUndefined()
})
