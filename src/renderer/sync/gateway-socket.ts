/** A socket of the gateway, as the account's link opens it. It tries once each time it is told to. */
export interface GatewaySocket {
  readonly connect: () => void
  readonly close: () => void
  /** Says something that is worth nothing later: while the line is away it is not said. */
  readonly emit: (event: string, payload: unknown) => void
  /** Asks something that any gateway answers at once, over the line itself. What was asked before is forgotten. */
  readonly probe: (onAnswer: () => void) => void
}

export interface SocketListener {
  readonly onEvent: (name: string, payload: unknown) => void
  /** The connection is gone, or never came about; `reason` in the words of whoever refused it. */
  readonly onGone: (reason: string) => void
}

export type OpenSocket = (listener: SocketListener) => GatewaySocket
