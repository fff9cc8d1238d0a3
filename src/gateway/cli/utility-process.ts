import type { ControlReport } from '#shared/simulator/control-by-port.ts'
import { BEAT_MS, gatewayOrder, LEASE_MS, type GatewayReport } from '#shared/gateway-process.ts'
import type { GatewayOptions } from '../gateway-options.ts'
import { PortError } from '../listen.ts'
import { startScenario, type RunningScenario } from '../simulator/start-scenario.ts'
import { explainFailure } from './explain-failure.ts'
import { findWebRoot } from '../find-web-root.ts'
import { ownerName } from './launch.ts'

/** The port to the desktop's main process, as Electron's utility processes have it. */
interface ParentPort {
  readonly on: (event: 'message', listener: (event: { data: unknown }) => void) => void
  readonly postMessage: (message: GatewayReport | ControlReport) => void
}

export function findParentPort(): ParentPort | undefined {
  // Electron's own property; plain Node has none.
  return (process as { parentPort?: ParentPort }).parentPort
}

const DEFAULT_PORT = 3000
const STOP_LIMIT_MS = 4_000

interface Options {
  readonly dataDirectory: string
  readonly startCode: string
  readonly seed: number
  /** What opens the control API, where a developer has turned it on. */
  readonly controlToken: string | undefined
}

/** The arguments main gives: `--data DIR`, and the start code in the environment, which no other process can read. */
function readOptions(): Options {
  const at = process.argv.indexOf('--data')
  const dataDirectory = process.argv[at + 1]
  const startCode = process.env['MEW_START_CODE']
  const controlToken = process.env['MEW_CONTROL_BY_PORT'] || undefined
  delete process.env['MEW_START_CODE']
  delete process.env['MEW_CONTROL_BY_PORT']
  if (at < 0 || dataDirectory === undefined || startCode === undefined) {
    throw new Error('The gateway process needs --data and MEW_START_CODE')
  }
  return { dataDirectory, startCode, seed: Number(process.env['MEW_SEED'] ?? 2027), controlToken }
}

interface Served extends Pick<RunningScenario, 'gateway' | 'setAudience' | 'stop'> {
  /** What came by the port and is nothing that every gateway obeys. */
  readonly obey?: (message: unknown) => void
}

/** Loaded where a developer has turned it on: everybody else's gateway is watched by nobody. */
async function startWatched(options: { seed: number; gateway: GatewayOptions }, control: Controlled): Promise<Served> {
  const [{ startHost }, { openControlByPort }] = await Promise.all([
    import('../simulator/control/simulation-host.ts'),
    import('./control-by-port.ts'),
  ])
  const host = await startHost({ scenario: 'demo', ...options }, [])
  const { obey, close } = await openControlByPort(host, control)
  return {
    gateway: (await host.current()).simulation.gateway,
    setAudience: host.setAudience,
    obey,
    stop: async () => {
      await close()
      await host.stop()
    },
  }
}

interface Controlled {
  readonly token: string
  readonly post: ParentPort['postMessage']
}

function start(options: Options, port: number, post: ParentPort['postMessage']): Promise<Served> {
  const { dataDirectory, startCode, seed, controlToken: token } = options
  const gateway = { port, dataDirectory, startCode, webRoot: findWebRoot(), ownerName: ownerName() }
  if (token === undefined) return startScenario('demo', { seed, gateway })
  return startWatched({ seed, gateway }, { token, post })
}

/** 3000, where the protocol's tools look; any free port where that one is taken. */
async function startAnywhere(options: Options, post: ParentPort['postMessage']): Promise<Served> {
  try {
    return await start(options, DEFAULT_PORT, post)
  } catch (error) {
    if (!(error instanceof PortError)) throw error
    return start(options, 0, post)
  }
}

/**
 * Serves the desktop app: reports over the port, obeys it, and leaves when main has been silent for the lease, so that
 * a killed app leaves nothing behind.
 */
export async function runInUtilityProcess(parent: ParentPort): Promise<void> {
  let lastBeat = performance.now()
  let running: Served | undefined

  const leave = (): void => {
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
    void (running?.stop() ?? Promise.resolve()).finally(() => process.exit(0))
  }
  parent.on('message', ({ data }) => {
    const order = gatewayOrder.safeParse(data)
    if (!order.success) {
      running?.obey?.(data)
      return
    }
    lastBeat = performance.now()
    if (order.data.type === 'stop') leave()
    if (order.data.type === 'audience') running?.setAudience(order.data.watching)
  })
  setInterval(() => {
    if (performance.now() - lastBeat > LEASE_MS) leave()
  }, BEAT_MS)

  const options = readOptions()
  try {
    running = await startAnywhere(options, (message) => {
      parent.postMessage(message)
    })
    const { url, port } = running.gateway
    parent.postMessage({ type: 'ready', url, port })
  } catch (error) {
    const { exitCode, message } = explainFailure(error, options.dataDirectory)
    parent.postMessage({ type: 'failed', exitCode, message })
    // The report travels on the port; an exit in the same tick would overtake it.
    setTimeout(() => process.exit(exitCode), 100)
  }
}
