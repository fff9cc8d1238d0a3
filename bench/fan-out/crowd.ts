import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { answerCalls } from '../child.ts'
import { median, percentile } from '../rounds.ts'

interface Place {
  readonly url: string
  readonly channelId: string
  /** One a socket; the first one is the sender's, who hears like everybody else. */
  readonly tokens: readonly string[]
}

interface Round {
  readonly place: string
  readonly messages: number
  readonly everyMs: number
  /** Characters of a message; a line where it is not said. */
  readonly length?: number
}

/** Milliseconds from sending to arriving, over all messages and sockets. */
export interface Latency {
  readonly median: number
  readonly p99: number
}

interface Heard {
  readonly _id: string
  readonly content: string
}

type Listener = (heard: Heard) => void

interface Listening {
  readonly socket: Socket
  hear: Listener
}

interface Crowd {
  readonly channelId: string
  readonly listening: readonly Listening[]
}

const crowds = new Map<string, Crowd>()
const FILLER = ' and what else there is to say about it, in a line as people write them'
const LIMIT_MS = 20_000

interface Coming {
  readonly name: string
  readonly place: Place
  /** Whether whoever is cut off comes back by themselves, as stock clients do. */
  readonly comesBack?: boolean
}

function open(url: string, token: string, reconnection: boolean): Listening {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection, auth: { token } })
  const listening: Listening = { socket, hear: () => undefined }
  socket.on('MESSAGE_CREATE', (heard: Heard) => {
    listening.hear(heard)
  })
  return listening
}

const readyAgain = ({ socket }: Listening): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('ready', resolve)
    socket.once('connect_error', reject)
    socket.once('disconnect', reject)
  })

/** One after the other. */
async function join({ name, place, comesBack = false }: Coming): Promise<void> {
  const listening = []
  for (const token of place.tokens) {
    const next = open(place.url, token, comesBack)
    await readyAgain(next)
    listening.push(next)
  }
  crowds.set(name, { channelId: place.channelId, listening })
}

/** All at once. Milliseconds until the last one is ready. */
async function rush({ name, place, comesBack = false }: Coming): Promise<number> {
  const began = performance.now()
  const listening = place.tokens.map((token) => open(place.url, token, comesBack))
  crowds.set(name, { channelId: place.channelId, listening })
  await Promise.all(listening.map(readyAgain))
  return performance.now() - began
}

let back: Promise<number> | undefined

/** From now on it is noted when somebody is ready again. */
function awaitBack(name: string): Promise<void> {
  const began = performance.now()
  const returns = (crowds.get(name)?.listening ?? []).map(
    ({ socket }) => new Promise<void>((resolve) => socket.once('ready', resolve)),
  )
  back = Promise.all(returns).then(() => performance.now() - began)
  return Promise.resolve()
}

/** Milliseconds from then until the last one was back. */
async function whenBack(): Promise<number> {
  if (back === undefined) throw new Error('Nobody is awaited')
  return back
}

/** Everybody goes. */
function leave(name: string): Promise<void> {
  for (const { socket } of crowds.get(name)?.listening ?? []) socket.removeAllListeners().disconnect()
  crowds.delete(name)
  return Promise.resolve()
}

/** Throws where a socket hears anything but each message once, in the order of sending, with rising ids. */
function demandOrder(socket: number, messages: number): (heard: Heard, index: number) => void {
  let expected = 0
  let last = ''
  return ({ _id }, index) => {
    if (index !== expected || _id <= last) {
      throw new Error(`Socket ${socket} heard message ${index} of ${messages} where ${expected} was due`)
    }
    expected += 1
    last = _id
  }
}

/** Sends at a steady pace, whatever comes back, and waits until everybody has heard everything. */
async function round({ place, messages, everyMs, length = 0 }: Round): Promise<Latency> {
  const crowd = crowds.get(place)
  const sender = crowd?.listening[0]
  if (crowd === undefined || sender === undefined) throw new Error(`Nobody is at ${place}`)
  const sentAt: number[] = []
  const latencies: number[] = []
  const everything = Promise.withResolvers<undefined>()
  const filler = FILLER.padEnd(length, '.')
  const due = messages * crowd.listening.length

  for (const [number, listening] of crowd.listening.entries()) {
    const check = demandOrder(number, messages)
    listening.hear = (heard) => {
      const index = Number.parseInt(heard.content, 10)
      latencies.push(performance.now() - (sentAt[index] ?? Number.NaN))
      try {
        check(heard, index)
      } catch (error) {
        everything.reject(error)
      }
      if (latencies.length === due) everything.resolve(undefined)
    }
  }

  const began = performance.now()
  for (let index = 0; index < messages; index += 1) {
    await setTimeout(Math.max(0, began + index * everyMs - performance.now()))
    sentAt.push(performance.now())
    sender.socket.emit('message/create', { channelId: crowd.channelId, content: `${index}${filler}` })
  }
  const late = setTimeout(LIMIT_MS, 'late', { ref: false })
  if ((await Promise.race([everything.promise, late])) === 'late') {
    throw new Error(`${due - latencies.length} of ${due} deliveries are lost`)
  }
  return { median: median(latencies), p99: percentile(latencies, 0.99) }
}

const calls = { join, rush, leave, awaitBack, whenBack, round }
export type CrowdProgram = typeof calls

answerCalls(calls)
