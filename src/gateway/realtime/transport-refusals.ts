import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server } from 'socket.io'

/** Engine.IO's number for a request that `allowRequest` does not let in. */
const FORBIDDEN = 4

const reasons = { 400: 'Bad Request', 403: 'Forbidden' } as const

interface Refusal {
  readonly status: keyof typeof reasons
  readonly code?: number
  readonly message: string
}

/** An upgrade has no answer object: it is refused on the bare connection, before anybody else can say anything there. */
function refuseUpgrade(socket: Duplex, { status, ...refusal }: Refusal): void {
  const body = JSON.stringify(refusal)
  const head = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\n${head}\r\n\r\n${body}`)
}

interface ConnectionError {
  readonly req: IncomingMessage
  readonly code: number
  readonly message: string
}

interface WebSocketLibrary {
  readonly on: (event: 'wsClientError', listener: (error: Error, socket: Duplex) => void) => unknown
}

interface Refusing {
  readonly server: HttpServer
  readonly maxBytes: number
}

/**
 * What the transports refuse is JSON with a message, as everywhere (ID-1.3): Engine.IO itself answers an upgrade as a
 * page and always with 400, where it is 403 on both transports (GW-12, D12), its WebSocket library as a page, and what
 * is too large with nothing.
 */
export function refuseInJson({ engine }: Server, { server, maxBytes }: Refusing): void {
  engine.on('connection_error', ({ req, code, message }: ConnectionError) => {
    if (req.headers.upgrade === undefined) return
    refuseUpgrade(req.socket, { status: code === FORBIDDEN ? 403 : 400, code, message })
  })
  // Engine.IO makes a new one, which it calls private, whenever its server begins to listen.
  server.on('listening', () => {
    const { ws } = engine as unknown as { ws: WebSocketLibrary }
    ws.on('wsClientError', (error, socket) => {
      refuseUpgrade(socket, { status: 400, message: error.message })
    })
  })
  const tooLarge = JSON.stringify({ message: `A packet has at most ${maxBytes} bytes` })
  engine.use((_request: IncomingMessage, response: EngineAnswer, next: () => void) => {
    const writeHead = response.writeHead.bind(response)
    response.writeHead = (status, ...rest) => {
      if (status !== 413) return writeHead(status, ...rest)
      writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      return { end: () => response.end(tooLarge) }
    }
    next()
  })
}

/** An answer as far as it is used here: for an upgrade Engine.IO has a stand-in that has not all of its methods. */
interface EngineAnswer {
  writeHead: (status: number, ...rest: unknown[]) => unknown
  readonly end: (body: string) => unknown
}
