import { io } from 'socket.io-client'
import type { GatewaySocket, OpenSocket } from '../sync/connection.ts'
import type { GatewayLink } from '../platform/gateway-link.ts'

/** Opens sockets the way the account's link says. Trying again is sync's business, not the library's. */
export function socketOpener(link: GatewayLink): OpenSocket {
  return ({ onEvent, onGone }): GatewaySocket => {
    const { url, options } = link.socketOptions()
    const socket = io(url, { ...options, forceNew: true, reconnection: false, autoConnect: false, timeout: 10_000 })
    socket.onAny((name: string, payload: unknown) => {
      onEvent(name, payload)
    })
    socket.on('connect_error', (error) => {
      onGone(error.message)
    })
    socket.on('disconnect', (reason) => {
      onGone(reason)
    })
    return {
      connect: () => {
        socket.connect()
      },
      close: () => {
        socket.disconnect()
      },
    }
  }
}
