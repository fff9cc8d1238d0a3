import type { SocketName } from './step.ts'

export interface Packet {
  readonly event: string
  readonly payload: unknown
}

/** How many of what, by `socket event`. */
export type Counts = ReadonlyMap<string, number>

/** What the sockets at one gateway hear. */
export interface Ears {
  readonly hear: (name: SocketName, packet: Packet) => void
  /** Resolves once so much was heard since the last `take`; with what is missing where that takes too long. */
  readonly hearing: (wanted: Counts, limitMs: number) => Promise<readonly string[]>
  /** Resolves once nothing has come for so long. */
  readonly quiet: (ms: number) => Promise<void>
  /** What was heard since the last time. */
  readonly take: () => ReadonlyMap<SocketName, readonly Packet[]>
}

interface Limit {
  readonly reached: Promise<void>
  readonly isReached: () => boolean
  readonly cancel: () => void
}

function limitOf(ms: number): Limit {
  const { promise, resolve } = Promise.withResolvers<void>()
  let over = false
  const timer = setTimeout(() => {
    over = true
    resolve()
  }, ms)
  return { reached: promise, isReached: () => over, cancel: () => clearTimeout(timer) }
}

/** Only what counts is heard. */
export function createEars(counts: (packet: Packet) => boolean): Ears {
  let heard = new Map<SocketName, Packet[]>()
  let change = Promise.withResolvers<void>()

  function missing(wanted: Counts): string[] {
    return [...wanted].flatMap(([key, count]) => {
      const [name = '', event = ''] = key.split(' ')
      const there = (heard.get(name) ?? []).filter((packet) => packet.event === event).length
      return there < count ? [key] : []
    })
  }

  return {
    hear: (name, packet) => {
      if (!counts(packet)) return
      heard.set(name, [...(heard.get(name) ?? []), packet])
      change.resolve()
      change = Promise.withResolvers()
    },
    hearing: async (wanted, limitMs) => {
      const limit = limitOf(limitMs)
      while (missing(wanted).length > 0 && !limit.isReached()) await Promise.race([change.promise, limit.reached])
      limit.cancel()
      return missing(wanted)
    },
    quiet: async (ms) => {
      let limit = limitOf(0)
      do {
        limit.cancel()
        limit = limitOf(ms)
        await Promise.race([change.promise, limit.reached])
      } while (!limit.isReached())
    },
    take: () => {
      const taken = heard
      heard = new Map()
      return taken
    },
  }
}
