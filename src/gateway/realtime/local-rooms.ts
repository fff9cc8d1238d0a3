import type { Socket } from 'socket.io'
import type { ConnectedSockets } from './connected-sockets.ts'
import type { RoomGroups, RoomMoves } from './live-state.ts'

const NOWHERE: ReadonlySet<string> = new Set()

/** Room moves of the sockets that this gateway holds itself. */
export function createLocalRooms(sockets: Pick<ConnectedSockets, 'users' | 'of'>): RoomMoves {
  /** The rooms this module put a socket into, by group. */
  const placed = new WeakMap<Socket, Map<string, ReadonlySet<string>>>()

  function moveSocket(socket: Socket, group: string, wanted: ReadonlySet<string>): void {
    const groups = placed.get(socket)
    // A socket that is still on its way in reads its places when its own turn comes.
    if (groups === undefined) return
    const present = groups.get(group) ?? NOWHERE
    if (present === wanted) return
    for (const room of present) if (!wanted.has(room)) void socket.leave(room)
    const fresh = [...wanted].filter((room) => !present.has(room))
    if (fresh.length > 0) void socket.join(fresh)
    if (wanted.size === 0) groups.delete(group)
    else groups.set(group, wanted)
  }

  function moveSocketEverywhere(socket: Socket, wanted: RoomGroups): void {
    const left = [...(placed.get(socket)?.keys() ?? [])].filter((group) => !wanted.has(group))
    for (const group of left) moveSocket(socket, group, NOWHERE)
    for (const [group, rooms] of wanted) moveSocket(socket, group, rooms)
  }

  return {
    isConnected: (user) => sockets.of(user).size > 0,
    connected: sockets.users,
    enter: (socket, groups) => {
      if (!placed.has(socket)) placed.set(socket, new Map())
      moveSocketEverywhere(socket, groups)
    },
    move: (user, group, rooms) => {
      for (const socket of sockets.of(user)) moveSocket(socket, group, rooms)
    },
    moveAll: (user, groups) => {
      for (const socket of sockets.of(user)) moveSocketEverywhere(socket, groups)
    },
  }
}
