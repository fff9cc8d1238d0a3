import { BEAT_MS, gatewayOrder, LEASE_MS, type GatewayReport } from '#shared/gateway-process.ts'
import { PortError } from '../listen.ts'
import { startScenario, type RunningScenario } from '../simulator/start-scenario.ts'
import { explainFailure } from './explain-failure.ts'
import { findWebRoot } from '../find-web-root.ts'
import { ownerName } from './launch.ts'

/** The port to the desktop's main process, as Electron's utility processes have it. */
interface ParentPort {
  readonly on: (event: 'message', listener: (event: { data: unknown }) => void) => void
  readonly postMessage: (message: GatewayReport) => void
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
}

/** The arguments main gives: `--data DIR`, and the start code in the environment, which no other process can read. */
function readOptions(): Options {
  const at = process.argv.indexOf('--data')
  const dataDirectory = process.argv[at + 1]
  const startCode = process.env['MEW_START_CODE']
  delete process.env['MEW_START_CODE']
  if (at < 0 || dataDirectory === undefined || startCode === undefined) {
    throw new Error('The gateway process needs --data and MEW_START_CODE')
  }
  return { dataDirectory, startCode, seed: Number(process.env['MEW_SEED'] ?? 2027) }
}

function start(options: Options, port: number): Promise<RunningScenario> {
  const { dataDirectory, startCode, seed } = options
  return startScenario('demo', {
    seed,
    gateway: { port, dataDirectory, startCode, webRoot: findWebRoot(), ownerName: ownerName() },
  })
}

/** 3000, where the protocol's tools look; any free port where that one is taken. */
async function startAnywhere(options: Options): Promise<RunningScenario> {
  try {
    return await start(options, DEFAULT_PORT)
  } catch (error) {
    if (!(error instanceof PortError)) throw error
    return start(options, 0)
  }
}

/**
 * Serves the desktop app: reports over the port, obeys it, and leaves when main has been silent for the lease, so that
 * a killed app leaves nothing behind.
 */
export async function runInUtilityProcess(parent: ParentPort): Promise<void> {
  let lastBeat = performance.now()
  let running: RunningScenario | undefined

  const leave = (): void => {
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
    void (running?.stop() ?? Promise.resolve()).finally(() => process.exit(0))
  }
  parent.on('message', ({ data }) => {
    const order = gatewayOrder.safeParse(data)
    if (!order.success) return
    lastBeat = performance.now()
    if (order.data.type === 'stop') leave()
    if (order.data.type === 'audience') running?.setAudience(order.data.watching)
  })
  setInterval(() => {
    if (performance.now() - lastBeat > LEASE_MS) leave()
  }, BEAT_MS)

  const options = readOptions()
  try {
    running = await startAnywhere(options)
    const { url, port } = running.gateway
    parent.postMessage({ type: 'ready', url, port })
  } catch (error) {
    const { exitCode, message } = explainFailure(error, options.dataDirectory)
    parent.postMessage({ type: 'failed', exitCode, message })
    // The report travels on the port; an exit in the same tick would overtake it.
    setTimeout(() => process.exit(exitCode), 100)
  }
}
