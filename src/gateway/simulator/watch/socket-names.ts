import type { Socket } from 'socket.io'

/** What sockets are called in the journal: after their person, counted as they come. Their own ids differ in each run. */
export interface SocketNames {
  readonly of: (socket: Socket) => { readonly user: string; readonly socket: string }
}

/** Of whom nobody has said yet who they are. */
const NOBODY = '?'

interface Data {
  readonly actor?: { readonly userId: string }
  readonly serviceType?: string
}

/** `nameOf` makes a person's reference of an id. */
export function createSocketNames(nameOf: (id: string) => string): SocketNames {
  const names = new WeakMap<Socket, { readonly user: string; readonly socket: string }>()
  const counts = new Map<string, number>()
  return {
    of: (socket) => {
      const known = names.get(socket)
      if (known !== undefined) return known
      const { actor, serviceType } = socket.data as Data
      const user = actor === undefined ? (serviceType ?? NOBODY) : nameOf(actor.userId)
      if (user === NOBODY) return { user, socket: user }
      const count = (counts.get(user) ?? 0) + 1
      counts.set(user, count)
      const named = { user, socket: `${user}#${count}` }
      names.set(socket, named)
      return named
    },
  }
}
