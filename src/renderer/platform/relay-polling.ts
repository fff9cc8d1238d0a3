import { Fetch } from 'engine.io-client'

/** The path of the account's relay, handed to the transport through the socket's options. */
interface RelayOptions {
  readonly relay?: string
}

/**
 * Long polling through the desktop's relay, for networks that refuse WebSockets. The stock transport always builds an
 * http(s) address; here the page's own path stands instead.
 */
export class RelayPolling extends Fetch {
  protected override createUri(_schema: string, query: Record<string, unknown> = {}): string {
    const { relay = '' } = this.opts as RelayOptions
    const words = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])
    return `${relay}/socket.io/?${new URLSearchParams(words).toString()}`
  }
}
