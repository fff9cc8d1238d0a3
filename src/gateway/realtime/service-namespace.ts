import type { Server, Socket } from 'socket.io'
import { sameSecret } from '../same-secret.ts'
import { RESERVED_SERVICE_TYPE } from '#shared/protocol/http/services.ts'
import type { Connections } from './connections.ts'
import type { Contain } from './contain.ts'
import { endConnection, type Connection } from './end-connection.ts'
import { SERVICES_NAMESPACE } from './room-names.ts'
import type { Services } from './services.ts'

interface ServiceNamespaceOptions {
  readonly adminSecret: string | undefined
  readonly contain: Contain
  readonly connections: Connections
  readonly services: Services
  readonly onFailure: (error: unknown) => void
}

type Next = (error?: Error) => void

const ADMIN_HEADER = 'x-mew-admin-secret'

/** A header that is there decides alone; nothing that stands in an address counts (GW-10.1). */
function secretOf({ handshake }: Socket): unknown {
  return handshake.headers[ADMIN_HEADER] ?? handshake.auth['adminSecret']
}

function serviceTypeOf({ handshake }: Socket): string {
  const { serviceType: said } = handshake.auth as { serviceType?: unknown }
  const value = typeof said === 'string' ? said : handshake.query['serviceType']
  return typeof value === 'string' ? value : ''
}

/** What stock clients look for, in the protocol's own order (GW-10.1). */
function refusalOf(socket: Socket, adminSecret: string | undefined): string | undefined {
  if (adminSecret === undefined) return 'Admin secret not configured'
  if (!sameSecret(secretOf(socket), adminSecret)) return 'Invalid admin secret'
  const serviceType = serviceTypeOf(socket)
  if (serviceType.trim() === '') return 'Missing serviceType'
  return serviceType.trim() === RESERVED_SERVICE_TYPE ? `Reserved serviceType: ${serviceType}` : undefined
}

// `data` is ours alone, and nobody is let in without it.
const typeOf = (socket: Socket): string => (socket.data as { readonly serviceType: string }).serviceType

/**
 * `/infra`, for services of bots and nobody else (GW-10): they prove themselves by the admin secret, hear of changes to
 * their bots, and say nothing. Neither a user nor a socket of `/` comes into it.
 */
export function openServiceNamespace(io: Server, options: ServiceNamespaceOptions): void {
  const { adminSecret, contain, connections, services, onFailure } = options
  const namespace = io.of(SERVICES_NAMESPACE)
  const present = new WeakSet<Connection>()

  function check(socket: Socket, next: Next): void {
    const { conn } = socket
    // One at a time, as in the other namespace.
    if (present.has(conn)) {
      endConnection(conn)
      next(new Error('Already connected'))
      return
    }
    const refusal = refusalOf(socket, adminSecret)
    if (refusal === undefined) {
      present.add(conn)
      socket.data = { serviceType: serviceTypeOf(socket).trim() }
      socket.once(
        'disconnect',
        contain(() => present.delete(conn)),
      )
    }
    // What it said of itself may be large, and has the secret in it.
    socket.handshake.auth = {}
    next(refusal === undefined ? undefined : new Error(`Authentication error: ${refusal}`))
  }

  /** All that listens is attached in the tick of the connection: a socket that is gone again must not count (GW-12, D2). */
  function receive(socket: Socket): void {
    const { conn } = socket
    const serviceType = typeOf(socket)
    connections.joined(conn)
    void socket.join(serviceType)
    const gone = services.come(serviceType)
    socket.once(
      'disconnect',
      contain(() => {
        gone()
        connections.left(conn)
      }),
    )
    // Socket.IO throws what a peer sends under this name, unless somebody listens.
    socket.on(
      'error',
      contain((error: unknown) => {
        if (error instanceof Error) onFailure(error)
      }),
    )
  }

  namespace.use(contain(check))
  namespace.on('connection', contain(receive))
}
