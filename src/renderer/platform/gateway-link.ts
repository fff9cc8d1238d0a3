import type { ManagerOptions, SocketOptions } from 'socket.io-client'

export interface UploadOptions {
  /** Bytes of the body that went out so far, the form's own lines among them. */
  readonly onProgress: (sent: number) => void
  readonly signal: AbortSignal
}

/** How one account reaches its gateway. Nothing else in the page builds a gateway's address. */
export interface GatewayLink {
  /** A request to a path of the gateway, such as `/api/users/@me`, with the account's credentials. Rejects without an answer. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  /**
   * Posts a form whose files may be large, and tells how much has gone out. Rejects without an answer, and when the
   * signal ends it.
   */
  readonly upload: (path: string, form: FormData, options: UploadOptions) => Promise<Response>
  /**
   * The address under which the page may show a file, for a key or an address out of a record; undefined where this
   * page must not fetch it.
   */
  readonly fileUrl: (keyOrUrl: string) => string | undefined
  readonly socketOptions: () => SocketTarget
}

/** Where a socket goes, and how. */
export interface SocketTarget {
  readonly url: string
  readonly options: Partial<ManagerOptions & SocketOptions>
  /** The path that long polling goes through, where it may not go straight to the gateway. */
  readonly relay?: string
}
