import type { Socket } from 'socket.io'

/**
 * Ends a socket now, whatever waits to be sent to it. The transport is closed, not the namespace: after a namespace
 * disconnect stock clients stay away for good (GW-11).
 */
export function endSocket(socket: Socket): void {
  socket.conn.close(true)
}
