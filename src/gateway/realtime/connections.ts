import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Contain } from './contain.ts'
import { endConnection, type Connection } from './end-connection.ts'
import { createRecent } from './recent.ts'
import { writeTogether } from './write-together.ts'

/** So long nobody asks who is behind a connection. */
const GREETING_MS = 5_000
/** So many of one address may stay unknown beyond that. */
const MAX_STRANGERS = 64
/** And none of them longer than this. */
const STRANGER_MS = 45_000

/** Every connection, whoever is behind it. One whose peer is in no namespace is a stranger's, and does not stay. */
export interface Connections {
  readonly all: () => Iterable<Connection>
  /** The peer has joined a namespace, or has left it. */
  readonly joined: (connection: Connection) => void
  readonly left: (connection: Connection) => void
  /** How many peers have connected a moment ago and are in no namespace yet. */
  readonly arriving: () => number
  readonly stop: () => void
}

interface ConnectionsOptions {
  readonly clock: Clock
  readonly contain: Contain
  readonly addressOf: (request: IncomingMessage) => string
}

/** What of Engine.IO's server is used here. */
interface Engine {
  readonly on: (event: 'connection', listener: (connection: Connection) => void) => unknown
}

interface Peer {
  readonly address: string
  namespaces: number
  lingers: boolean
  callOff: () => void
}

interface Tally {
  readonly count: (key: string) => number
  readonly add: (key: string, step: 1 | -1) => void
}

function createTally(): Tally {
  const counts = new Map<string, number>()
  const count = (key: string): number => counts.get(key) ?? 0
  return {
    count,
    add: (key, step) => {
      const next = count(key) + step
      if (next === 0) counts.delete(key)
      else counts.set(key, next)
    },
  }
}

export function watchConnections(engine: Engine, options: ConnectionsOptions): Connections {
  const { clock, contain, addressOf } = options
  const peers = new Map<Connection, Peer>()
  const lingering = createTally()
  const recent = createRecent<Connection>()

  /** The clock begins to run against somebody who has not said who they are. */
  function startWaiting(connection: Connection, peer: Peer): void {
    const end = contain(() => {
      endConnection(connection)
    })
    const linger = contain(() => {
      if (lingering.count(peer.address) >= MAX_STRANGERS) {
        end()
        return
      }
      peer.lingers = true
      lingering.add(peer.address, 1)
      peer.callOff = clock.after(STRANGER_MS - GREETING_MS, end)
    })
    peer.callOff = clock.after(GREETING_MS, linger)
  }

  function release(peer: Peer): void {
    peer.callOff()
    if (peer.lingers) lingering.add(peer.address, -1)
    peer.lingers = false
  }

  const come = (connection: Connection): void => {
    const peer: Peer = { address: addressOf(connection.request), namespaces: 0, lingers: false, callOff: () => {} }
    const forget = (): void => {
      peers.delete(connection)
      recent.remove(connection)
      release(peer)
    }
    peers.set(connection, peer)
    recent.add(connection)
    connection.once('close', contain(forget))
    writeTogether(connection, contain)
    startWaiting(connection, peer)
  }
  engine.on('connection', contain(come))

  return {
    all: () => peers.keys(),
    joined: (connection) => {
      recent.remove(connection)
      const peer = peers.get(connection)
      if (peer === undefined) return
      peer.namespaces += 1
      release(peer)
    },
    left: (connection) => {
      const peer = peers.get(connection)
      if (peer === undefined) return
      peer.namespaces -= 1
      if (peer.namespaces === 0) startWaiting(connection, peer)
    },
    arriving: recent.count,
    stop: () => {
      for (const peer of peers.values()) peer.callOff()
    },
  }
}
