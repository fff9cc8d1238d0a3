import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { readCookie } from '../plugins/read-cookie.ts'
import type { Authenticate } from '../plugins/auth.ts'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { Contain } from './contain.ts'
import { endConnection, type Connection } from './end-connection.ts'
import type { HostCheck } from './host-names.ts'
import type { Origins } from './origins.ts'
import { askedExtensions } from './room-names.ts'
import { refuseInJson } from './transport-refusals.ts'
import { admit } from './visitor.ts'

const MAX_PACKET_BYTES = 1_000_000

interface IoOptions {
  readonly server: HttpServer
  readonly origins: Origins
  readonly isOwnHost: HostCheck
}

/** The Socket.IO server, with the limits of the contract (GW-1) and the door closed to foreign pages and names. */
export function createIo({ server, origins, isOwnHost }: IoOptions): Server {
  const io = new Server(server, {
    serveClient: false,
    transports: ['polling', 'websocket'],
    pingInterval: 25_000,
    pingTimeout: 20_000,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    cors: {
      origin: (origin, answer) => {
        answer(null, origin === undefined || origins.isAllowed(origin))
      },
      methods: ['GET', 'POST'],
      credentials: true,
    },
    allowRequest: (request, answer) => {
      const welcome =
        !asksForScript(request.url ?? '') && isOwnHost(request.headers.host) && origins.mayConnect(request)
      answer(welcome ? null : 'Forbidden', welcome)
    },
  })
  refuseInJson(io, { server, maxBytes: MAX_PACKET_BYTES })
  return io
}

/** An answer to `?j=` would be a script that any page could run. Read as Engine.IO reads it, escapes and all. */
const asksForScript = (url: string): boolean => new URLSearchParams(url.split('?').slice(1).join('?')).has('j')

/** The token a socket brought: its auth object decides when it says anything, else the page's cookie (GW-2.1). */
function tokenOf(socket: Socket, origins: Origins): unknown {
  const { token } = socket.handshake.auth as { token?: unknown }
  if (token) return token
  const { request } = socket
  return origins.mayUseCookies(request) ? readCookie(request.headers.cookie, ACCESS_COOKIE) : undefined
}

interface NamespaceGuard {
  readonly origins: Origins
  readonly authenticate: Authenticate
  readonly contain: Contain
  readonly onFailure: (error: unknown) => void
}

type Next = (error?: Error) => void

/** Lets in who has a token. Refused in the namespace, not at the transport: stock clients look for these texts (GW-2.2). */
export function guardNamespace(io: Server, guard: NamespaceGuard): void {
  const { origins, authenticate, contain, onFailure } = guard
  const present = new WeakSet<Connection>()

  async function refusalOf(socket: Socket, token: unknown): Promise<Error | undefined> {
    try {
      const actor = await authenticate(token)
      admit(socket, { actor, extensions: askedExtensions(socket.handshake.auth) })
      return undefined
    } catch (error) {
      if (!(error instanceof ProtocolError)) onFailure(error)
      return new Error('Authentication error: Invalid token')
    }
  }

  async function check(socket: Socket, next: Next): Promise<void> {
    const { conn } = socket
    // One at a time: of a thousand that were let in over one transport each would get every event.
    if (present.has(conn)) {
      endConnection(conn)
      next(new Error('Already connected'))
      return
    }
    const token = tokenOf(socket, origins)
    if (token === undefined) {
      next(new Error('Authentication error: No token provided'))
      return
    }
    present.add(conn)
    socket.once(
      'disconnect',
      contain(() => present.delete(conn)),
    )
    const refusal = await refusalOf(socket, token)
    if (refusal !== undefined) present.delete(conn)
    next(refusal)
  }

  io.use(contain(check))
}
