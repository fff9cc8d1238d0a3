import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '../../clock.ts'

/** So long a connection may bring no request: before its first, while the head of one trickles in, and between two. */
const SILENT_MS = 60_000

interface Peer {
  /** Requests that are not answered yet. */
  busy: number
  callOff: () => void
}

/** A server that is handed its connections counts none of its own times but for idle ones, and those only after an answer. */
export function endSilentConnections(server: Server, clock: Clock): void {
  const peers = new WeakMap<Socket, Peer>()

  function wait(socket: Socket, peer: Peer): void {
    peer.callOff()
    peer.callOff = clock.after(SILENT_MS, () => {
      socket.destroy()
    })
  }

  server.on('connection', (socket: Socket) => {
    const peer: Peer = { busy: 0, callOff: () => undefined }
    peers.set(socket, peer)
    wait(socket, peer)
    socket.once('close', () => {
      peer.callOff()
    })
  })

  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const peer = peers.get(socket)
    if (peer === undefined) return
    peer.busy += 1
    peer.callOff()
    response.once('close', () => {
      peer.busy -= 1
      if (peer.busy === 0 && !socket.destroyed) wait(socket, peer)
    })
  })
}
