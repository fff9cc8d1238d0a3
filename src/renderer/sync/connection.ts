import type { Connection } from '../store/state.ts'
import { createAttempts, type Attempts } from './attempts.ts'
import type { SyncClock } from './clock.ts'
import type { GatewaySocket, OpenSocket } from './gateway-socket.ts'
import { openProbedSocket } from './probed-socket.ts'

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
  /** The same; and where the line should be there, finds out whether it is. */
  readonly wake: () => void
  readonly emit: GatewaySocket['emit']
  readonly stop: () => void
}

type Phase =
  | 'stopped'
  /** For the next attempt. */
  | 'waiting'
  /** For another token. */
  | 'renewing'
  | 'trying'
  | 'ready'

interface Renewal {
  readonly isDue: (reason: string) => boolean
  /** False too where there is no answer for so long that none will come: as long as an attempt to connect has. */
  readonly run: () => Promise<boolean>
}

/** One new token for one refusal: a gateway that refuses that one too is met with patience, not with a storm. */
function createRenewal(renewToken: () => Promise<boolean>, attempts: Attempts): Renewal {
  let renewed = false
  return {
    isDue: (reason) => {
      const refused = reason.includes('Authentication error') && !renewed
      renewed = false
      return refused
    },
    run: async () => {
      const limit = Promise.withResolvers<boolean>()
      attempts.begin(() => limit.resolve(false))
      // A renewal that breaks is a failure like any other: the next try comes after the wait.
      renewed = await Promise.race([renewToken().catch(() => false), limit.promise])
      attempts.callOff()
      return renewed
    },
  }
}

interface Cuts {
  readonly heard: () => void
  readonly lost: () => void
}

/** A line is cut if anything came over it: who is online is told before `ready`. */
function createCuts(onCut: () => void): Cuts {
  let isHeard = false
  return {
    heard: () => {
      isHeard = true
    },
    lost: () => {
      if (isHeard) onCut()
      isHeard = false
    },
  }
}

/** Keeps one socket alive: tries, waits, tries again, and says in which state it is. */
export function createConnection(options: ConnectionOptions): LiveConnection {
  const attempts = createAttempts(options)
  const [renewal, cuts] = [createRenewal(options.renewToken, attempts), createCuts(options.onCut)]
  let phase: Phase = 'stopped'

  const socket = openProbedSocket(options, {
    onEvent: (name, payload) => {
      cuts.heard()
      if (phase === 'trying' && name === 'ready') {
        phase = 'ready'
        attempts.succeeded()
      }
      if (phase !== 'stopped') options.onEvent(name, payload)
    },
    onGone: (reason) => {
      if (phase === 'trying' || phase === 'ready') lose(reason)
    },
  })

  function tryNow(): void {
    phase = 'trying'
    attempts.begin(() => {
      // First lost, then closed: what the socket says of its own end is no news any more.
      lose('timeout')
      socket.close()
    })
    socket.connect()
  }

  function lose(reason: string): void {
    attempts.callOff()
    cuts.lost()
    phase = renewal.isDue(reason) ? 'renewing' : 'waiting'
    if (phase === 'renewing') void renewAndTry()
    else attempts.failed(tryNow)
  }

  async function renewAndTry(): Promise<void> {
    const renewed = await renewal.run()
    if (phase !== 'renewing') return
    phase = 'waiting'
    if (renewed) tryNow()
    else attempts.failed(tryNow)
  }

  function retryNow(): void {
    if (phase === 'waiting') attempts.hurry(tryNow)
  }

  return {
    start: () => {
      options.onState({ status: 'connecting' })
      tryNow()
    },
    emit: socket.emit,
    retryNow,
    wake: () => {
      if (phase === 'ready') socket.probe()
      else retryNow()
    },
    stop: () => {
      attempts.callOff()
      phase = 'stopped'
      socket.close()
    },
  }
}
