import type { Socket } from 'socket.io-client'
import type { Simulation } from '../simulation.ts'
import { openSocket } from '../testing/socket-client.ts'
import { ActorGone } from './actor-gone.ts'
import { createOutgoing } from './outgoing.ts'

/** The live connection of an actor, one after another. */
export interface ActorConnection {
  /** Past `ready`. */
  readonly come: () => Promise<void>
  /** Cut as by a network, or left politely; resolves once the gateway knows. */
  readonly end: (how: 'cut' | 'leave') => Promise<void>
  /**
   * Resolves once the gateway has the packet, before anything has become of it.
   * @throws ActorGone where the actor is not connected, or is not any more
   */
  readonly emit: (event: string, data?: unknown) => Promise<void>
  readonly close: () => void
  /** The socket's own id while it is there. */
  readonly id: () => string | undefined
  /** What the journal calls the connection, or the last one there was. */
  readonly name: () => string
  /** Whether everything that has left for it, or by it, has arrived. */
  readonly isCaughtUp: (sentTo: (socket: string) => number) => boolean
}

interface ConnectionOptions {
  readonly simulation: Simulation
  /** As in the journal. */
  readonly user: string
  readonly hear: (event: string, payload: unknown) => void
  readonly token: () => Promise<string>
}

const READY_MS = 5_000

function arrival(coming: Socket, user: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${user} is connected, but heard no ready within ${READY_MS} ms`))
    }, READY_MS)
    coming.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
    coming.once('connect_error', (error) => {
      clearTimeout(timer)
      reject(new Error(`${user} was not let in: ${error.message}`))
    })
  })
}

export function createActorConnection({ simulation, user, hear, token }: ConnectionOptions): ActorConnection {
  const { gateway, journal } = simulation
  const outgoing = createOutgoing(journal)
  let socket: Socket | undefined
  let received = 0
  let name = ''

  const idNow = (): string | undefined => (socket?.connected === true ? socket.id : undefined)

  function learnName(id: string | undefined): void {
    const { realtime } = gateway.parts
    const own = [...realtime.sockets.all()].find((each) => each.id === id)
    if (own !== undefined) name = simulation.watched.names.of(own).socket
    outgoing.begin(name)
  }

  async function come(): Promise<void> {
    received = 0
    const coming = openSocket(gateway.url, { auth: { token: await token() } })
    socket = coming
    coming.once('disconnect', () => {
      outgoing.end(new ActorGone(`The connection of ${user} ended before the packet had arrived`))
    })
    coming.onAny((event: string, payload: unknown) => {
      received += 1
      hear(event, payload)
    })
    await arrival(coming, user)
    learnName(coming.id)
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
    emit: async (event, data) => {
      if (socket?.connected !== true) throw new ActorGone(`${user} is not connected`)
      const arrived = outgoing.next()
      socket.emit(event, ...(data === undefined ? [] : [data]))
      await arrived
    },
    close: () => {
      socket?.disconnect()
      outgoing.end(new ActorGone(`${user} has left`))
    },
    id: idNow,
    name: () => name,
    isCaughtUp: (sentTo) => {
      const id = idNow()
      return id === undefined || (outgoing.underWay() === 0 && received >= sentTo(id))
    },
  }
}
