import { setImmediate } from 'node:timers/promises'
import type { Socket } from 'socket.io'
import type { Clock } from '../clock.ts'
import { createTurns } from '../database/turns.ts'
import { exceedsDepth } from '../plugins/json-depth.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { Contain } from './contain.ts'
import { createTokenBucket } from './token-bucket.ts'
import type { Publish } from './publish.ts'
import { visitorOf } from './visitor.ts'

/** Packets a client may send: generous for a bot that relays, far from what could hurt. */
const UPSTREAM_LIMITS = { perSecond: 200, burst: 1_000 }

export interface Upstream {
  /** Stores and publishes a message. Rejects for whatever reason; the sender learns only that it failed (GW-6). */
  readonly createMessage: (author: UserId, command: unknown) => Promise<unknown>
  /** Tells a channel that somebody types (extension `typing`). Rejects for whatever reason; the sender learns nothing. */
  readonly startTyping: (user: UserId, command: unknown) => Promise<unknown>
}

interface UpstreamOptions {
  /** Resolves once the socket is in its rooms; rejects where it is not let in. */
  readonly entered: Promise<void>
  readonly clock: Clock
  readonly contain: Contain
  readonly publish: Publish
  readonly upstream: Upstream
  readonly onFailure: (error: unknown) => void
}

/**
 * Listens to one socket. Attached in the tick of the connection, so that nothing sent before `ready` is lost; packets
 * wait for `entered` and are then handled one after the other, in the order they came (GW-12, D3 and D5).
 */
export function listenUpstream(socket: Socket, options: UpstreamOptions): void {
  const { contain, onFailure, upstream } = options
  const { actor, extensions } = visitorOf(socket)
  const { userId } = actor
  const turns = createTurns()
  const hasToken = createTokenBucket(options.clock, UPSTREAM_LIMITS)
  const mayPass = (command: unknown): boolean => hasToken() && !exceedsDepth(command)

  async function inTurn(work: () => Promise<unknown>): Promise<void> {
    await options.entered
    // Storing goes on without a pause from one packet to the next: in between, the others have their turn.
    await setImmediate()
    await work()
  }

  function refuse(error: unknown): void {
    onFailure(error)
    options.publish.broadcast('error', socket.id, { message: 'Failed to create message' })
  }

  socket.on(
    'message/create',
    contain((command: unknown) => {
      if (mayPass(command))
        turns.take(() => inTurn(() => upstream.createMessage(userId, command))).catch(contain(refuse))
      else refuse(undefined)
    }),
  )

  // To whoever did not ask for it this is one of the unknown events, which are passed over.
  if (!extensions.has('typing')) return
  socket.on(
    'typing',
    contain((command: unknown) =>
      mayPass(command) ? turns.take(() => inTurn(() => upstream.startTyping(userId, command))) : undefined,
    ),
  )
}
