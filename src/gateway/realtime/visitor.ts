import type { Socket } from 'socket.io'
import type { Actor } from '../plugins/auth.ts'
import type { ExtensionName } from '#shared/protocol/extension-events.ts'

/** Who is behind a socket that was let into the namespace, and what they asked for. */
export interface Visitor {
  readonly actor: Actor
  readonly extensions: ReadonlySet<ExtensionName>
}

/** Keeps what is known of a socket, and nothing more: what it said of itself may be large, and has its token in it. */
export function admit(socket: Socket, visitor: Visitor): void {
  socket.data = visitor
  socket.handshake.auth = {}
}

// `data` is ours alone, and nobody is let into the namespace without it.
export const visitorOf = (socket: Socket): Visitor => socket.data as Visitor
