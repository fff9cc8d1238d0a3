import type { Namespace, Socket } from 'socket.io'
import { Adapter, type BroadcastOptions } from 'socket.io-adapter'
import { deliver, type Packet } from './deliver.ts'
import type { WatchedSockets } from './watched-sockets.ts'

/** Whoever is ready is in all rooms, but for those who get into them late. */
function settle(sockets: ReadonlySet<string>, { arrivals, clock, lateMs }: WatchedSockets): void {
  for (const id of sockets) {
    const end = (): void => {
      arrivals.end(id)
    }
    const late = lateMs.get(id)
    if (late === undefined) end()
    else clock.after(late, end)
  }
}

/** What was sent to these rooms before this socket came into them. */
function tellMissed(socket: Socket, rooms: ReadonlySet<string>, { arrivals, journal, names }: WatchedSockets): void {
  for (const { emit, event } of arrivals.joined(socket.id, rooms)) {
    journal.tell({ kind: 'delivery', ...names.of(socket), emit, event, outcome: 'dropped:not-joined' })
  }
}

/** An adapter that sends each packet to each socket by itself, and tells of it and of who comes into which room. */
export function createAdapter(watched: WatchedSockets): typeof Adapter {
  const { arrivals, clock, journal, names, redact } = watched

  return class WatchedAdapter extends Adapter {
    readonly #sockets: Namespace['sockets']

    constructor(namespace: Namespace) {
      super(namespace)
      this.#sockets = namespace.sockets
      for (const kind of ['join', 'leave'] as const) {
        this.on(`${kind}-room`, (room: string, id: string) => {
          const socket = this.#sockets.get(id)
          // Its own room is no place.
          if (socket !== undefined && room !== id) journal.tell({ kind, ...names.of(socket), room })
        })
      }
    }

    override addAll(id: string, rooms: Set<string>): void {
      // Its own room is what lets a socket be spoken to at all.
      const lateMs = rooms.has(id) ? undefined : watched.lateMs.get(id)
      if (lateMs === undefined) this.#join(id, rooms)
      else clock.after(lateMs, () => this.#sockets.has(id) && this.#join(id, rooms))
    }

    #join(id: string, rooms: Set<string>): void {
      void super.addAll(id, rooms)
      const socket = this.#sockets.get(id)
      if (socket !== undefined) tellMissed(socket, rooms, watched)
    }

    override broadcast(packet: Packet, options: BroadcastOptions): void {
      const [event, payload] = packet.data
      const { rooms, except = new Set<string>() } = options
      const emit = journal.tell({
        kind: 'emit',
        event,
        rooms: this.#called(rooms),
        except: this.#called(except),
        payload: redact(payload),
      })
      const hearing = this.#inRooms(rooms, except)
      arrivals.passed({ emit, event, rooms }, new Set(hearing.map(({ id }) => id)))
      if (event === 'ready') settle(rooms, watched)
      for (const socket of hearing) {
        const only = { ...options, rooms: new Set([socket.id]), except: new Set<string>() }
        const send = (each: Packet): void => {
          super.broadcast(each, only)
        }
        deliver({ socket, emit, packet, send }, watched)
      }
    }

    /** A socket's own room by the name it has in the journal. */
    #called(rooms: ReadonlySet<string>): string[] {
      return [...rooms].map((room) => {
        const socket = this.#sockets.get(room)
        return socket === undefined ? room : names.of(socket).socket
      })
    }

    /** Each socket once, in the order of the rooms: as the adapter below would have it. */
    #inRooms(rooms: ReadonlySet<string>, except: ReadonlySet<string>): Socket[] {
      const idsOf = (some: ReadonlySet<string>): Set<string> =>
        new Set([...some].flatMap((room) => [...(this.rooms.get(room) ?? [])]))
      const unwanted = idsOf(except)
      return [...idsOf(rooms)].filter((id) => !unwanted.has(id)).flatMap((id) => this.#sockets.get(id) ?? [])
    }
  }
}
