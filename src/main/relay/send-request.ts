/** One request of main to a gateway, ready to go out. */
export interface OutgoingRequest {
  /** The account it is for, or undefined while there is none yet. Accounts share neither sockets nor caches. */
  readonly account: string | undefined
  /** Files have sockets of their own, or six downloads would hold up a message. */
  readonly lane: 'api' | 'files'
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | ArrayBuffer | ReadableStream<Uint8Array> | null
  readonly signal: AbortSignal
}

/** Sends it, follows no redirect, and answers with the decoded body. Rejects with Chromium's name of what went wrong. */
export type Send = (request: OutgoingRequest) => Promise<Response>
