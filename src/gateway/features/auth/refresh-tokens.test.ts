import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../database/open-database.ts'
import { createHandDrivenClock, type HandDrivenClock } from '../../hand-driven-clock.ts'
import { isoTime, newId } from '../../new-id.ts'
import { createRefreshTokens } from './refresh-tokens.ts'
import * as repository from './repository.ts'

const DAY_MS = 86_400_000
const DAY_SECONDS = 86_400

let database: Database
let clock: HandDrivenClock

beforeEach(async () => {
  clock = createHandDrivenClock(1_800_000_000_000)
  database = await openDatabase(undefined)
})

afterEach(async () => {
  await database.close()
})

/** A session that exchanges its token each time it is asked to; answers how many seconds the next one lasts. */
async function beginSession(lifetimeSeconds: number, persistent: boolean): Promise<() => Promise<number | string>> {
  const tokens = createRefreshTokens({ clock, lifetimeSeconds, secret: 'ours alone' })
  const [user, sessionId, createdAt] = [newId(clock.now()), newId(clock.now()), isoTime(clock.now())]
  let held = ''
  await database.write(async (writer) => {
    const account = { id: user, email: `${user}@b.test`, username: user, discriminator: '0001', passwordHash: null }
    await repository.insertAccount(writer, { ...account, createdAt })
    await repository.insertSession(writer, { id: sessionId, userId: user, persistent, createdAt })
    const first = await tokens.begin(writer, { sessionId, persistent, sessionCreatedAt: createdAt })
    held = first.token
    return { result: undefined }
  })
  return () =>
    database.write<number | string>(async (writer) => {
      const exchange = await tokens.exchange(writer, held, undefined)
      if (exchange.status !== 'exchanged') return { result: exchange.status }
      held = exchange.successor.token
      return { result: exchange.successor.seconds }
    })
}

describe('[AUTH16] the longest a session lasts', () => {
  test('without being remembered: a week unused, a month in any case', async () => {
    const [idle, busy] = [await beginSession(30 * DAY_SECONDS, false), await beginSession(30 * DAY_SECONDS, false)]
    const lifetimes: (number | string)[] = []
    for (let days = 6; days <= 24; days += 6) {
      clock.advance(6 * DAY_MS)
      lifetimes.push(await busy())
    }
    expect(lifetimes).toEqual([7, 7, 7, 6].map((days) => days * DAY_SECONDS))
    expect(await idle()).toBe('refused')
    clock.advance(6 * DAY_MS - 1_000)
    expect(await busy()).toBe(1)
    clock.advance(1_000)
    expect(await busy()).toBe('refused')
  })

  test('without being remembered: not one moment longer than a week', async () => {
    const [early, late] = [await beginSession(30 * DAY_SECONDS, false), await beginSession(30 * DAY_SECONDS, false)]
    clock.advance(7 * DAY_MS - 1)
    expect(await early()).toBe(7 * DAY_SECONDS)
    clock.advance(1)
    expect(await late()).toBe('refused')
  })

  test('remembered: a year', async () => {
    const busy = await beginSession(30 * DAY_SECONDS, true)
    const lifetimes: (number | string)[] = []
    for (let days = 28; days <= 364; days += 28) {
      clock.advance(28 * DAY_MS)
      lifetimes.push(await busy())
    }
    const whole = Array.from({ length: 11 }, () => 30 * DAY_SECONDS)
    expect(lifetimes).toEqual([...whole, 29 * DAY_SECONDS, DAY_SECONDS])
    clock.advance(DAY_MS)
    expect(await busy()).toBe('refused')
  })

  test('never shorter than one refresh token was asked to last', async () => {
    const busy = await beginSession(700 * DAY_SECONDS, true)
    clock.advance(699 * DAY_MS)
    expect(await busy()).toBe(DAY_SECONDS)
    clock.advance(DAY_MS)
    expect(await busy()).toBe('refused')
  })

  test('a lifetime shorter than a week holds for either', async () => {
    for (const persistent of [true, false]) {
      const busy = await beginSession(3_600, persistent)
      expect(await busy()).toBe(3_600)
    }
  })
})
