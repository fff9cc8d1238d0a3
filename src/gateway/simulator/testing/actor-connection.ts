import type { Socket } from 'socket.io-client'
import type { Simulation } from '../simulation.ts'
import { openSocket, type Ears } from './socket-client.ts'

/** The live connection of an actor, one after another. */
export interface ActorConnection {
  /** Past `ready`. */
  readonly come: () => Promise<void>
  /** Cut as by a network, or left politely; resolves once the gateway knows. */
  readonly end: (how: 'cut' | 'leave') => Promise<void>
  readonly close: () => void
  /** The socket's own id while it is there. */
  readonly id: () => string | undefined
  /** Whether everything that has left for it has arrived. */
  readonly isCaughtUp: (sentTo: (socket: string) => number) => boolean
}

interface ConnectionOptions {
  readonly simulation: Simulation
  readonly user: string
  readonly ears: Ears
  readonly token: () => Promise<string>
}

export function createActorConnection({ simulation, user, ears, token }: ConnectionOptions): ActorConnection {
  const { gateway, journal } = simulation
  let socket: Socket | undefined
  let received = 0

  async function come(): Promise<void> {
    const from = ears.heard.length
    received = 0
    const coming = openSocket(gateway.url, { auth: { token: await token() } })
    socket = coming
    coming.onAny((event: string, payload: unknown) => {
      received += 1
      ears.hear(event, payload)
    })
    const refused = new Promise<never>((_, reject) => {
      coming.once('connect_error', (error) => {
        reject(new Error(`${user} was not let in: ${error.message}`))
      })
    })
    await Promise.race([ears.wait('ready', undefined, from), refused])
  }

  async function end(how: 'cut' | 'leave'): Promise<void> {
    if (socket?.connected !== true) return
    const from = journal.length()
    if (how === 'cut') socket.io.engine.close()
    else socket.disconnect()
    await journal.wait((step) => step.kind === 'disconnect' && step.user === user, { from })
  }

  return {
    come,
    end,
    close: () => void socket?.disconnect(),
    id: () => (socket?.connected === true ? socket.id : undefined),
    isCaughtUp: (sentTo) => socket?.connected !== true || socket.id === undefined || received >= sentTo(socket.id),
  }
}
