import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { readCookie } from '../plugins/read-cookie.ts'
import type { Authenticate } from '../plugins/auth.ts'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { HostCheck } from './host-names.ts'
import type { Origins } from './origins.ts'

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

/** Lets in who has a token. Refused in the namespace, not at the transport: stock clients look for these texts (GW-2.2). */
export function guardNamespace(
  io: Server,
  guard: { origins: Origins; authenticate: Authenticate; onFailure: (error: unknown) => void },
): void {
  io.use((socket, next) => {
    const token = tokenOf(socket, guard.origins)
    if (token === undefined) {
      next(new Error('Authentication error: No token provided'))
      return
    }
    guard.authenticate(token).then(
      (actor) => {
        socket.data = actor
        next()
      },
      (error: unknown) => {
        if (!(error instanceof ProtocolError)) guard.onFailure(error)
        next(new Error('Authentication error: Invalid token'))
      },
    )
  })
}
