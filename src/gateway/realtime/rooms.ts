import { placesOfAll, visibleInServer, type Places } from '../access/visible-channels.ts'
import type { Reader } from '../database/open-database.ts'
import type { RoomGroups, RoomMoves } from './live-state.ts'

/** A change of rooms that is worked out and not yet made. */
export interface RoomPlan {
  readonly apply: () => void
}

/**
 * Who hears what: a room for each user, one for each server and one for each channel its people can view (GW-3).
 * Where people belong is read inside the transaction that may change it, and applied in the turn of its commit before
 * anything is published. Sockets enter in turns of their own, so that no two answers can overtake each other (GW-12, D9).
 */
export interface Rooms {
  /** Where these people belong now, everywhere. */
  readonly plan: (reader: Reader, users: readonly string[]) => Promise<RoomPlan>
  /** Where everybody who is connected belongs in one server. */
  readonly planServer: (reader: Reader, server: string) => Promise<RoomPlan>
}

/** The own room and direct messages stand under this name, those of a server under its id. */
const OWN = ''
const NOWHERE: ReadonlySet<string> = new Set()

/** The room that is a person's own, for whom all the rest is not known. */
export const ownRoomOf = (user: string): RoomGroups => new Map([[OWN, new Set([user])]])

/** All rooms of a person. */
export function roomsAt(user: string, places: Places): RoomGroups {
  const groups = new Map<string, ReadonlySet<string>>([[OWN, new Set([user, ...places.direct])]])
  for (const [server, channels] of places.servers) groups.set(server, new Set([server, ...channels]))
  return groups
}

export function createRooms(moves: RoomMoves): Rooms {
  return {
    plan: async (reader, users) => {
      const places = await placesOfAll(reader, users.filter(moves.isConnected))
      const groups = [...places].map(([user, place]) => [user, roomsAt(user, place)] as const)
      return {
        apply: () => {
          for (const [user, wanted] of groups) moves.moveAll(user, wanted)
        },
      }
    },
    planServer: async (reader, server) => {
      const users = moves.connected()
      const visible = await visibleInServer(reader, server, users)
      return {
        apply: () => {
          // Whoever sees the same shares one set: a change in a large server makes a few sets, not thousands.
          const rooms = new Map<ReadonlySet<string>, ReadonlySet<string>>()
          const roomsFor = (channels: ReadonlySet<string> | undefined): ReadonlySet<string> => {
            if (channels === undefined) return NOWHERE
            const known = rooms.get(channels) ?? new Set([server, ...channels])
            rooms.set(channels, known)
            return known
          }
          for (const user of users) moves.move(user, server, roomsFor(visible.get(user)))
        },
      }
    },
  }
}
