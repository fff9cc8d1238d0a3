import type { Server } from 'node:http'
import type net from 'node:net'

/** All that is connected to a gateway, by whatever protocol. */
export interface Lines {
  readonly watch: (server: Server) => void
  /** Ends them all in the middle of whatever they say, and lets nobody in any more. Resolves once they are gone. */
  readonly cut: () => Promise<void>
}

export function createLines(): Lines {
  const open = new Set<net.Socket>()
  let isCut = false

  function take(line: net.Socket): void {
    if (isCut) {
      line.destroy()
      return
    }
    open.add(line)
    line.once('close', () => open.delete(line))
  }

  return {
    watch: (server) => {
      server.prependListener('connection', take)
    },
    cut: async () => {
      isCut = true
      const ends = [...open].map((line) => new Promise((resolve) => line.once('close', resolve)))
      for (const line of open) line.destroy()
      await Promise.all(ends)
    },
  }
}
