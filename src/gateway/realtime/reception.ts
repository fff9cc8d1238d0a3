import type { Socket } from 'socket.io'
import type { Clock } from '../clock.ts'
import type { ConnectedSockets } from './connected-sockets.ts'
import type { Connections } from './connections.ts'
import type { Contain } from './contain.ts'
import { endSocket } from './end-connection.ts'
import type { Enter } from './entrance.ts'
import type { Publish } from './publish.ts'
import { listenUpstream, type Upstream } from './upstream.ts'
import { visitorOf } from './visitor.ts'

interface ReceptionOptions {
  readonly clock: Clock
  readonly contain: Contain
  readonly connections: Connections
  readonly sockets: ConnectedSockets
  readonly publish: Publish
  readonly enter: Enter
  readonly upstream: Upstream
  readonly onFailure: (error: unknown) => void
}

/** Takes a socket whose token was good: everything that listens to it is attached in the tick of its connection. */
export function receive(socket: Socket, options: ReceptionOptions): void {
  const { contain, connections, sockets, enter, onFailure } = options
  const { actor } = visitorOf(socket)
  const { conn } = socket
  connections.joined(conn)
  sockets.add(socket, actor.userId, actor.sessionId)
  socket.once(
    'disconnect',
    contain(() => {
      sockets.remove(socket)
      connections.left(conn)
    }),
  )
  // Socket.IO prints what nobody listens to. What a peer sends under this name is not for the log.
  socket.on(
    'error',
    contain((error: unknown) => {
      if (error instanceof Error) onFailure(error)
    }),
  )
  const entered = enter(socket)
  entered.catch((error: unknown) => {
    // Deaf but connected would be the worst of both: without its rooms the socket goes and comes again (GW-12, D10).
    onFailure(error)
    endSocket(socket)
  })
  listenUpstream(socket, { ...options, entered })
}
