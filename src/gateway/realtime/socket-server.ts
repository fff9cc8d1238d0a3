import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'socket.io'
import { placesOf } from '../access/visible-channels.ts'
import type { Clock } from '../clock.ts'
import type { Database, Reader } from '../database/open-database.ts'
import type { Actor, Authenticate } from '../plugins/auth.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createConnectedSockets, type ConnectedSockets } from './connected-sockets.ts'
import type { Origins } from './origins.ts'
import { createIo, guardNamespace } from './create-io.ts'
import { endSocket } from './end-socket.ts'
import type { HostCheck } from './host-names.ts'
import { createPresence } from './presence.ts'
import { createPublish, EVERYBODY, type Publish } from './publish.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { watchSlowReaders } from './slow-readers.ts'
import { listenUpstream, type Upstream } from './upstream.ts'

export interface Realtime {
  readonly publish: Publish
  readonly rooms: Rooms
  readonly sockets: ConnectedSockets
  /** Starts to take sockets. Before that the features that answer upstream packets do not exist. */
  readonly open: (upstream: Upstream) => void
  readonly close: () => void
}

interface RealtimeOptions {
  readonly server: HttpServer
  readonly clock: Clock
  readonly database: Database
  readonly origins: Origins
  readonly isOwnHost: HostCheck
  readonly authenticate: Authenticate
  readonly isAlive: (reader: Reader, actor: Actor) => Promise<boolean>
  readonly graceMs: number
  readonly onFailure: (error: unknown) => void
}

export function createRealtime(options: RealtimeOptions): Realtime {
  const { clock, database, authenticate, isAlive, origins, onFailure } = options
  const io = createIo(options)
  const publish = createPublish(io)
  const sockets = createConnectedSockets()
  const rooms = createRooms(sockets)
  const stopWatching = watchSlowReaders(clock, sockets.all)
  const presence = createPresence({
    clock,
    graceMs: options.graceMs,
    announce: (update) => {
      publish.broadcast('PRESENCE_UPDATE', EVERYBODY, update)
    },
  })

  guardNamespace(io, { origins, authenticate, onFailure })

  /** The sequence of GW-4, in the turn between two commits: rooms, presence, snapshot, `ready`. */
  async function enter(socket: Socket): Promise<void> {
    const actor = actorOf(socket)
    const { userId } = actor
    await database.settle(async (reader) => {
      // The session may have ended after its token was checked, and before this socket could be found and closed.
      if (!(await isAlive(reader, actor))) throw new ProtocolError('invalidToken')
      const places = await placesOf(reader, userId)
      if (!socket.connected) return
      rooms.enter(socket, userId, places)
      const first = presence.arrive(userId)
      socket.once('disconnect', () => {
        presence.leave(userId)
      })
      publish.broadcast('PRESENCE_UPDATE', first ? EVERYBODY : socket.id, { userId, status: 'online' })
      publish.broadcast('PRESENCE_INITIAL_STATE', socket.id, presence.online())
      publish.broadcast('ready', socket.id)
    })
  }

  return {
    publish,
    rooms,
    sockets,
    open: (upstream) => {
      io.on('connection', (socket) => {
        const { userId, sessionId } = actorOf(socket)
        sockets.add(socket, userId, sessionId)
        socket.once('disconnect', () => {
          sockets.remove(socket)
        })
        // Socket.IO prints what nobody listens to.
        socket.on('error', onFailure)
        const entered = enter(socket)
        entered.catch((error: unknown) => {
          // Deaf but connected would be the worst of both: without its rooms the socket goes and comes again (D10).
          onFailure(error)
          endSocket(socket)
        })
        listenUpstream(socket, { author: userId, entered, clock, publish, upstream, onFailure })
      })
    },
    close: () => {
      presence.stop()
      stopWatching()
      for (const user of sockets.users()) sockets.endUser(user)
      // Not `io.close()`: it waits for the HTTP server, whose requests are only cut off after this has answered.
      io.engine.close()
    },
  }
}

// `data` is ours alone: the middleware above puts the actor there before any connection is let in.
const actorOf = (socket: Socket): Actor => socket.data as Actor
