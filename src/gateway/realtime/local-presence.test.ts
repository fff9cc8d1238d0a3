import { expect, test } from 'vitest'
import { userId, type UserId } from '#shared/models/ids.ts'
import type { PresenceUpdate } from '#shared/models/presence.ts'
import { createHandDrivenClock } from '../hand-driven-clock.ts'
import { createContain } from './contain.ts'
import type { Presence } from './live-state.ts'
import { createLocalPresence } from './local-presence.ts'

const GRACE_MS = 3_000
const alice = userId.parse('a'.repeat(24))
const bob = userId.parse('b'.repeat(24))

function setUp(): { presence: Presence; announced: PresenceUpdate[]; pass: (ms: number) => void } {
  const clock = createHandDrivenClock(0)
  const announced: PresenceUpdate[] = []
  const contain = createContain(() => expect.unreachable())
  const presence = createLocalPresence({ clock, contain, announce: (update) => announced.push(update) })
  return { presence, announced, pass: clock.advance }
}

const offline = (user: UserId): PresenceUpdate => ({ userId: user, status: 'offline' })

test('[PRES1] the first socket is news, the second is not', () => {
  const { presence } = setUp()
  expect(presence.arrive(alice)).toBe(true)
  expect(presence.arrive(alice)).toBe(false)
  expect(presence.arrive(bob)).toBe(true)
  expect(presence.online()).toEqual([alice, bob])
})

test('[PRES1] one of several sockets closing announces nothing, the last one does after the grace', () => {
  const { presence, announced, pass } = setUp()
  presence.arrive(alice)
  presence.arrive(alice)
  presence.leave(alice, GRACE_MS)
  pass(GRACE_MS * 2)
  expect(announced).toEqual([])
  presence.leave(alice, GRACE_MS)
  pass(GRACE_MS - 1)
  expect(announced).toEqual([])
  expect(presence.online()).toEqual([alice])
  pass(1)
  expect(announced).toEqual([offline(alice)])
  expect(presence.online()).toEqual([])
})

test('[PRES1] a reload within the grace is no absence, and no news', () => {
  const { presence, announced, pass } = setUp()
  presence.arrive(alice)
  presence.leave(alice, GRACE_MS)
  pass(GRACE_MS - 1)
  expect(presence.arrive(alice)).toBe(false)
  pass(GRACE_MS * 2)
  expect(announced).toEqual([])
  expect(presence.online()).toEqual([alice])
})

test('[PRES1] after an absence that was announced the next socket is news again', () => {
  const { presence, announced, pass } = setUp()
  presence.arrive(alice)
  presence.leave(alice, GRACE_MS)
  pass(GRACE_MS)
  expect(announced).toEqual([offline(alice)])
  expect(presence.arrive(alice)).toBe(true)
})

test('[PRES1] a gateway that stops announces nobody', () => {
  const { presence, announced, pass } = setUp()
  presence.arrive(alice)
  presence.leave(alice, GRACE_MS)
  presence.stop()
  presence.arrive(bob)
  presence.leave(bob, GRACE_MS)
  pass(GRACE_MS * 2)
  expect(announced).toEqual([])
})

test('[PRES4] without a grace somebody is offline the moment the last reason is gone', () => {
  const { presence, announced, pass } = setUp()
  presence.arrive(alice)
  presence.arrive(alice)
  presence.leave(alice, 0)
  expect(announced).toEqual([])
  presence.leave(alice, 0)
  expect(announced).toEqual([offline(alice)])
  expect(presence.online()).toEqual([])
  pass(GRACE_MS * 2)
  expect(announced).toHaveLength(1)
})

test('[PRES4] a reason that was never there takes none away', () => {
  const { presence, announced, pass } = setUp()
  presence.leave(alice, 0)
  presence.leave(alice, GRACE_MS)
  pass(GRACE_MS * 2)
  expect([announced, presence.online()]).toEqual([[], []])
})
