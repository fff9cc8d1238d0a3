import type { Socket } from 'socket.io'
import { createArrivals, type Arrivals } from './arrivals.ts'
import { createLine, type Line } from './line.ts'
import { createSocketNames, type SocketNames } from './socket-names.ts'
import type { Watch } from './watch.ts'

/** What is kept of the sockets that are watched. */
export interface WatchedSockets extends Watch {
  readonly names: SocketNames
  /** The line to a socket: what is sent to it goes one after the other. */
  readonly lineOf: (socket: Socket) => Line
  /** Sockets that get into their rooms late, by id. */
  readonly lateMs: Map<string, number>
  readonly arrivals: Arrivals
}

export function createWatchedSockets(watch: Watch): WatchedSockets {
  const lines = new WeakMap<Socket, Line>()
  return {
    ...watch,
    names: createSocketNames(watch.nameOf),
    lateMs: new Map(),
    arrivals: createArrivals(),
    lineOf: (socket) => {
      const line = lines.get(socket) ?? createLine(watch.clock, watch.activity)
      lines.set(socket, line)
      return line
    },
  }
}
