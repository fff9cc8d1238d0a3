import { randomBytes } from 'node:crypto'
import { BEAT_MS, gatewayReport, type GatewayOrder } from '#shared/gateway-process.ts'
import type { ControlOrder } from '#shared/simulator/control-by-port.ts'
import { logProblem } from './log.ts'
import { createRestartLimit } from './restart-limit.ts'

/** A gateway process, as Electron's utility processes are. */
export interface GatewayProcess {
  readonly postMessage: (order: GatewayOrder | ControlOrder) => void
  /** Does nothing before `spawn`. */
  readonly kill: () => boolean
  readonly on: {
    (event: 'spawn', listener: () => void): unknown
    (event: 'exit', listener: (code: number) => void): unknown
    (event: 'message', listener: (message: unknown) => void): unknown
  }
}

export interface GatewayReady {
  readonly url: string
  /** Lets its holder in as the owner, as long as this process runs. */
  readonly startCode: string
}

interface GatewayHostOptions {
  readonly fork: (startCode: string) => GatewayProcess
  readonly onReady: (ready: GatewayReady) => void
  /** It is gone; another try follows by itself. */
  readonly onDown: () => void
  /** Whatever else it says. */
  readonly onMessage?: ((message: unknown) => void) | undefined
  /** It was tried often enough. */
  readonly onFailed: (reason: string) => void
  readonly nowMs: () => number
}

export interface GatewayHost {
  readonly start: () => void
  /** Asks it to stop and answers once it is gone. It is not started again. */
  readonly stop: () => Promise<void>
  /** Whether anybody can see the window: the demo's people talk only to somebody. */
  readonly setAudience: (watching: boolean) => void
  /** To the control API of a gateway that has been started with it. False where there is no gateway. */
  readonly control: (order: ControlOrder) => boolean
}

const RESTARTS = { times: 3, withinMs: 60_000 }
const RESTART_DELAYS_MS = [250, 1_000, 3_000]
const START_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 5_000
const DEATH_LIMIT_MS = 2_000

/** Starts, watches and stops the gateway process. Nothing else knows how it runs. */
export function createGatewayHost(options: GatewayHostOptions): GatewayHost {
  const { fork, onReady, onDown, onMessage, onFailed, nowMs } = options
  const limit = createRestartLimit({ ...RESTARTS, nowMs })
  let child: RunningChild | undefined
  let restart: NodeJS.Timeout | undefined
  let watching = false
  let stopping = false

  function gone(ended: RunningChild, code: number): void {
    if (child !== ended) return
    child = undefined
    if (stopping) return
    onDown()
    const reason = ended.complaint ?? `The gateway ended with exit code ${code}`
    logProblem(reason)
    const ends = limit.another()
    if (ends === undefined) onFailed(reason)
    else restart = setTimeout(start, RESTART_DELAYS_MS[ends - 1] ?? 0)
  }

  function start(): void {
    if (child !== undefined || stopping) return
    clearTimeout(restart)
    const startCode = randomBytes(16).toString('base64url')
    const started = runChild(fork(startCode), {
      onReady: (url) => {
        started.post({ type: 'audience', watching })
        onReady({ url, startCode })
      },
      onMessage,
      onExit: (code) => {
        gone(started, code)
      },
    })
    child = started
  }

  return {
    start: () => {
      limit.forget()
      start()
    },
    stop: async () => {
      stopping = true
      clearTimeout(restart)
      await child?.stop()
    },
    setAudience: (now) => {
      watching = now
      child?.post({ type: 'audience', watching })
    },
    control: (order) => {
      child?.post(order)
      return child !== undefined
    },
  }
}

interface RunningChild {
  readonly post: (order: GatewayOrder | ControlOrder) => void
  readonly stop: () => Promise<void>
  /** What it said was wrong before it left. */
  readonly complaint: string | undefined
}

interface ChildListeners {
  readonly onReady: (url: string) => void
  readonly onMessage: ((message: unknown) => void) | undefined
  readonly onExit: (code: number) => void
}

function runChild(handle: GatewayProcess, { onReady, onMessage, onExit }: ChildListeners): RunningChild {
  const exited = Promise.withResolvers<void>()
  let isSpawned = false
  let isGone = false
  let isToDie = false
  let complaint: string | undefined

  const post = (order: GatewayOrder | ControlOrder): void => {
    if (!isGone) handle.postMessage(order)
  }
  // A signal before `spawn` would be lost.
  const kill = (): void => {
    isToDie = true
    if (isSpawned && !isGone) handle.kill()
  }

  const startLimit = setTimeout(() => {
    complaint = 'The gateway did not become ready'
    kill()
  }, START_LIMIT_MS)
  const beat = setInterval(post, BEAT_MS, { type: 'beat' })

  handle.on('spawn', () => {
    isSpawned = true
    if (isToDie) handle.kill()
  })
  handle.on('message', (message) => {
    const report = gatewayReport.safeParse(message)
    if (!report.success) {
      onMessage?.(message)
      return
    }
    clearTimeout(startLimit)
    if (report.data.type === 'ready') onReady(report.data.url)
    else complaint = report.data.message
  })
  handle.on('exit', (code) => {
    isGone = true
    clearTimeout(startLimit)
    clearInterval(beat)
    exited.resolve()
    onExit(code)
  })

  return {
    post,
    stop: async () => {
      post({ type: 'stop' })
      const limit = setTimeout(kill, STOP_LIMIT_MS)
      // One that does not even die by force must not keep the app from ending: its lease runs out by itself.
      const patience = setTimeout(exited.resolve, STOP_LIMIT_MS + DEATH_LIMIT_MS)
      await exited.promise
      clearTimeout(limit)
      clearTimeout(patience)
    },
    get complaint() {
      return complaint
    },
  }
}
