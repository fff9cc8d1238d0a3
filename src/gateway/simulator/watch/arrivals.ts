import { EVERYBODY } from '../../realtime/room-names.ts'

/** Something that was sent to rooms while a socket was on its way into them. */
interface Missed {
  /** The cursor of the emit. */
  readonly emit: number
  readonly event: string
  readonly rooms: ReadonlySet<string>
}

/** So much of what passes somebody by is remembered. */
const REMEMBERED = 1_000

/** Sockets between their connection and their rooms, with what they may have missed. */
export interface Arrivals {
  readonly begin: (socket: string) => void
  readonly passed: (missed: Missed, heardBy: ReadonlySet<string>) => void
  /** What was sent to these rooms before this socket came into them. */
  readonly joined: (socket: string, rooms: ReadonlySet<string>) => readonly Missed[]
  readonly end: (socket: string) => void
}

export function createArrivals(): Arrivals {
  const arriving = new Map<string, Missed[]>()
  return {
    begin: (socket) => {
      arriving.set(socket, [])
    },
    passed: (missed, heardBy) => {
      // Who comes finds everybody who is there in a list of its own.
      if (missed.rooms.has(EVERYBODY)) return
      for (const [socket, passedBy] of arriving) {
        if (!heardBy.has(socket) && passedBy.length < REMEMBERED) passedBy.push(missed)
      }
    },
    joined: (socket, rooms) => {
      const passedBy = arriving.get(socket)
      if (passedBy === undefined) return []
      const missed = passedBy.filter((each) => [...each.rooms].some((room) => rooms.has(room)))
      arriving.set(
        socket,
        passedBy.filter((each) => !missed.includes(each)),
      )
      return missed
    },
    end: (socket) => {
      arriving.delete(socket)
    },
  }
}
