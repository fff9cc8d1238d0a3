import type { GatewayLink } from '../platform/gateway-link.ts'
import type { GatewaySocket, OpenSocket } from '../sync/gateway-socket.ts'
import type * as library from './gateway-socket.ts'

type Library = typeof library

let loaded: Library | undefined

/** The library that sockets are made of, which is large. */
export async function loadSockets(): Promise<Library> {
  loaded = await import('./gateway-socket.ts')
  return loaded
}

/** Sockets whose library comes with the first connection: what is kept is on the screen before. */
export const laterSocketOpener =
  (link: Pick<GatewayLink, 'socketOptions'>): OpenSocket =>
  (listener) => {
    let socket: GatewaySocket | undefined
    let wanted = false
    const connect = ({ socketOpener }: Library): void => {
      if (!wanted) return
      socket ??= socketOpener(link)(listener)
      socket.connect()
    }
    return {
      connect: () => {
        wanted = true
        if (loaded !== undefined) connect(loaded)
        else loadSockets().then(connect, (cause: unknown) => listener.onGone(String(cause)))
      },
      close: () => {
        wanted = false
        socket?.close()
      },
      emit: (event, payload) => socket?.emit(event, payload),
      probe: (onAnswer) => socket?.probe(onAnswer),
    }
  }
