import type { Socket } from 'socket.io'

/** A transport of Engine.IO, whatever namespaces its peer has joined. */
export type Connection = Socket['conn']

/**
 * Ends a connection now, whatever waits to be sent. The transport is closed, not the namespace: after a namespace
 * disconnect stock clients stay away for good (GW-11).
 */
export function endConnection(connection: Connection): void {
  connection.close(true)
}

export function endSocket(socket: Socket): void {
  endConnection(socket.conn)
}

/**
 * The same for a peer that does not read: a polite farewell would wait behind everything else for it, and keep all of
 * that in memory meanwhile. Engine.IO shows nothing public that does this.
 */
export function cutConnection(connection: Connection): void {
  const { socket } = connection.transport as unknown as { readonly socket?: { readonly terminate: () => void } }
  endConnection(connection)
  socket?.terminate()
}
