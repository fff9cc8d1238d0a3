import { randomBytes } from 'node:crypto'
import os from 'node:os'
import type { RunningGateway } from '../gateway-options.ts'
import { startScenario, type RunningScenario } from '../simulator/start-scenario.ts'
import { explainFailure } from './explain-failure.ts'
import { findWebRoot } from './find-web-root.ts'
import type { StartCommand } from './parse-arguments.ts'

/** The code that lets its holder in as the owner: the launcher's, or for a scenario with a world to look at a fresh one. */
function startCodeOf({ scenario }: StartCommand): string | undefined {
  const given = process.env['MEW_START_CODE']
  delete process.env['MEW_START_CODE']
  if (given !== undefined && given !== '') return given
  return scenario === 'empty' ? undefined : randomBytes(16).toString('base64url')
}

function accountName(): string {
  try {
    return os.userInfo().username
  } catch {
    // An account without an entry in the system's list, as containers have them.
    return ''
  }
}

export function ownerName(): string {
  const name = process.env['MEW_OWNER_NAME'] ?? accountName()
  return name.length >= 3 && name.length <= 32 ? name : 'owner'
}

function report({ url, webUrl, port }: RunningGateway): void {
  process.stdout.write(`MEW_GATEWAY_READY ${JSON.stringify({ url, webUrl, port, pid: process.pid })}\n`)
}

async function startFrom(command: StartCommand, startCode: string | undefined): Promise<RunningScenario> {
  const webRoot = command.web ? findWebRoot() : undefined
  if (command.web && webRoot === undefined) {
    process.stderr.write('The app is not built (npm run build): only the protocol is served.\n')
  }
  return startScenario(command.scenario, {
    seed: command.seed,
    gateway: {
      port: command.port,
      host: command.host,
      dataDirectory: command.data,
      webRoot,
      startCode,
      ownerName: ownerName(),
      allowedHosts: command.allowedHosts,
      publicUrl: command.publicUrl,
      logLevel: command.logLevel,
    },
  })
}

/** `mew-gateway start`: in the foreground until it is told to stop. */
export async function runStart(command: StartCommand): Promise<void> {
  const startCode = startCodeOf(command)
  const launched = process.env['MEW_LAUNCHER'] === '1'
  try {
    const running = await startFrom(command, startCode)
    report(running.gateway)
    if (startCode !== undefined && command.web && !launched) {
      process.stderr.write(`Open ${running.gateway.webUrl}/#start=${startCode}\n`)
    }
    stopOnSignal(running)
  } catch (error) {
    const failure = explainFailure(error, command.data)
    process.stderr.write(`mew-gateway: ${failure.message}\n`)
    process.exitCode = failure.exitCode
  }
}

function stopOnSignal(running: RunningScenario): void {
  const stop = (): void => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`mew-gateway: it did not stop cleanly: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}
