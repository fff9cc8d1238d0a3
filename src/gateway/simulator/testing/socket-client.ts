import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import type { Heard } from './api.ts'

/** A live socket that remembers, in order, everything it heard. */
export interface SocketClient extends Disposable {
  readonly socket: Socket
  readonly heard: readonly Heard[]
  /** Payloads of one event so far. */
  readonly all: (event: string) => readonly unknown[]
  /** The first event that fits, heard already or yet to come. Rejects after five seconds. */
  readonly wait: (event: string, fits?: (payload: never) => boolean) => Promise<unknown>
  /** Resolves once everything the gateway sent before this moment has arrived: proved by an answered packet. */
  readonly settled: () => Promise<void>
}

/** Remembers what is heard, over one connection or several. */
export interface Ears extends Pick<SocketClient, 'heard' | 'all'> {
  readonly hear: (event: string, payload: unknown) => void
  /** The first that fits, from a place in `heard` on. */
  readonly wait: (event: string, fits?: (payload: never) => boolean, from?: number) => Promise<unknown>
}

const WAIT_MS = 5_000

export function createEars(): Ears {
  const heard: Heard[] = []
  const waiting = new Set<() => void>()

  function wait(event: string, fits: (payload: never) => boolean = () => true, from = 0): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`No ${event} within ${WAIT_MS} ms; heard ${heard.map((entry) => entry.event).join(', ')}`))
      }, WAIT_MS)
      const look = (): void => {
        // What a test asks of a payload is typed by the test.
        const hit = heard.slice(from).find((entry) => entry.event === event && fits(entry.payload as never))
        if (hit === undefined) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(hit.payload)
      }
      waiting.add(look)
      look()
    })
  }

  return {
    heard,
    all: (event) => heard.filter((entry) => entry.event === event).map((entry) => entry.payload),
    wait,
    hear: (event, payload) => {
      heard.push({ event, payload })
      for (const look of waiting) look()
    },
  }
}

export function openSocket(url: string, options: Partial<ManagerOptions & SocketOptions>): Socket {
  return io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options })
}

export function connectSocket(url: string, options: Partial<ManagerOptions & SocketOptions>): SocketClient {
  const socket = openSocket(url, options)
  const { heard, all, wait, hear } = createEars()
  socket.onAny(hear)
  return {
    socket,
    heard,
    all,
    wait: (event, fits) => wait(event, fits),
    settled: async () => {
      const from = heard.length
      // A command that cannot be right is answered by exactly one `error`, after everything sent before it.
      socket.emit('message/create', { channelId: 'nowhere' })
      await wait('error', undefined, from)
    },
    [Symbol.dispose]: () => {
      socket.disconnect()
    },
  }
}

/** A socket of somebody, past `ready`. */
export async function readySocket(url: string, token: string): Promise<SocketClient> {
  const client = connectSocket(url, { auth: { token } })
  await client.wait('ready')
  return client
}
