import type { OpenSocket } from '#renderer/sync/gateway-socket.ts'
import type { Covered } from './coverage.ts'
import { idOf, people, places, type Place } from './names.ts'
import type { Possible } from './possible.ts'
import type { Session } from './session.ts'
import type { Told, Truth } from './truth.ts'

interface Socket {
  readonly device: number
  readonly session: Session
  readonly listener: Parameters<OpenSocket>[0]
  status: 'closed' | 'asking' | 'open'
  /** What is on its way to it, in order. */
  queue: Queued[]
  /** Ids of the channels whose rooms it joined; some gateways never take it out of one. */
  rooms: ReadonlySet<string>
  /** What has been written since it was last told everything, by place. */
  missed: Map<Place, number>
  /** Somebody asks whether the line is there. */
  probe: (() => void) | undefined
  wasOpen: boolean
}

/** A gateway says this, and nothing else, of a token it does not take. */
const REFUSAL = 'Authentication error: invalid token'

interface Queued {
  readonly event: string
  readonly payload: unknown
}

function areOfTwoMessages(one: Queued, next: Queued | undefined): boolean {
  if (!one.event.startsWith('MESSAGE_') || next?.event.startsWith('MESSAGE_') !== true) return false
  // Whatever the name says is about a message has its id.
  return (one.payload as { _id: string })._id !== (next.payload as { _id: string })._id
}

function silence(socket: Socket): void {
  socket.status = 'closed'
  socket.queue = []
  socket.probe = undefined
}

/** Sockets of devices, and what is on its way to each. */
export class Sockets {
  readonly #truth: Truth
  readonly #covered: Covered
  readonly #sockets = new Map<number, Socket>()

  constructor(truth: Truth, covered: Covered) {
    this.#truth = truth
    this.#covered = covered
  }

  spread({ event, payload, to }: Told): void {
    const { channelId } = payload as { readonly channelId?: string }
    for (const socket of this.#sockets.values()) {
      if (socket.status !== 'open') {
        if (event === 'MESSAGE_CREATE') this.#miss(socket, channelId)
        continue
      }
      const isLeft = this.#truth.manner.staleRooms && channelId !== undefined && socket.rooms.has(channelId)
      if (to('me') || isLeft) socket.queue.push({ event, payload })
    }
  }

  #miss({ missed, wasOpen }: Socket, channelId: string | undefined): void {
    const place = places.find((each) => idOf('place', each) === channelId)
    if (place !== undefined && wasOpen) missed.set(place, (missed.get(place) ?? 0) + 1)
  }

  open(device: number, session: Session): OpenSocket {
    return (listener) => {
      const socket: Socket = {
        device,
        session,
        listener,
        status: 'closed',
        queue: [],
        rooms: new Set(),
        missed: new Map(),
        probe: undefined,
        wasOpen: false,
      }
      this.#sockets.set(device, socket)
      return {
        // Who types is nothing that has to converge.
        emit: () => undefined,
        connect: () => {
          socket.status = 'asking'
          socket.queue = []
        },
        close: () => {
          silence(socket)
        },
        probe: (onAnswer) => {
          socket.probe = onAnswer
        },
      }
    }
  }

  #decide(socket: Socket): void {
    if (!socket.session.isExpired) {
      this.#admit(socket)
      return
    }
    socket.status = 'closed'
    socket.listener.onGone(REFUSAL)
  }

  #admit(socket: Socket): void {
    socket.status = 'open'
    socket.wasOpen = true
    const seen = places.filter((place) => this.#truth.maySee('me', place))
    socket.rooms = new Set(seen.map((place) => idOf('place', place)))
    const online = people.map((person) => idOf('person', person))
    socket.queue.push({ event: 'PRESENCE_INITIAL_STATE', payload: online }, { event: 'ready', payload: undefined })
  }

  /** How much of a place a device has not been told while it was away; asked once. */
  takeMissed(device: number, place: Place): number {
    const socket = this.#sockets.get(device)
    if (socket?.status !== 'open') return 0
    const missed = socket.missed.get(place) ?? 0
    socket.missed = new Map()
    return missed
  }

  possible(): readonly Possible[] {
    return Array.from(this.#sockets.values(), (socket) => this.#possibleOf(socket)).flat()
  }

  #possibleOf(socket: Socket): readonly Possible[] {
    const { device, status, queue, probe } = socket
    if (status === 'asking') return [{ label: () => `admit ${device}`, happen: () => this.#decide(socket) }]
    if (status !== 'open') return []
    const [next] = queue
    const answer = (): void => {
      socket.probe = undefined
      probe?.()
    }
    const deliver = (): void => {
      queue.shift()
      if (next !== undefined) socket.listener.onEvent(next.event, next.payload)
    }
    return [
      ...(next === undefined ? [] : [{ label: () => `deliver ${device} ${next.event}`, happen: deliver }]),
      ...(probe === undefined ? [] : [{ label: () => `answer the probe of ${device}`, happen: answer }]),
    ]
  }

  /** Two messages that were written at the same time are told the wrong way round. */
  swap(device: number): boolean {
    const queue = this.#sockets.get(device)?.queue ?? []
    const index = queue.findIndex((one, place) => areOfTwoMessages(one, queue[place + 1]))
    if (index < 0) return false
    queue.splice(index, 2, ...queue.slice(index, index + 2).toReversed())
    return true
  }

  /** The connection breaks, and what was on its way is gone. */
  drop(device: number): void {
    const socket = this.#sockets.get(device)
    if (socket === undefined || socket.status === 'closed') return
    this.#covered.add('drop')
    if (socket.queue.length > 0) this.#covered.add('missed events')
    silence(socket)
    socket.listener.onGone('transport close')
  }

  /** Whatever a device may still have asked for, its page is gone. */
  forget(device: number): void {
    this.#sockets.delete(device)
  }

  isOpen(device: number): boolean {
    return this.#sockets.get(device)?.status === 'open'
  }
}
