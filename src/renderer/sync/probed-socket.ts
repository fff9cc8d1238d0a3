import type { SyncClock } from './clock.ts'
import type { GatewaySocket, OpenSocket, SocketListener } from './gateway-socket.ts'

/** A line that has not answered by then is dead, whatever the heartbeat will say in half a minute. */
const PROBE_LIMIT_MS = 4_000

interface ProbedSocketOptions {
  readonly openSocket: OpenSocket
  readonly clock: Pick<SyncClock, 'after'>
}

interface ProbedSocket extends Pick<GatewaySocket, 'connect' | 'emit'> {
  readonly close: () => void
  /** Finds out whether the line is alive, one question at a time. Where it is not it is gone. */
  readonly probe: () => void
}

/** A socket that can be asked whether it is still there. Whatever it says meanwhile is an answer, too. */
export function openProbedSocket(
  { openSocket, clock }: ProbedSocketOptions,
  { onEvent, onGone }: SocketListener,
): ProbedSocket {
  let callOff: (() => void) | undefined
  const over = (): void => {
    callOff?.()
    callOff = undefined
  }
  const leave = (): void => {
    over()
    // What the socket says of its own end is no news then.
    onGone('no answer')
    socket.close()
  }
  const socket = openSocket({
    onEvent: (name, payload) => {
      over()
      onEvent(name, payload)
    },
    onGone: (reason) => {
      over()
      onGone(reason)
    },
  })
  return {
    connect: socket.connect,
    emit: socket.emit,
    close: () => {
      over()
      socket.close()
    },
    probe: () => {
      if (callOff !== undefined) return
      callOff = clock.after(PROBE_LIMIT_MS, leave)
      socket.probe(over)
    },
  }
}
