import type { Socket } from 'socket.io'
import { placesOf, visibleInServer, type Places } from '../access/visible-channels.ts'
import type { Reader } from '../database/open-database.ts'
import type { ConnectedSockets } from './connected-sockets.ts'

/** A change of rooms that is worked out and not yet made. */
export interface RoomPlan {
  readonly apply: () => void
}

/**
 * Who hears what: a room for each user, one for each server and one for each channel its people can view (GW-3).
 * Where people belong is read inside the transaction that may change it, and applied in the turn of its commit before
 * anything is published.
 */
export interface Rooms {
  /** Puts a fresh socket where its user belongs. */
  readonly enter: (socket: Socket, user: string, places: Places) => void
  /** Where these people belong now, everywhere. */
  readonly plan: (reader: Reader, users: readonly string[]) => Promise<RoomPlan>
  /** Where everybody who is connected belongs in one server. */
  readonly planServer: (reader: Reader, server: string) => Promise<RoomPlan>
}

/** The rooms this module put a socket into, by server; the own room and direct messages stand under `OWN`. */
type Managed = Map<string, ReadonlySet<string>>

const OWN = ''
const NOWHERE: ReadonlySet<string> = new Set()

function roomsBy(user: string, places: Places): Managed {
  const rooms: Managed = new Map([[OWN, new Set([user, ...places.direct])]])
  for (const [server, channels] of places.servers) rooms.set(server, new Set([server, ...channels]))
  return rooms
}

export function createRooms(sockets: ConnectedSockets): Rooms {
  const managed = new WeakMap<Socket, Managed>()

  function move(socket: Socket, group: string, wanted: ReadonlySet<string>): void {
    const rooms = managed.get(socket)
    // A socket that is still on its way in reads its places when its own turn comes.
    if (rooms === undefined) return
    for (const room of rooms.get(group) ?? NOWHERE) if (!wanted.has(room)) void socket.leave(room)
    for (const room of wanted) void socket.join(room)
    if (wanted.size === 0) rooms.delete(group)
    else rooms.set(group, wanted)
  }

  function moveEverywhere(user: string, places: Places): void {
    const wanted = roomsBy(user, places)
    for (const socket of sockets.of(user)) {
      const left = [...(managed.get(socket)?.keys() ?? [])].filter((group) => !wanted.has(group))
      for (const group of left) move(socket, group, NOWHERE)
      for (const [group, rooms] of wanted) move(socket, group, rooms)
    }
  }

  return {
    enter: (socket, user, places) => {
      managed.set(socket, new Map())
      for (const [group, rooms] of roomsBy(user, places)) move(socket, group, rooms)
    },
    plan: async (reader, users) => {
      const connected = users.filter((user) => sockets.of(user).size > 0)
      const places = new Map<string, Places>()
      for (const user of connected) places.set(user, await placesOf(reader, user))
      return {
        apply: () => {
          for (const [user, wanted] of places) moveEverywhere(user, wanted)
        },
      }
    },
    planServer: async (reader, server) => {
      const users = sockets.users()
      const visible = await visibleInServer(reader, server, users)
      return {
        apply: () => {
          for (const user of users) {
            const channels = visible.get(user)
            const wanted = channels === undefined ? NOWHERE : new Set([server, ...channels])
            for (const socket of sockets.of(user)) move(socket, server, wanted)
          }
        },
      }
    },
  }
}
