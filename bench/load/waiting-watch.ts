import type { ConnectedSockets } from '#gateway/realtime/connected-sockets.ts'

/** What the gateway itself calls too much (security: traps). */
const MAX_PACKETS = 512
const MAX_BYTES = 4 * 1024 * 1024
const LOOK_MS = 50

export interface WaitingWatch {
  /** For each socket that is gone: milliseconds from the moment at which too much waited for it. */
  readonly cutTimes: () => readonly number[]
  readonly stop: () => void
}

interface Waiting {
  readonly conn: unknown
}

function hasTooMuch({ conn }: Waiting): boolean {
  const { writeBuffer } = conn as { readonly writeBuffer: readonly { readonly data?: string }[] }
  const bytes = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  return writeBuffer.length > MAX_PACKETS || bytes > MAX_BYTES
}

/** Looks at every socket of a gateway again and again. */
export function startWaitingWatch(sockets: ConnectedSockets): WaitingWatch {
  const since = new Map<Waiting, number>()
  const cut: number[] = []
  const look = (): void => {
    const now = performance.now()
    const present = new Set<Waiting>(sockets.users().flatMap((user) => [...sockets.of(user)]))
    for (const [socket, at] of since) {
      if (present.has(socket)) continue
      since.delete(socket)
      cut.push(now - at)
    }
    for (const socket of present) if (hasTooMuch(socket) && !since.has(socket)) since.set(socket, now)
  }
  const timer = setInterval(look, LOOK_MS)
  return {
    cutTimes: () => cut,
    stop: () => {
      clearInterval(timer)
    },
  }
}
