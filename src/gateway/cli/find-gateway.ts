import { ControlFailure, createControlClient, type ControlAddress, type ControlClient } from './control-client.ts'
import { EXIT } from './exit-codes.ts'
import { wholeNumber } from './read-options.ts'
import { liveGateways, type LiveGateway } from './runtime-records.ts'
import type { OptionTable } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

/** Commands that speak with a running gateway find it by themselves where there is one. */
export const gatewayChoice = {
  port: { type: 'string', takes: 'N', help: 'the gateway on this port, where several run' },
} as const satisfies OptionTable

const describe = ({ port, pid, url }: LiveGateway): string => `\n  --port ${port}   ${url}, process ${pid}`

/**
 * The one there is, or the one on that port.
 * @throws UsageError where several could be meant, ControlFailure where there is none
 */
export function chooseGateway(alive: readonly LiveGateway[], port: number | undefined): LiveGateway {
  const [first, ...others] = port === undefined ? alive : alive.filter((gateway) => gateway.port === port)
  if (first === undefined) {
    const where = port === undefined ? '' : ` on port ${port}`
    throw new ControlFailure(`no gateway that can be steered is running${where}: mew-gateway start starts one`)
  }
  if (others.length === 0) return first
  throw new UsageError(`several gateways are running: name one${[first, ...others].map(describe).join('')}`)
}

const portOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : wholeNumber('--port', text, 65_535)

/** What `exec` tells its command, where that is what we are part of. */
function surrounding(): ControlAddress | undefined {
  const { MEW_CONTROL_URL: controlUrl, MEW_CONTROL_TOKEN: controlToken } = process.env
  return controlUrl === undefined || controlToken === undefined ? undefined : { controlUrl, controlToken }
}

/** What a command ends with for what the gateway answers, where that is not 1. */
type ExitCodes = Readonly<Record<number, number>>

async function telling<Result>(work: () => Promise<Result>, codes: ExitCodes = {}): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ControlFailure)) throw error
    process.stderr.write(`mew-gateway: ${error.message}\n`)
    process.exitCode = codes[error.status ?? 0] ?? EXIT.failure
    return undefined
  }
}

/** Whether there is one to speak with: several are more than one can be chosen of, but they are there. */
export async function isGatewayThere(port: string | undefined): Promise<boolean> {
  return port !== undefined || surrounding() !== undefined || (await liveGateways()).length > 0
}

/**
 * Speaks with the gateway that is meant; where there is none, or it refuses, says so and ends with code 1, or as is said.
 * @throws UsageError
 */
export async function withGateway(
  port: string | undefined,
  work: (client: ControlClient) => Promise<void>,
  codes?: ExitCodes,
): Promise<void> {
  const wanted = portOf(port)
  await telling(async () => {
    const around = wanted === undefined ? surrounding() : undefined
    await work(createControlClient(around ?? chooseGateway(await liveGateways(), wanted)))
  }, codes)
}

/**
 * The address for scripts of the gateway that is meant; undefined where there is none, which has been said then.
 * @throws UsageError
 */
export async function findUrl(port: string | undefined): Promise<string | undefined> {
  const wanted = portOf(port)
  const around = wanted === undefined ? process.env['MEW_GATEWAY_URL'] : undefined
  return around ?? telling(async () => chooseGateway(await liveGateways(), wanted).url)
}
