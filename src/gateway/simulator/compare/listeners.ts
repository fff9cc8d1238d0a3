import { io, type Socket } from 'socket.io-client'
import { CompareError } from './compare-error.ts'
import type { Ears } from './ears.ts'
import type { SocketName } from './step.ts'

/** What a socket sends. */
export interface Saying {
  readonly event: string
  readonly data: unknown
}

/** The sockets of everybody at one gateway. */
export interface Listeners {
  /** Resolves once they are let in, or not; what they say they say before that. */
  readonly come: (name: SocketName, token: string, says?: readonly Saying[]) => Promise<void>
  readonly go: (name: SocketName) => void
  readonly say: (name: SocketName, says: readonly Saying[]) => void
  readonly present: () => readonly SocketName[]
  /** Resolves once everything that was sent before this moment has come. */
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

interface ListenerOptions {
  readonly url: string
  readonly answerWithinMs: number
  readonly ears: Ears
}

/** Nobody has a namespace of that name: it is refused on the same connection, behind all that was sent before. */
const NOBODYS = '/compare-nothing-here'

function within(limitMs: number, complaint: string, work: (done: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new CompareError(complaint))
    }, limitMs)
    work(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function roundTrip(socket: Socket, { url, answerWithinMs }: ListenerOptions): Promise<void> {
  return within(answerWithinMs, `A socket at ${url} is open, and nothing comes back on it`, (done) => {
    const probe = socket.io.socket(NOBODYS)
    probe.once('connect_error', done)
    // Whoever is put out meanwhile hears nothing more.
    socket.once('disconnect', done)
    probe.connect()
  })
}

const arrival = (socket: Socket, { url, answerWithinMs }: ListenerOptions): Promise<void> =>
  within(answerWithinMs, `A socket at ${url} is neither let in nor refused`, (done) => {
    for (const event of ['ready', 'connect_error', 'disconnect']) socket.once(event, done)
  })

export function createListeners(options: ListenerOptions): Listeners {
  const { url, ears } = options
  const sockets = new Map<SocketName, Socket>()

  function open(name: SocketName, token: string): Socket {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token } })
    sockets.set(name, socket)
    socket.onAny((event: string, payload: unknown) => {
      ears.hear(name, { event, payload })
    })
    socket.on('disconnect', () => {
      if (sockets.delete(name)) ears.hear(name, { event: 'disconnect', payload: undefined })
    })
    socket.on('connect_error', ({ message }) => {
      sockets.delete(name)
      ears.hear(name, { event: 'connect_error', payload: message })
    })
    return socket
  }

  return {
    come: async (name, token, says = []) => {
      if (sockets.has(name)) return
      const socket = open(name, token)
      for (const { event, data } of says) socket.emit(event, data)
      await arrival(socket, options)
    },
    go: (name) => {
      const socket = sockets.get(name)
      sockets.delete(name)
      socket?.disconnect()
    },
    say: (name, says) => {
      for (const { event, data } of says) sockets.get(name)?.emit(event, data)
    },
    present: () => [...sockets.keys()],
    settled: async () => {
      await Promise.all([...sockets.values()].map((socket) => roundTrip(socket, options)))
    },
    stop: () => {
      const left = [...sockets.values()]
      sockets.clear()
      for (const socket of left) socket.disconnect()
    },
  }
}
