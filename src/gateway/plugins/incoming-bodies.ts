import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '../clock.ts'

const WINDOW_MS = 60_000
/** A kilobyte a second: the slowest lines bring more, and who trickles on purpose has to pay for it. */
const WINDOW_BYTES = 65_536
/** So much is read of what nobody wants: most browsers look for the answer only once they have sent everything. */
const UNWANTED_BYTES = 67_108_864

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

interface Exchange {
  readonly server: Server
  readonly clock: Clock
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Ends a request whose body stands still: how long it may take is a matter of its size, and not of a time for all. */
function watchPace({ server, clock, request, response }: Exchange): void {
  const { socket } = request
  let before = socket.bytesRead
  let callOff = clock.after(WINDOW_MS, check)
  request.once('close', () => {
    callOff()
  })

  function check(): void {
    if (request.complete || socket.destroyed) return
    if (socket.bytesRead - before >= WINDOW_BYTES) {
      before = socket.bytesRead
      callOff = clock.after(WINDOW_MS, check)
    } else if (response.headersSent) {
      socket.destroy()
    } else {
      const error = Object.assign(new Error('The body stands still'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
      server.emit('clientError', error, socket)
    }
  }
}

/**
 * Reads on where the answer was sent before the whole body had come: a connection that closed under it would take the
 * answer along, and one that nobody reads from would never bring its next request.
 */
function readTheRest(request: IncomingMessage, socket: Socket): void {
  const endSoon = socket.destroySoon.bind(socket)
  let isLast = false
  let left = UNWANTED_BYTES
  // Called at once where the connection is not to be kept: the answer and its end go out, and reading goes on.
  socket.destroySoon = () => {
    isLast = true
    socket.end()
  }
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) socket.destroy()
  })
  // Whoever stopped reading may have left it standing.
  request.unpipe().resume()
  request.once('end', () => {
    socket.destroySoon = endSoon
    if (isLast) endSoon()
  })
}

/** How bodies come in: at a pace, and to their end even where nobody waits for them any more. */
export function watchIncomingBodies(server: Server, clock: Clock): void {
  // Sockets' own requests never reach the framework, so that this stands at the server, and behind nobody.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!hasBody(request)) return
    // A request whose reader gave up does not know it any more.
    const { socket } = request
    watchPace({ server, clock, request, response })
    // Before Node's own, which would throw away what comes without counting it.
    response.prependOnceListener('finish', () => {
      if (!request.complete) readTheRest(request, socket)
    })
  })
}
