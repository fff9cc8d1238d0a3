import type { Namespace, Server, Socket } from 'socket.io'
import { endConnection } from '../../realtime/end-connection.ts'
import { because, beginBecause } from '../journal/cause.ts'
import { claimedBySocket } from './claimed-user.ts'
import { createAdapter } from './create-adapter.ts'
import type { Admission } from './interference.ts'
import { createLine } from './line.ts'
import type { Watch } from './watch.ts'
import { createWatchedSockets, type WatchedSockets } from './watched-sockets.ts'

type Next = (error?: Error) => void

const AT_ONCE = { afterMs: 0 }

function describe({ leave, refusal, joinsAfterMs }: Admission): string {
  if (refusal !== undefined) return refusal === 'cut' ? 'cut' : 'refuse'
  if (joinsAfterMs !== undefined) return `join after ${joinsAfterMs} ms`
  return leave !== undefined && 'afterMs' in leave ? `delay ${leave.afterMs} ms` : 'hold'
}

/** Faults of those who come are asked first, before the gateway looks at a token. */
function admit(socket: Socket, next: Next, { clock, journal, interference, nameOf, lateMs }: WatchedSockets): void {
  const claimed = claimedBySocket(socket)
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
  createLine(clock).pass(leave, () => {
    if (refusal === 'cut') endConnection(socket.conn)
    else next(refusal && new Error(refusal.message))
  })
}

/** What comes from one socket goes through a line of its own, too. */
function watchIncoming(socket: Socket, { clock, journal, names, redact, interference }: WatchedSockets): void {
  const who = names.of(socket)
  const incoming = createLine(clock)
  socket.use((packet, next) => {
    const [event, payload] = packet as [string, unknown]
    const received = journal.tell({ kind: 'receive', ...who, event, payload: redact(payload) })
    const { fault, leave = AT_ONCE, packets } = interference.receive({ ...who, event, payload }) ?? {}
    const isDropped = packets?.length === 0
    if (fault !== undefined) {
      journal.tell({ kind: 'fault', fault, action: isDropped ? 'drop' : 'delay', on: `${event} from ${who.socket}` })
    }
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
  beginBecause(journal.tell({ kind: 'connect', ...who, namespace: socket.nsp.name }))
  watchIncoming(socket, watched)
  socket.once('disconnect', (reason) => {
    watched.lineOf(socket).cut()
    beginBecause(journal.tell({ kind: 'disconnect', ...who, reason }))
  })
}

function watchNamespace(namespace: Namespace | Server, watched: WatchedSockets): void {
  namespace.use((socket, next) => {
    admit(socket, next, watched)
  })
  namespace.on('connection', (socket: Socket) => {
    watchSocket(socket, watched)
  })
}

/** Every socket and every packet into the journal, with whatever stands in their way. */
export function watchSockets(io: Server, watch: Watch): void {
  const watched = createWatchedSockets(watch)
  io.adapter(createAdapter(watched))
  watchNamespace(io, watched)
  io.on('new_namespace', (namespace: Namespace) => {
    watchNamespace(namespace, watched)
  })
}
