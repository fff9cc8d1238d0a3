import { io, type Socket } from 'socket.io-client'
import type { GatewaySocket, OpenSocket } from '../sync/gateway-socket.ts'
import type { GatewayLink } from '../platform/gateway-link.ts'
import { withRelay } from '../platform/relay-polling.ts'

interface Probe {
  readonly ask: GatewaySocket['probe']
  /** Left to itself the question would go out again with the next connection, and keep the last one open. */
  readonly forget: () => void
}

/**
 * Asks the gateway for a namespace it does not have: any that speaks the protocol says so at once, and over the same
 * connection. Its own heartbeat tells of a dead line only after most of a minute.
 */
function createProbe(socket: Socket): Probe {
  let asked: Socket | undefined
  const forget = (): void => {
    asked?.removeAllListeners().disconnect()
  }
  return {
    forget,
    ask: (onAnswer) => {
      forget()
      asked = socket.io.socket('/probe').on('connect', onAnswer).on('connect_error', onAnswer)
      asked.connect()
    },
  }
}

/** Opens sockets the way the account's link says. Trying again is sync's business, not the library's. */
export function socketOpener(link: Pick<GatewayLink, 'socketOptions'>): OpenSocket {
  return ({ onEvent, onGone }): GatewaySocket => {
    const target = link.socketOptions()
    const socket = io(target.url, {
      ...withRelay(target),
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      timeout: 10_000,
    })
    socket.onAny((name: string, payload: unknown) => {
      onEvent(name, payload)
    })
    socket.on('connect_error', (error) => {
      onGone(error.message)
    })
    socket.on('disconnect', (reason) => {
      onGone(reason)
    })
    const probe = createProbe(socket)
    return {
      connect: () => {
        probe.forget()
        socket.connect()
      },
      close: () => {
        probe.forget()
        socket.disconnect()
      },
      emit: (event, payload) => {
        socket.volatile.emit(event, payload)
      },
      probe: probe.ask,
    }
  }
}
