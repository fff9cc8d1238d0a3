import type { Connection } from '../store/state.ts'
import type { SyncClock } from './clock.ts'

/** A socket of the gateway, as the account's link opens it. It tries once each time it is told to. */
export interface GatewaySocket {
  readonly connect: () => void
  readonly close: () => void
}

export interface SocketListener {
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

export interface LiveConnection {
  readonly start: () => void
  /** Tries at once, where it waits for its turn. */
  readonly retryNow: () => void
  readonly stop: () => void
}

const FIRST_DELAY_MS = 400
const MAX_DELAY_MS = 30_000
/** A gateway that takes the socket and never says `ready` is as good as none. */
const READY_LIMIT_MS = 20_000
/** So many attempts in a row may fail before it is called offline. */
const ATTEMPTS_BEFORE_OFFLINE = 3

type Phase = 'stopped' | 'waiting' | 'trying' | 'ready'

/** How long to wait before an attempt: doubling, capped, and never the same for everybody. */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1))
  return Math.round(full * (0.5 + random / 2))
}

/** Keeps one socket alive: tries, waits, tries again, and says in which state it is. */
export function createConnection(options: ConnectionOptions): LiveConnection {
  const { clock, onState } = options
  let phase: Phase = 'stopped'
  let attempt = 0
  let everReady = false
  let renewed = false
  let callOff = (): void => undefined

  const socket = options.openSocket({
    onEvent: (name, payload) => {
      if (phase === 'stopped') return
      if (name === 'ready') becomeReady()
      options.onEvent(name, payload)
    },
    onGone: (reason) => {
      if (phase === 'trying' || phase === 'ready') lose(reason)
    },
  })

  function becomeReady(): void {
    callOff()
    phase = 'ready'
    attempt = 0
    everReady = true
    renewed = false
  }

  function tryNow(): void {
    callOff()
    phase = 'trying'
    callOff = clock.after(READY_LIMIT_MS, () => {
      socket.close()
      lose('timeout')
    })
    socket.connect()
  }

  function lose(reason: string): void {
    callOff()
    if (phase === 'ready') options.onCut()
    phase = 'waiting'
    if (!reason.includes('Authentication error') || renewed) {
      waitForTurn()
      return
    }
    // One new token for one refusal; a gateway that refuses that one too is met with patience, not with a storm.
    renewed = true
    void options.renewToken().then((fresh) => {
      if (phase !== 'waiting') return
      if (fresh) tryNow()
      else waitForTurn()
    })
  }

  function waitForTurn(): void {
    attempt += 1
    const delay = backOff(attempt, options.random())
    if (attempt >= ATTEMPTS_BEFORE_OFFLINE) onState({ status: 'offline', attempt, retryAt: clock.now() + delay })
    else onState(everReady ? { status: 'reconnecting', attempt } : { status: 'connecting' })
    callOff = clock.after(delay, () => {
      renewed = false
      tryNow()
    })
  }

  return {
    start: () => {
      if (phase !== 'stopped') return
      onState({ status: 'connecting' })
      tryNow()
    },
    retryNow: () => {
      if (phase === 'waiting') tryNow()
    },
    stop: () => {
      callOff()
      phase = 'stopped'
      socket.close()
    },
  }
}
