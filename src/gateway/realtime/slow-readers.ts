import type { Clock } from '../clock.ts'
import type { Contain } from './contain.ts'
import { cutConnection, type Connection } from './end-connection.ts'

const CHECK_MS = 2_000
const MAX_PACKETS = 512
const MAX_BYTES = 4 * 1024 * 1024

/** What waits for a client that does not read. Engine.IO calls it private; nothing public shows it (security: traps). */
function waitingFor(connection: Connection): readonly { readonly data?: unknown }[] {
  return (connection as unknown as { writeBuffer: readonly { data?: unknown }[] }).writeBuffer
}

const sizeOf = (data: unknown): number => {
  if (typeof data === 'string') return Buffer.byteLength(data)
  return Buffer.isBuffer(data) ? data.length : 0
}

function hasTooMuch(connection: Connection): boolean {
  const waiting = waitingFor(connection)
  return waiting.length > MAX_PACKETS || waiting.reduce((sum, { data }) => sum + sizeOf(data), 0) > MAX_BYTES
}

/**
 * Ends connections whose clients have stopped reading, on either transport: what waits for them would fill the memory of
 * everybody. Only after two looks in a row, so that a burst is no offence. The answer ends the watch.
 */
export function watchSlowReaders(
  connections: () => Iterable<Connection>,
  { clock, contain }: { readonly clock: Clock; readonly contain: Contain },
): () => void {
  let suspects: ReadonlySet<Connection> = new Set()
  let callOff = clock.after(CHECK_MS, watch)

  const look = contain(() => {
    const slow = [...connections()].filter(hasTooMuch)
    for (const connection of slow) if (suspects.has(connection)) cutConnection(connection)
    suspects = new Set(slow)
  })

  function watch(): void {
    look()
    callOff = clock.after(CHECK_MS, watch)
  }

  return () => {
    callOff()
  }
}
