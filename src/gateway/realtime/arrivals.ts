import type { Socket } from 'socket.io'
import { botsAmong } from '../access/bots.ts'
import { placesOfAll } from '../access/visible-channels.ts'
import type { Reader } from '../database/open-database.ts'
import type { RoomGroups } from './live-state.ts'
import { ownRoomOf, roomsAt } from './rooms.ts'
import { visitorOf } from './visitor.ts'

/** A socket that asks to be let in. Its answer is given once. */
export interface Arrival {
  readonly socket: Socket
  readonly admitted: () => void
  readonly refused: (error: unknown) => void
}

/** Somebody who may come in, and where they belong. */
export interface Guest {
  readonly arrival: Arrival
  readonly groups: RoomGroups
  readonly isBot: boolean
}

async function guestsOf(reader: Reader, arrivals: readonly Arrival[]): Promise<Guest[]> {
  const users = [...new Set(arrivals.map(({ socket }) => visitorOf(socket).actor.userId))]
  const places = await placesOfAll(reader, users)
  const bots = await botsAmong(reader, users)
  return arrivals.map((arrival) => {
    const { userId } = visitorOf(arrival.socket).actor
    const found = places.get(userId)
    return {
      arrival,
      groups: found === undefined ? ownRoomOf(userId) : roomsAt(userId, found),
      isBot: bots.has(userId),
    }
  })
}

/** Where everybody belongs. Somebody whose rooms cannot be worked out keeps out nobody who came at the same time. */
export async function placeArrivals(
  reader: Reader,
  arrivals: readonly Arrival[],
  giveUp: (arrival: Arrival, error: unknown) => void,
): Promise<Guest[]> {
  try {
    return await guestsOf(reader, arrivals)
  } catch (error) {
    const [first] = arrivals
    if (arrivals.length === 1 && first !== undefined) giveUp(first, error)
  }
  if (arrivals.length === 1) return []
  const guests: Guest[] = []
  for (const arrival of arrivals) guests.push(...(await placeArrivals(reader, [arrival], giveUp)))
  return guests
}
