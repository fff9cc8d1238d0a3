/** What is under way in a gateway, counted: while anything is, it is not idle. */
export interface Activity {
  /** A request that is being handled; the answer says that it is done. */
  readonly work: () => () => void
  /** Something that goes on by itself when its time has come; the answer says that it has. */
  readonly delay: () => () => void
  readonly working: () => number
  readonly delayed: () => number
  /** Counts a packet that has left for a socket, by the socket's own id. */
  readonly sent: (socket: string) => void
  readonly forget: (socket: string) => void
  readonly sentTo: (socket: string) => number
  /** Resolves with the next change of what is counted. */
  readonly changed: () => Promise<void>
}

export function createActivity(): Activity {
  const counts = { work: 0, delay: 0 }
  const packets = new Map<string, number>()
  let change = Promise.withResolvers<void>()

  function tell(): void {
    change.resolve()
    change = Promise.withResolvers()
  }

  function begin(kind: keyof typeof counts): () => void {
    counts[kind] += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      counts[kind] -= 1
      tell()
    }
  }

  return {
    work: () => begin('work'),
    delay: () => begin('delay'),
    working: () => counts.work,
    delayed: () => counts.delay,
    sent: (socket) => packets.set(socket, (packets.get(socket) ?? 0) + 1),
    forget: (socket) => packets.delete(socket),
    sentTo: (socket) => packets.get(socket) ?? 0,
    changed: () => change.promise,
  }
}
