import type { Socket } from 'socket.io'
import { isBot } from '../access/is-bot.ts'
import { placesOf } from '../access/visible-channels.ts'
import type { Clock } from '../clock.ts'
import type { Database, Reader } from '../database/open-database.ts'
import type { Actor } from '../plugins/auth.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { extensionNames } from '#shared/protocol/extension-events.ts'
import type { Contain } from './contain.ts'
import type { LiveState } from './live-state.ts'
import type { Publish } from './publish.ts'
import { EVERYBODY, withoutExtension } from './room-names.ts'
import { ownRoomOf, roomsAt } from './rooms.ts'
import { visitorOf } from './visitor.ts'

/** Where rooms cannot be worked out, it is tried again after these; then the socket has to come again (GW-12, D10). */
const RETRIES_MS = [200, 1_000]

interface EntranceOptions {
  readonly clock: Clock
  readonly contain: Contain
  readonly database: Database
  readonly liveState: LiveState
  readonly publish: Publish
  /** How long a person counts as online without a socket. */
  readonly graceMs: number
  readonly isAlive: (reader: Reader, actor: Actor) => Promise<boolean>
  readonly onFailure: (error: unknown) => void
}

/** Lets one socket in. Rejects where it cannot stay. */
export type Enter = (socket: Socket) => Promise<void>

/** The sequence of GW-4, in the turn between two commits: rooms, presence, snapshot, `ready`. */
export function createEntrance(options: EntranceOptions): Enter {
  const { clock, contain, database, liveState, publish, isAlive, onFailure } = options
  const { rooms, presence } = liveState

  /** Before any other room, so that nothing of an extension slips through to whoever did not ask. */
  function noteUnasked(socket: Socket): void {
    const { extensions } = visitorOf(socket)
    const unasked = extensionNames.filter((name) => !extensions.has(name))
    void socket.join(unasked.map(withoutExtension))
  }

  function appear(socket: Socket, { userId }: Actor, graceMs: number): void {
    const first = presence.arrive(userId)
    socket.once(
      'disconnect',
      contain(() => {
        presence.leave(userId, graceMs)
      }),
    )
    publish.broadcast('PRESENCE_UPDATE', first ? EVERYBODY : socket.id, { userId, status: 'online' })
    publish.broadcast('PRESENCE_INITIAL_STATE', socket.id, presence.online())
    publish.broadcast('ready', socket.id)
  }

  async function placesFor(reader: Reader, socket: Socket, user: string): ReturnType<typeof placesOf> {
    try {
      return await placesOf(reader, user)
    } catch (error) {
      // What is meant for this person reaches them at least while it is tried again.
      if (socket.connected) rooms.enter(socket, ownRoomOf(user))
      throw error
    }
  }

  async function letIn(reader: Reader, socket: Socket): Promise<void> {
    const { actor } = visitorOf(socket)
    // The session may have ended after its token was checked, and before this socket could be found and closed.
    if (!(await isAlive(reader, actor))) throw new ProtocolError('invalidToken')
    noteUnasked(socket)
    const places = await placesFor(reader, socket, actor.userId)
    const graceMs = (await isBot(reader, actor.userId)) ? 0 : options.graceMs
    if (!socket.connected) return
    rooms.enter(socket, roomsAt(actor.userId, places))
    void socket.join(EVERYBODY)
    appear(socket, actor, graceMs)
  }

  return async (socket) => {
    for (const delayMs of RETRIES_MS) {
      try {
        await database.settle((reader) => letIn(reader, socket))
        return
      } catch (error) {
        if (error instanceof ProtocolError) throw error
        onFailure(error)
      }
      await new Promise<void>((resolve) => clock.after(delayMs, resolve))
      if (!socket.connected) return
    }
    await database.settle((reader) => letIn(reader, socket))
  }
}
