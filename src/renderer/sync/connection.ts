import type { Connection } from '../store/state.ts'
import { createAttempts } from './attempts.ts'
import type { SyncClock } from './clock.ts'

/** A socket of the gateway, as the account's link opens it. It tries once each time it is told to. */
export interface GatewaySocket {
  readonly connect: () => void
  readonly close: () => void
}

interface SocketListener {
  readonly onEvent: (name: string, payload: unknown) => void
  /** The connection is gone, or never came about; `reason` in the words of whoever refused it. */
  readonly onGone: (reason: string) => void
}

export type OpenSocket = (listener: SocketListener) => GatewaySocket

interface ConnectionOptions {
  readonly openSocket: OpenSocket
  readonly clock: SyncClock
  /** 0 to 1. */
  readonly random: () => number
  /** Gets a token the gateway has not refused; false where there is none to be had now. */
  readonly renewToken: () => Promise<boolean>
  readonly onEvent: (name: string, payload: unknown) => void
  readonly onState: (state: Connection) => void
  /** The line was cut: until `ready` comes again nothing is live. */
  readonly onCut: () => void
}

interface LiveConnection {
  /** Once. */
  readonly start: () => void
  /** Tries at once, where it waits for its turn. */
  readonly retryNow: () => void
  readonly stop: () => void
}

/** A gateway that takes the socket and never says `ready` is as good as none. */
const READY_LIMIT_MS = 20_000

type Phase = 'stopped' | 'waiting' | 'trying' | 'ready'

/** Keeps one socket alive: tries, waits, tries again, and says in which state it is. */
export function createConnection(options: ConnectionOptions): LiveConnection {
  const { clock, random, onState } = options
  const attempts = createAttempts({ clock, random, onState })
  let phase: Phase = 'stopped'
  /** One new token for one refusal: a gateway that refuses that one too is met with patience, not with a storm. */
  let renewed = false
  let callOffLimit = (): void => undefined

  const socket = options.openSocket({
    onEvent: (name, payload) => {
      if (phase === 'trying' && name === 'ready') becomeReady()
      if (phase !== 'stopped') options.onEvent(name, payload)
    },
    onGone: (reason) => {
      if (phase === 'trying' || phase === 'ready') lose(reason)
    },
  })

  function becomeReady(): void {
    callOffLimit()
    phase = 'ready'
    renewed = false
    attempts.succeeded()
  }

  function tryNow(): void {
    attempts.callOff()
    phase = 'trying'
    callOffLimit = clock.after(READY_LIMIT_MS, () => {
      socket.close()
      lose('timeout')
    })
    socket.connect()
  }

  function lose(reason: string): void {
    callOffLimit()
    if (phase === 'ready') options.onCut()
    phase = 'waiting'
    const refused = reason.includes('Authentication error') && !renewed
    renewed = false
    if (refused) void renewAndTry()
    else attempts.failed(tryNow)
  }

  async function renewAndTry(): Promise<void> {
    // A renewal that breaks is a failure like any other: the next try comes after the wait.
    renewed = await options.renewToken().catch(() => false)
    if (phase === 'waiting' && renewed) tryNow()
    else if (phase === 'waiting') attempts.failed(tryNow)
  }

  return {
    start: () => {
      onState({ status: 'connecting' })
      tryNow()
    },
    retryNow: () => {
      if (phase === 'waiting') tryNow()
    },
    stop: () => {
      attempts.callOff()
      callOffLimit()
      phase = 'stopped'
      socket.close()
    },
  }
}
