import type { Namespace, Socket } from 'socket.io'
import { Adapter, type BroadcastOptions } from 'socket.io-adapter'
import { deliver, type Packet } from './deliver.ts'
import type { WatchedSockets } from './watched-sockets.ts'

/** An adapter that sends each packet to each socket by itself, and tells of it and of who comes into which room. */
export function createAdapter(watched: WatchedSockets): typeof Adapter {
  const { clock, journal, names, redact } = watched

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
      if (lateMs === undefined) void super.addAll(id, rooms)
      else {
        clock.after(lateMs, () => {
          if (this.#sockets.has(id)) void super.addAll(id, rooms)
        })
      }
    }

    override broadcast(packet: Packet, options: BroadcastOptions): void {
      const [event, payload] = packet.data
      const { rooms, except = new Set<string>() } = options
      const called = (some: ReadonlySet<string>): string[] => [...some].map((room) => this.#called(room))
      const emit = journal.tell({
        kind: 'emit',
        event,
        rooms: called(rooms),
        except: called(except),
        payload: redact(payload),
      })
      for (const socket of this.#inRooms(rooms, except)) {
        const only = { ...options, rooms: new Set([socket.id]), except: new Set<string>() }
        const send = (each: Packet): void => {
          super.broadcast(each, only)
        }
        deliver({ socket, emit, packet, send }, watched)
      }
    }

    /** A socket's own room by the name it has in the journal. */
    #called(room: string): string {
      const socket = this.#sockets.get(room)
      return socket === undefined ? room : names.of(socket).socket
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
