import type { FastifyInstance } from 'fastify'
import type { Server } from 'socket.io'

/**
 * Where something that sits on top of a gateway watches what passes and may stand in its way. The gateway asks for
 * nothing back: without taps it does the same.
 */
export interface Taps {
  /** Gets the HTTP server before any of its hooks and routes. */
  readonly http?: (app: FastifyInstance) => void
  /** Gets the Socket.IO server before it lets anybody in. */
  readonly sockets?: (io: Server) => void
}
