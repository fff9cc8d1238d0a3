import type { Namespace, Server, Socket } from 'socket.io'
import { endConnection, endSocket, type Connection } from '../../realtime/end-connection.ts'
import { because, beginBecause } from '../journal/cause.ts'
import { claimedBySocket } from './claimed-user.ts'
import { createAdapter } from './create-adapter.ts'
import type { Admission } from './interference.ts'
import { createLine } from './line.ts'
import type { Watch } from './watch.ts'
import type { WatchedSockets } from './watched-sockets.ts'

type Next = (error?: Error) => void

const AT_ONCE = { afterMs: 0 }

function describe({ leave, refusal, joinsAfterMs }: Admission): string {
  if (refusal !== undefined) return refusal === 'cut' ? 'cut' : 'refuse'
  if (joinsAfterMs !== undefined) return `join after ${joinsAfterMs} ms`
  return leave !== undefined && 'afterMs' in leave ? `delay ${leave.afterMs} ms` : 'hold'
}

/** How a namespace says no: the packet's kind, the namespace where it is not the first, and why. */
const refusalPacket = /^4(?:(?<namespace>\/[^,]*),)?(?<reason>\{.*\})$/

/** Whoever is refused never becomes a socket: what is known of them is what they were told, and who they said they were. */
function createRefusals({ journal, nameOf, sessionOf }: Watch): (socket: Socket) => void {
  const asking = new WeakMap<Connection, Socket>()

  function tell(socket: Socket, data: unknown): void {
    const { namespace = '/', reason } = refusalPacket.exec(String(data))?.groups ?? {}
    if (reason === undefined || namespace !== socket.nsp.name) return
    const claim = claimedBySocket(socket)
    const { message } = JSON.parse(reason) as { message: string }
    const user = claim.user === undefined ? '?' : nameOf(claim.user)
    const who = { user, socket: '?', ...sessionOf(claim.session) }
    journal.tell({ kind: 'connect', ...who, namespace, refused: message })
  }

  return (socket) => {
    const { conn } = socket
    const isKnown = asking.has(conn)
    asking.set(conn, socket)
    if (isKnown) return
    conn.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
      tell(asking.get(conn) ?? socket, data)
    })
  }
}

/** Faults of those who come are asked first, before the gateway looks at a token. */
function admit(socket: Socket, next: Next, watched: WatchedSockets): void {
  const { clock, activity, journal, interference, nameOf, lateMs } = watched
  const claimed = claimedBySocket(socket).user
  const user = claimed === undefined ? undefined : nameOf(claimed)
  const admission = interference.connect(user)
  if (admission === undefined) {
    next()
    return
  }
  const { fault, leave = AT_ONCE, refusal, joinsAfterMs } = admission
  journal.tell({ kind: 'fault', fault, action: describe(admission), on: `connect ${user ?? '?'}` })
  if (joinsAfterMs !== undefined) {
    lateMs.set(socket.id, joinsAfterMs)
    socket.once('disconnect', () => lateMs.delete(socket.id))
  }
  createLine(clock, activity).pass(leave, () => {
    if (refusal === 'cut') endConnection(socket.conn)
    else next(refusal && new Error(refusal.message))
  })
}

/** What comes from one socket goes through a line of its own, too. */
function watchIncoming(socket: Socket, watched: WatchedSockets): void {
  const { clock, activity, journal, names, redact, interference } = watched
  const who = names.of(socket)
  const incoming = createLine(clock, activity)
  socket.use((packet, next) => {
    const [event, payload] = packet as [string, unknown]
    const received = journal.tell({ kind: 'receive', ...who, event, payload: redact(payload) })
    const { fault, leave = AT_ONCE, packets, ends } = interference.receive({ ...who, event, payload }) ?? {}
    const isDropped = packets?.length === 0
    if (fault !== undefined) {
      journal.tell({ kind: 'fault', fault, action: isDropped ? 'drop' : 'delay', on: `${event} from ${who.socket}` })
    }
    if (ends !== undefined) endSocket(socket)
    if (isDropped) return
    incoming.pass(leave, () => {
      because(received, next)
    })
  })
}

function watchSocket(socket: Socket, watched: WatchedSockets): void {
  const { journal, names } = watched
  const who = names.of(socket)
  // Whatever the gateway does for this socket in this tick and after, it does because it came.
  const { actor } = socket.data as { readonly actor?: { readonly sessionId: string } }
  const session = watched.sessionOf(actor?.sessionId)
  beginBecause(journal.tell({ kind: 'connect', ...who, ...session, namespace: socket.nsp.name }))
  if (socket.nsp.name === '/') watched.arrivals.begin(socket.id)
  watchIncoming(socket, watched)
  socket.once('disconnect', (reason) => {
    watched.arrivals.end(socket.id)
    watched.lineOf(socket).cut()
    watched.activity.forget(socket.id)
    beginBecause(journal.tell({ kind: 'disconnect', ...who, reason }))
  })
}

function watchNamespace(namespace: Namespace | Server, watched: WatchedSockets): void {
  const watchRefusals = createRefusals(watched)
  namespace.use((socket, next) => {
    watchRefusals(socket)
    admit(socket, next, watched)
  })
  namespace.on('connection', (socket: Socket) => {
    watchSocket(socket, watched)
  })
}

/** Every socket and every packet into the journal, with whatever stands in their way. */
export function watchSockets(io: Server, watched: WatchedSockets): void {
  io.adapter(createAdapter(watched))
  watchNamespace(io, watched)
  io.on('new_namespace', (namespace: Namespace) => {
    watchNamespace(namespace, watched)
  })
}
