import type { ManagerOptions, SocketOptions } from 'socket.io-client'

/** How one account reaches its gateway. Nothing else in the page builds a gateway's address. */
export interface GatewayLink {
  /** A request to a path of the gateway, such as `/api/users/@me`, with the account's credentials. Rejects without an answer. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  /**
   * The address under which the page may show a file, for a key or an address out of a record; undefined where this
   * page must not fetch it.
   */
  readonly fileUrl: (keyOrUrl: string) => string | undefined
  readonly socketOptions: () => { readonly url: string; readonly options: Partial<ManagerOptions & SocketOptions> }
}
