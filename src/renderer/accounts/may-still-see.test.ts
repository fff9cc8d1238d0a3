import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleDirect,
  exampleMark,
  examplePlace,
  exampleServer,
  exampleState,
  serverIdOf,
} from '../fixtures/records.ts'
import { mayStillSee } from './may-still-see.ts'

const [listed, other, direct] = [channelIdOf(1), channelIdOf(2), exampleDirect(2)._id]
const [home, foreign] = [serverIdOf(1), serverIdOf(2)]
const online = exampleState({ servers: [exampleServer(1)], directs: [exampleDirect(2)] })

test('while the gateway is away whatever was read may be read again', () => {
  const may = mayStillSee({ ...online, connection: { status: 'reconnecting', attempt: 1 } }, true)
  expect([may(other, home), may(listed, foreign)]).toEqual([true, true])
})

test.each<[string, string | null, boolean]>([
  [listed, home, true],
  [other, home, false],
  [listed, foreign, false],
  [direct, null, true],
  [other, null, false],
])('[I8] while it is there: channel %s of server %s: %s', (channelId, serverId, expected) => {
  expect(mayStillSee(online, true)(channelId, serverId)).toBe(expected)
})

test('[I8] of a server that was not read again only what the gateway counts may be shown, and nothing where it does not', () => {
  const place = { ...examplePlace(), stale: true } as const
  const state = { ...online, places: { [home]: place }, marks: { [listed]: exampleMark() } }
  expect([listed, other].map((channelId) => mayStillSee(state, true)(channelId, home))).toEqual([true, false])
  expect([listed, other].map((channelId) => mayStillSee(state, false)(channelId, home))).toEqual([false, false])
})
