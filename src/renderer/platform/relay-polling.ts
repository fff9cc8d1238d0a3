import { Fetch } from 'engine.io-client'
import type { SocketTarget } from './gateway-link.ts'

/** The path of the account's relay, handed to the transport through the socket's options. */
interface RelayOptions {
  readonly relay?: string
}

/**
 * Long polling through the desktop's relay, for networks that refuse WebSockets. The stock transport always builds an
 * http(s) address; here the page's own path stands instead.
 */
class RelayPolling extends Fetch {
  protected override createUri(_schema: string, query: Record<string, unknown> = {}): string {
    const { relay = '' } = this.opts as RelayOptions
    const words = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])
    return `${relay}/socket.io/?${new URLSearchParams(words).toString()}`
  }
}

/** The options of a socket, with long polling through the relay where there is one. */
export function withRelay({ options, relay }: SocketTarget): SocketTarget['options'] {
  if (relay === undefined) return options
  // The stock types know transports by name only; the engine takes classes as well, and hands its options to them.
  const transports = ['websocket', RelayPolling] as unknown as string[]
  return { ...options, transports, ...({ relay } satisfies RelayOptions) }
}
