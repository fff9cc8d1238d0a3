import type { Socket } from 'socket.io'
import { endSocket } from './end-connection.ts'

/** The live sockets of the default namespace, by user and by session. */
export interface ConnectedSockets {
  readonly add: (socket: Socket, user: string, session: string) => void
  readonly remove: (socket: Socket) => void
  readonly of: (user: string) => ReadonlySet<Socket>
  readonly users: () => readonly string[]
  readonly all: () => Iterable<Socket>
  /** Ends sockets whose credential is gone. */
  readonly endSession: (session: string) => void
  readonly endUser: (user: string) => void
}

const NONE: ReadonlySet<Socket> = new Set()

export function createConnectedSockets(): ConnectedSockets {
  const byUser = new Map<string, Set<Socket>>()
  const owners = new Map<Socket, { user: string; session: string }>()

  return {
    add: (socket, user, session) => {
      owners.set(socket, { user, session })
      const known = byUser.get(user)
      if (known === undefined) byUser.set(user, new Set([socket]))
      else known.add(socket)
    },
    remove: (socket) => {
      const user = owners.get(socket)?.user
      owners.delete(socket)
      if (user === undefined) return
      const rest = byUser.get(user)
      rest?.delete(socket)
      if (rest?.size === 0) byUser.delete(user)
    },
    of: (user) => byUser.get(user) ?? NONE,
    users: () => [...byUser.keys()],
    all: () => owners.keys(),
    endSession: (session) => {
      for (const [socket, owner] of owners) if (owner.session === session) endSocket(socket)
    },
    endUser: (user) => {
      for (const socket of byUser.get(user) ?? NONE) endSocket(socket)
    },
  }
}
