import { io, type Socket } from 'socket.io-client'
import type { RunningGateway } from '../../gateway-options.ts'
import type { Power } from '../power/start-with-power.ts'
import type { Stage } from '../stage.ts'
import { lookUp, type Directory } from './directory.ts'

/** The people of a timeline: they ask and connect as any client does, and the gateway knows no difference. */
export interface Cast {
  /** A request as somebody; undefined where no answer came. */
  readonly ask: (person: string, request: Request) => Promise<Response | undefined>
  /** The same without being anybody: what is asked says who may. */
  readonly askOpenly: (request: Request) => Promise<Response | undefined>
  /** Says something over their socket; false where they have none. */
  readonly say: (person: string, event: string, data: unknown) => boolean
  /** Resolves once they are let in, or not. */
  readonly come: (person: string) => Promise<void>
  /** Resolves once the gateway has counted them out. */
  readonly go: (person: string) => Promise<void>
  /** Those who are connected. */
  readonly present: () => readonly string[]
  /** Their connection is broken by now: it is given up. */
  readonly lose: (person: string) => void
  readonly stop: () => void
}

interface Request {
  readonly method: string
  readonly path: string
  /** Sent as JSON, but for a form. */
  readonly body?: unknown
}

/** A form says by itself what it is. */
function sending(body: unknown): {
  readonly body?: string | FormData
  readonly headers?: Readonly<Record<string, string>>
} {
  if (body === undefined) return {}
  if (body instanceof FormData) return { body }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

interface CastOptions {
  readonly gateway: RunningGateway
  readonly stage: Stage
  readonly power: Power
  readonly directory: Directory
}

/** Well before a token runs out, by the gateway's clock. */
const TOKEN_FRESH_MS = 300_000

/** An address that listens everywhere is not one that can be called everywhere. */
const callable = (url: string): string => url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')

function arrival(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve()
    }
    socket.once('ready', done)
    socket.once('connect_error', done)
    socket.once('disconnect', done)
    socket.io.once('close', done)
  })
}

/** One request; undefined where no answer came. */
async function send(
  base: string,
  { method, path, body }: Request,
  authorization: Readonly<Record<string, string>>,
): Promise<Response | undefined> {
  const { headers, ...rest } = sending(body)
  try {
    return await fetch(`${base}/api${path}`, { method, ...rest, headers: { ...authorization, ...headers } })
  } catch {
    // A fault has cut it off: no answer is an answer here.
    return undefined
  }
}

export function createCast({ gateway, stage, power, directory }: CastOptions): Cast {
  const { clock, journal } = stage
  const base = callable(gateway.url)
  const tokens = new Map<string, { readonly token: string; readonly madeAt: number }>()
  const sockets = new Map<string, Socket>()

  async function tokenOf(person: string): Promise<string> {
    const known = tokens.get(person)
    if (known !== undefined && clock.now() - known.madeAt < TOKEN_FRESH_MS) return known.token
    const { accessToken } = await gateway.parts.sessions.begin(lookUp(directory.people, person), false)
    tokens.set(person, { token: accessToken, madeAt: clock.now() })
    return accessToken
  }

  async function come(person: string): Promise<void> {
    if (power.isCut() || sockets.get(person)?.connected === true) return
    const socket = io(base, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token: await tokenOf(person) },
    })
    sockets.set(person, socket)
    await arrival(socket)
    if (!socket.connected) sockets.delete(person)
  }

  return {
    ask: async (person, request) =>
      power.isCut() ? undefined : send(base, request, { authorization: `Bearer ${await tokenOf(person)}` }),
    askOpenly: (request) => send(base, request, {}),
    say: (person, event, data) => {
      const socket = sockets.get(person)
      if (socket?.connected !== true) return false
      socket.emit(event, ...(data === undefined ? [] : [data]))
      return true
    },
    come,
    go: async (person) => {
      const socket = sockets.get(person)
      sockets.delete(person)
      if (socket?.connected !== true) return
      const from = journal.length()
      socket.disconnect()
      await journal.wait((step) => step.kind === 'disconnect' && step.user === person, { from })
    },
    present: () => [...sockets.keys()],
    lose: (person) => {
      sockets.get(person)?.disconnect()
      sockets.delete(person)
    },
    stop: () => {
      for (const socket of sockets.values()) socket.disconnect()
      sockets.clear()
    },
  }
}
