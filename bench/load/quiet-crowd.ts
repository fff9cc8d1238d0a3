import type { Socket as NetSocket } from 'node:net'
import { Socket } from 'engine.io-client'
import { answerCalls } from '../child.ts'

interface Coming {
  readonly url: string
  readonly tokens: readonly string[]
  /** So many are on their way at the same time. */
  readonly atOnce: number
}

const CONNECT = '0'
const READY = '2["ready"]'

const here: Socket[] = []

/** Resolves when it is ready. What else arrives is answered by the protocol and otherwise passed over. */
function come(url: string, token: string): Promise<void> {
  const socket = new Socket(url, { path: '/socket.io/', transports: ['websocket'] })
  here.push(socket)
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(`${CONNECT}${JSON.stringify({ token })}`))
    socket.on('message', (text: unknown) => {
      if (text === READY) resolve()
    })
    socket.on('close', (reason) => {
      reject(new Error(`closed: ${reason}`))
    })
  })
}

/** People who are there and do nothing, as cheaply as can be, so that thousands fit into one process. */
async function gather({ url, tokens, atOnce }: Coming): Promise<void> {
  const left = [...tokens]
  const comeInTurn = async (): Promise<void> => {
    for (let token = left.pop(); token !== undefined; token = left.pop()) await come(url, token)
  }
  await Promise.all(Array.from({ length: atOnce }, comeInTurn))
}

/** From now on nobody takes what is sent to them, and nobody goes. */
function stopReading(): Promise<void> {
  for (const { transport } of here) {
    // Nothing public stops reading; what is underneath is the socket of the system.
    ;(transport as unknown as { ws: { _socket: NetSocket } }).ws._socket.pause()
  }
  return Promise.resolve()
}

const calls = { gather, stopReading }
export type QuietCrowdProgram = typeof calls

answerCalls(calls)
