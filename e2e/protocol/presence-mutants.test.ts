import { expect, test } from 'vitest'
import type { GatewayParts } from '#gateway/gateway-parts.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { EVERYBODY } from '#gateway/realtime/room-names.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'

interface Story {
  /** What Bob heard of Alice, who came with two windows, closed one, reloaded the other, closed it and came again. */
  readonly told: readonly string[]
  /** What the last of her windows was told at its start. */
  readonly own: readonly string[]
  readonly snapshot: readonly string[]
}

interface Update {
  readonly userId: string
  readonly status: string
}

type Mutant = (parts: GatewayParts) => void

/** A gateway with a mistake made on purpose, or with none. */
async function tell(mutant: Mutant = () => undefined): Promise<Story> {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ clock, offlineGraceMs: 3_000 })
  mutant(home.gateway.parts)
  const { sockets } = home.gateway.parts.realtime
  const [token, alice] = [await home.tokenOf('alice'), home.idOf('alice')]
  const gone = async (left: number): Promise<void> => {
    await expect.poll(() => sockets.of(alice).size).toBe(left)
  }
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using one = await readySocket(home.url, token)
  using two = await readySocket(home.url, token)
  one.socket.disconnect()
  await gone(1)
  clock.advance(10_000)
  two.socket.disconnect()
  await gone(0)
  clock.advance(2_000)
  using reloaded = await readySocket(home.url, token)
  clock.advance(10_000)
  reloaded.socket.disconnect()
  await gone(0)
  clock.advance(3_000)
  using last = await readySocket(home.url, token)
  await bob.settled()
  const statusesOf = (updates: readonly unknown[]): string[] =>
    (updates as Update[]).filter(({ userId }) => userId === alice).map(({ status }) => status)
  const names = new Map(['alice', 'bob'].map((person) => [home.idOf(person), person]))
  return {
    told: statusesOf(bob.all('PRESENCE_UPDATE')),
    own: statusesOf(last.all('PRESENCE_UPDATE')),
    snapshot: (last.all('PRESENCE_INITIAL_STATE') as string[][]).flat().map((id) => names.get(id) ?? id),
  }
}

const right: Story = {
  told: ['online', 'offline', 'online'],
  own: ['online'],
  snapshot: ['bob', 'alice'],
}

test('[PRES1] what is told of somebody who comes, reloads, goes and comes again', async () => {
  expect(await tell()).toEqual(right)
})

const mutants: Readonly<Record<string, Mutant>> = {
  'announces every socket': ({ realtime: { liveState } }) => {
    const { arrive } = liveState.presence
    Object.assign(liveState.presence, { arrive: (user: never) => arrive(user) || true })
  },
  'says offline for every socket that closes': ({ realtime: { liveState, publish } }) => {
    const leave = (userId: never): void => {
      publish.broadcast('PRESENCE_UPDATE', EVERYBODY, { userId, status: 'offline' })
    }
    Object.assign(liveState.presence, { leave })
  },
  'knows no grace': ({ realtime: { liveState } }) => {
    const { leave } = liveState.presence
    Object.assign(liveState.presence, {
      leave: (user: never) => {
        leave(user, 0)
      },
    })
  },
  'never lets anybody go': ({ realtime: { liveState } }) => {
    Object.assign(liveState.presence, { leave: () => undefined })
  },
  'forgets whoever asks': ({ realtime: { liveState } }) => {
    const { online } = liveState.presence
    Object.assign(liveState.presence, { online: () => online().slice(0, -1) })
  },
  'counts nobody twice': ({ realtime: { liveState } }) => {
    const { arrive } = liveState.presence
    const there = new Set<string>()
    Object.assign(liveState.presence, {
      arrive: (user: never) => {
        if (there.has(user)) return false
        there.add(user)
        return arrive(user)
      },
    })
  },
}

test.each(Object.entries(mutants))('[PRES1] a gateway that %s is noticed', async (_what, mutant) => {
  expect(await tell(mutant)).not.toEqual(right)
})
