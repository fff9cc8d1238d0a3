import type { IncomingMessage, Server as HttpServer } from 'node:http'
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
import { admit } from './visitor.ts'

interface IoOptions {
  readonly server: HttpServer
  readonly origins: Origins
  readonly isOwnHost: HostCheck
}

/** The Socket.IO server, with the limits of the contract (GW-1) and the door closed to foreign pages and names. */
export function createIo({ server, origins, isOwnHost }: IoOptions): Server {
  return new Server(server, {
    serveClient: false,
    transports: ['polling', 'websocket'],
    pingInterval: 25_000,
    pingTimeout: 20_000,
    maxHttpBufferSize: 1_000_000,
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
      if (!welcome) refuseUpgrade(request)
      answer(welcome ? null : 'Forbidden', welcome)
    },
  })
}

const REFUSAL = '{"code":4,"message":"Forbidden"}'

/** Engine.IO itself would answer 400 to an upgrade that is refused; it is 403 on both transports (GW-12, D12). */
function refuseUpgrade({ headers, socket }: IncomingMessage): void {
  if (headers.upgrade === undefined) return
  const head = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${REFUSAL.length}`
  socket.end(`HTTP/1.1 403 Forbidden\r\n${head}\r\n\r\n${REFUSAL}`)
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
