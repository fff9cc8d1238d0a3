import type { Socket } from 'socket.io'
import type { Clock } from '../clock.ts'
import type { Database, Reader } from '../database/open-database.ts'
import type { Actor } from '../plugins/auth.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { placeArrivals, type Arrival } from './arrivals.ts'
import type { Contain } from './contain.ts'
import { createGathering } from './gathering.ts'
import type { LiveState } from './live-state.ts'
import type { Publish } from './publish.ts'
import { ownRoomOf } from './rooms.ts'
import { visitorOf } from './visitor.ts'
import { createWelcome, noteUnasked } from './welcome.ts'

/** Where rooms cannot be worked out, it is tried again after these; then the socket has to come again (GW-12, D10). */
const RETRIES_MS = [200, 1_000]
/** Everybody who is here is told of everybody who comes: so many of these packets one turn may make. */
const PACKETS_A_TURN = 50_000
const FEWEST_TOGETHER = 16
const MOST_TOGETHER = 512

interface EntranceOptions {
  readonly clock: Clock
  readonly contain: Contain
  readonly database: Database
  readonly liveState: LiveState
  readonly publish: Publish
  readonly graceMs: number
  readonly isAlive: (reader: Reader, actor: Actor) => Promise<boolean>
  /** How many peers are about to come. */
  readonly arriving: () => number
  readonly onFailure: (error: unknown) => void
}

/** Lets one socket in. Rejects where it cannot stay. */
export type Enter = (socket: Socket) => Promise<void>

/** The sequence of GW-4, in the turn between two commits. Who comes at the same time goes in in the same turn. */
export function createEntrance(options: EntranceOptions): Enter {
  const { clock, contain, database, liveState, isAlive, onFailure } = options
  const waiting: Arrival[] = []
  const welcome = createWelcome(options)
  const takeTurn = contain(() => database.settle(letInSome))
  const gathering = createGathering({ expected: options.arriving, take: takeTurn })

  async function mayStay(reader: Reader, { socket, refused }: Arrival): Promise<boolean> {
    try {
      // The session may have ended after its token was checked, and before this socket could be found and closed.
      if (!(await isAlive(reader, visitorOf(socket).actor))) throw new ProtocolError('invalidToken')
      noteUnasked(socket)
      return true
    } catch (error) {
      refused(error)
      return false
    }
  }

  /** What is meant for this person reaches them at least while it is tried again. */
  function giveUp({ socket, refused }: Arrival, error: unknown): void {
    if (socket.connected) liveState.rooms.enter(socket, ownRoomOf(visitorOf(socket).actor.userId))
    refused(error)
  }

  function nextArrivals(): Arrival[] {
    const present = liveState.rooms.connected().length - waiting.length
    const most = Math.min(MOST_TOGETHER, Math.floor(PACKETS_A_TURN / Math.max(1, present)))
    return waiting.splice(0, Math.max(FEWEST_TOGETHER, most))
  }

  async function letInSome(reader: Reader): Promise<void> {
    const arrivals = nextArrivals()
    // What was told goes out before more is.
    if (waiting.length > 0) setImmediate(takeTurn)
    try {
      const staying: Arrival[] = []
      for (const arrival of arrivals) if (await mayStay(reader, arrival)) staying.push(arrival)
      const guests = staying.length === 0 ? [] : await placeArrivals(reader, staying, giveUp)
      welcome(guests)
      for (const { arrival } of guests) arrival.admitted()
    } catch (error) {
      for (const { refused } of arrivals) refused(error)
    }
  }

  const attempt = (socket: Socket): Promise<void> =>
    new Promise((admitted, refused) => {
      waiting.push({ socket, admitted, refused })
      gathering.come()
    })

  return async (socket) => {
    for (const delayMs of RETRIES_MS) {
      try {
        await attempt(socket)
        return
      } catch (error) {
        if (error instanceof ProtocolError) throw error
        onFailure(error)
      }
      await new Promise<void>((resolve) => clock.after(delayMs, resolve))
      if (!socket.connected) return
    }
    await attempt(socket)
  }
}
