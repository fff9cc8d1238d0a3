import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Server, Socket } from 'socket.io'
import type { Clock } from '../clock.ts'
import type { Database, Reader } from '../database/open-database.ts'
import type { Actor, Authenticate } from '../plugins/auth.ts'
import { createConnectedSockets, type ConnectedSockets } from './connected-sockets.ts'
import { watchConnections } from './connections.ts'
import { createContain } from './contain.ts'
import { createIo, guardNamespace } from './create-io.ts'
import { createEntrance } from './entrance.ts'
import type { HostCheck } from './host-names.ts'
import type { LiveState } from './live-state.ts'
import { createLocalLiveState } from './local-live-state.ts'
import type { Origins } from './origins.ts'
import { createPublish, type Publish } from './publish.ts'
import { receive } from './reception.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { openServiceNamespace } from './service-namespace.ts'
import { createServices, type Services } from './services.ts'
import { watchSlowReaders } from './slow-readers.ts'
import type { Upstream } from './upstream.ts'

export interface Realtime {
  readonly publish: Publish
  readonly liveState: LiveState
  readonly rooms: Rooms
  readonly sockets: ConnectedSockets
  readonly services: Services
  /** Starts to take sockets. Before that the features that answer upstream packets do not exist. */
  readonly open: (upstream: Upstream) => void
  readonly close: () => void
}

/** The part of what watches a gateway that is asked here. */
export interface RealtimeTaps {
  /** Gets the Socket.IO server before it lets anybody in. */
  readonly sockets?: (io: Server) => void
  /** Gets who is online and in which rooms before anybody is. */
  readonly liveState?: (liveState: LiveState, publish: Publish) => LiveState
  /** Gets what the features publish and move rooms with, before there is a feature. */
  readonly realtime?: (realtime: Realtime) => Realtime
}

interface RealtimeOptions {
  readonly server: HttpServer
  readonly clock: Clock
  readonly database: Database
  readonly origins: Origins
  readonly isOwnHost: HostCheck
  readonly addressOf: (request: IncomingMessage) => string
  readonly authenticate: Authenticate
  readonly isAlive: (reader: Reader, actor: Actor) => Promise<boolean>
  readonly graceMs: number
  /** Without one no service of bots is let in. */
  readonly adminSecret: string | undefined
  readonly taps?: RealtimeTaps | undefined
  readonly onFailure: (error: unknown) => void
}

export function createRealtime(options: RealtimeOptions): Realtime {
  const { clock, onFailure, taps } = options
  const contain = createContain(onFailure)
  const io = createIo(options)
  taps?.sockets?.(io)
  const connections = watchConnections(io.engine, { clock, contain, addressOf: options.addressOf })
  const stopWatching = watchSlowReaders(connections.all, { clock, contain })
  const sockets = createConnectedSockets()
  const publish = createPublish(io)
  const local = createLocalLiveState({ clock, contain, sockets, publish })
  const liveState = taps?.liveState?.(local, publish) ?? local
  const services = createServices({ ...options, contain, publish, presence: liveState.presence })
  const enter = createEntrance({ ...options, arriving: connections.arriving, contain, liveState, publish })
  guardNamespace(io, { ...options, contain })

  const realtime: Realtime = {
    publish,
    liveState,
    rooms: createRooms(liveState.rooms),
    sockets,
    services,
    open: (upstream) => {
      openServiceNamespace(io, { ...options, contain, connections, services })
      const parts = { clock, contain, connections, sockets, publish, enter, upstream, onFailure }
      io.on(
        'connection',
        contain((socket: Socket) => {
          receive(socket, parts)
        }),
      )
    },
    close: () => {
      liveState.presence.stop()
      stopWatching()
      connections.stop()
      for (const user of sockets.users()) sockets.endUser(user)
      // Not `io.close()`: it waits for the HTTP server, whose requests are only cut off after this has answered.
      io.engine.close()
    },
  }
  return taps?.realtime?.(realtime) ?? realtime
}
