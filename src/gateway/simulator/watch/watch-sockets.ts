import type { Namespace, Server, Socket } from 'socket.io'
import { Adapter, type BroadcastOptions } from 'socket.io-adapter'
import { endConnection, endSocket } from '../../realtime/end-connection.ts'
import { because, beginBecause } from '../journal/cause.ts'
import { claimedBySocket } from './claimed-user.ts'
import type { Admission, Verdict } from './interference.ts'
import { createLine, type Line } from './line.ts'
import { createSocketNames, type SocketNames } from './socket-names.ts'
import type { Watch } from './watch.ts'

interface Sockets extends Watch {
  readonly names: SocketNames
  readonly lines: WeakMap<Socket, Line>
  /** Sockets that get into their rooms late, by id. */
  readonly lateMs: Map<string, number>
}

interface Packet {
  readonly type: number
  readonly data: readonly [event: string, payload?: unknown]
}

function lineOf(socket: Socket, { lines, clock }: Sockets): Line {
  const line = lines.get(socket) ?? createLine(clock)
  lines.set(socket, line)
  return line
}

/** Sends what the verdict says, when it says so; the journal learns how it went. */
function deliver(socket: Socket, emit: number, packet: Packet, sockets: Sockets, send: (packet: Packet) => void): void {
  const { journal, interference, names } = sockets
  const who = names.of(socket)
  const [event, payload] = packet.data
  const verdict: Verdict | undefined = interference.emit({ ...who, event, payload })
  const tell = (outcome: Verdict['outcome']): void => {
    const fault = verdict === undefined ? {} : { fault: verdict.fault }
    journal.tell({ kind: 'delivery', ...who, emit, event, outcome, ...fault })
  }
  const line = lineOf(socket, sockets)
  const packets = verdict?.packets?.map((data): Packet => ({ ...packet, data })) ?? [packet]
  if (verdict?.ends === 'losing') line.cut()
  if (packets.length === 0) tell(verdict?.outcome ?? 'dropped')
  const go = (): void => {
    if (!socket.connected) {
      tell('gone')
      return
    }
    for (const each of packets) send(each)
    if (packets.length > 0) tell(verdict?.outcome ?? 'delivered')
    if (verdict?.ends !== undefined) endSocket(socket)
  }
  line.pass(verdict?.leave ?? { afterMs: 0 }, go)
}

/** An adapter that tells of each packet to each socket, and of who comes into which room. */
function createAdapter(sockets: Sockets): typeof Adapter {
  const { clock, journal, names, redact } = sockets
  /** Its own room is what lets a socket be spoken to at all. */
  const lateMsOf = (id: string, rooms: Set<string>): number | undefined =>
    rooms.has(id) ? undefined : sockets.lateMs.get(id)
  return class WatchedAdapter extends Adapter {
    readonly #sockets: Namespace['sockets']

    constructor(namespace: Namespace) {
      super(namespace)
      this.#sockets = namespace.sockets
      const tellOf = (kind: 'join' | 'leave') => (room: string, id: string) => {
        const socket = this.#sockets.get(id)
        if (socket === undefined || room === id) return
        journal.tell({ kind, ...names.of(socket), room })
      }
      this.on('join-room', tellOf('join'))
      this.on('leave-room', tellOf('leave'))
    }

    override addAll(id: string, rooms: Set<string>): void {
      const lateMs = lateMsOf(id, rooms)
      if (lateMs === undefined) super.addAll(id, rooms)
      else {
        clock.after(lateMs, () => {
          if (this.#sockets.has(id)) super.addAll(id, rooms)
        })
      }
    }

    override broadcast(packet: Packet, options: BroadcastOptions): void {
      const [event, payload] = packet.data
      const nameless = (room: string): string => {
        const socket = this.#sockets.get(room)
        return socket === undefined ? room : names.of(socket).socket
      }
      const emit = journal.tell({
        kind: 'emit',
        event,
        rooms: [...options.rooms].map(nameless),
        except: [...(options.except ?? [])].map(nameless),
        payload: redact(payload),
      })
      for (const socket of this.#targets(options)) {
        deliver(socket, emit, packet, sockets, (each) => {
          super.broadcast(each, { ...options, rooms: new Set([socket.id]), except: new Set() })
        })
      }
    }

    /** Each socket once, in the order of the rooms: as the adapter below would have it. */
    #targets({ rooms, except }: BroadcastOptions): Socket[] {
      const unwanted = new Set([...(except ?? [])].flatMap((room) => [...(this.rooms.get(room) ?? [])]))
      const ids = new Set([...rooms].flatMap((room) => [...(this.rooms.get(room) ?? [])]))
      return [...ids].filter((id) => !unwanted.has(id)).flatMap((id) => this.#sockets.get(id) ?? [])
    }
  }
}

function watchSocket(socket: Socket, sockets: Sockets): void {
  const { journal, names, redact, interference } = sockets
  const who = names.of(socket)
  const cursor = journal.tell({ kind: 'connect', ...who, namespace: socket.nsp.name })
  // Whatever the gateway does for this socket in this tick and after, it does because it came.
  beginBecause(cursor)
  socket.use((packet, next) => {
    const [event, payload] = packet as [string, unknown]
    const received = journal.tell({ kind: 'receive', ...who, event, payload: redact(payload) })
    const verdict = interference.receive({ ...who, event, payload })
    if (verdict === undefined) because(received, next)
    else receiveLater(verdict, () => because(received, next))
  })
  socket.once('disconnect', (reason) => {
    sockets.lines.get(socket)?.cut()
    beginBecause(journal.tell({ kind: 'disconnect', ...who, reason }))
  })

  function receiveLater({ fault, leave, packets }: Verdict, pass: () => void): void {
    journal.tell({
      kind: 'fault',
      fault,
      action: packets?.length === 0 ? 'drop' : 'delay',
      on: `receive ${who.socket}`,
    })
    if (packets?.length === 0) return
    incoming.pass(leave ?? { afterMs: 0 }, pass)
  }
  const incoming = createLine(sockets.clock)
}

/** Faults of those who come are asked first, before the gateway looks at a token. */
function admit(socket: Socket, next: (error?: Error) => void, sockets: Sockets): void {
  const { journal, interference, nameOf } = sockets
  const claimed = claimedBySocket(socket)
  const user = claimed === undefined ? undefined : nameOf(claimed)
  const admission = interference.connect(user)
  if (admission === undefined) {
    next()
    return
  }
  const { fault, leave = { afterMs: 0 }, refusal, joinsAfterMs } = admission
  journal.tell({ kind: 'fault', fault, action: describe(admission), on: `connect ${user ?? '?'}` })
  if (joinsAfterMs !== undefined) {
    sockets.lateMs.set(socket.id, joinsAfterMs)
    socket.once('disconnect', () => sockets.lateMs.delete(socket.id))
  }
  createLine(sockets.clock).pass(leave, () => {
    if (refusal === 'cut') endConnection(socket.conn)
    else next(refusal && new Error(refusal.message))
  })
}

function describe({ leave, refusal, joinsAfterMs }: Admission): string {
  if (refusal !== undefined) return refusal === 'cut' ? 'cut' : 'refuse'
  if (joinsAfterMs !== undefined) return `join after ${joinsAfterMs} ms`
  return leave !== undefined && 'afterMs' in leave ? `delay ${leave.afterMs} ms` : 'hold'
}

function watchNamespace(namespace: Namespace | Server, sockets: Sockets): void {
  namespace.use((socket, next) => {
    admit(socket, next, sockets)
  })
  namespace.on('connection', (socket: Socket) => {
    watchSocket(socket, sockets)
  })
}

/** Every socket and every packet into the journal, with whatever stands in their way. */
export function watchSockets(io: Server, watch: Watch): void {
  const sockets: Sockets = { ...watch, names: createSocketNames(watch.nameOf), lines: new WeakMap(), lateMs: new Map() }
  io.adapter(createAdapter(sockets))
  watchNamespace(io, sockets)
  io.on('new_namespace', (namespace: Namespace) => {
    watchNamespace(namespace, sockets)
  })
}
