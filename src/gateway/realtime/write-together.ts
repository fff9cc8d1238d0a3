import type { Contain } from './contain.ts'
import type { Connection } from './end-connection.ts'

/**
 * Several packets that leave at once leave in one write to the network; Engine.IO makes one of each. When many people
 * come, everybody is told of each of them, and that is most of the work.
 */
export function writeTogether(connection: Connection, contain: Contain): void {
  const { socket } = connection.request
  connection.on(
    'flush',
    contain((packets: readonly unknown[]) => {
      if (packets.length < 2) return
      socket.cork()
      process.nextTick(() => {
        socket.uncork()
      })
    }),
  )
}
