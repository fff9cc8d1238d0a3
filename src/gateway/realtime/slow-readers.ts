import type { Socket } from 'socket.io'
import type { Clock } from '../clock.ts'
import { endSocket } from './end-socket.ts'

const CHECK_MS = 2_000
const MAX_PACKETS = 512
const MAX_CHARACTERS = 4 * 1024 * 1024

/** What waits for a client that does not read. Engine.IO calls it private; nothing public shows it (security: traps). */
function waitingFor(socket: Socket): readonly { readonly data?: unknown }[] {
  return (socket.conn as unknown as { writeBuffer: readonly { data?: unknown }[] }).writeBuffer
}

function hasTooMuch(socket: Socket): boolean {
  const waiting = waitingFor(socket)
  if (waiting.length > MAX_PACKETS) return true
  const characters = waiting.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0)
  return characters > MAX_CHARACTERS
}

/**
 * Ends sockets whose clients have stopped reading: what waits for them would fill the memory of everybody. Only after two
 * looks in a row, so that a burst is no offence. The answer ends the watch.
 */
export function watchSlowReaders(clock: Clock, sockets: () => Iterable<Socket>): () => void {
  let suspects: ReadonlySet<Socket> = new Set()
  let callOff = clock.after(CHECK_MS, look)

  function look(): void {
    const slow = [...sockets()].filter(hasTooMuch)
    for (const socket of slow) if (suspects.has(socket)) endSocket(socket)
    suspects = new Set(slow)
    callOff = clock.after(CHECK_MS, look)
  }

  return () => {
    callOff()
  }
}
