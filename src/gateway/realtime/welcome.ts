import type { Socket } from 'socket.io'
import { extensionNames } from '#shared/protocol/extension-events.ts'
import type { Guest } from './arrivals.ts'
import type { Contain } from './contain.ts'
import type { LiveState } from './live-state.ts'
import type { Publish } from './publish.ts'
import { EVERYBODY, withoutExtension } from './room-names.ts'
import { visitorOf } from './visitor.ts'

/** Before any other room, so that nothing of an extension slips through to whoever did not ask. */
export function noteUnasked(socket: Socket): void {
  const { extensions } = visitorOf(socket)
  const unasked = extensionNames.filter((name) => !extensions.has(name))
  void socket.join(unasked.map(withoutExtension))
}

interface WelcomeOptions {
  readonly contain: Contain
  readonly liveState: LiveState
  readonly publish: Publish
  /** How long a person counts as online without a socket. */
  readonly graceMs: number
}

/**
 * Rooms, presence, snapshot and `ready` (GW-4), for some at once: whoever comes with others finds them in the snapshot
 * and is told of nobody twice. Nothing else can happen in between.
 */
export function createWelcome(options: WelcomeOptions): (guests: readonly Guest[]) => void {
  const { contain, liveState, publish } = options
  const { rooms, presence } = liveState

  /** Counts somebody as online; those who are here are told of whoever was not. */
  function appear({ arrival: { socket }, isBot }: Guest): void {
    const { userId } = visitorOf(socket).actor
    const first = presence.arrive(userId)
    socket.once(
      'disconnect',
      contain(() => {
        presence.leave(userId, isBot ? 0 : options.graceMs)
      }),
    )
    const audience = first ? [EVERYBODY, socket.id] : socket.id
    publish.broadcast('PRESENCE_UPDATE', audience, { userId, status: 'online' })
  }

  return (guests) => {
    const here = guests.filter(({ arrival }) => arrival.socket.connected)
    const sockets = here.map(({ arrival }) => arrival.socket)
    const ids = sockets.map((socket) => socket.id)
    for (const { arrival, groups } of here) rooms.enter(arrival.socket, groups)
    for (const guest of here) appear(guest)
    publish.broadcast('PRESENCE_INITIAL_STATE', ids, presence.online())
    for (const socket of sockets) void socket.join(EVERYBODY)
    for (const id of ids) publish.broadcast('ready', id)
  }
}
