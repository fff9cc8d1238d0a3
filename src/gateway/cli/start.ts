import { randomBytes } from 'node:crypto'
import type { RunningGateway } from '../gateway-options.ts'
import type { RunningScenario } from '../simulator/start-scenario.ts'
import { gatewayOptions, readGatewaySettings, scenarioNames, type GatewaySettings } from './gateway-settings.ts'
import { complain, launch } from './launch.ts'
import type { Subcommand } from './subcommand.ts'

/** The code that lets its holder in as the owner: the launcher's, or for a scenario with a world to look at a fresh one. */
function startCodeOf({ scenario }: GatewaySettings): string | undefined {
  const given = process.env['MEW_START_CODE']
  delete process.env['MEW_START_CODE']
  if (given !== undefined && given !== '') return given
  return scenario === 'empty' ? undefined : randomBytes(16).toString('base64url')
}

function report({ url, webUrl, port }: RunningGateway): void {
  process.stdout.write(`MEW_GATEWAY_READY ${JSON.stringify({ url, webUrl, port, pid: process.pid })}\n`)
}

/** In the foreground until it is told to stop. */
async function run(argv: readonly string[]): Promise<void> {
  const settings = readGatewaySettings(argv)
  const startCode = startCodeOf(settings)
  const launched = process.env['MEW_LAUNCHER'] === '1'
  try {
    const running = await launch(settings, { startCode })
    report(running.gateway)
    if (startCode !== undefined && settings.web && !launched) {
      process.stderr.write(`Open ${running.gateway.webUrl}/#start=${startCode}\n`)
    }
    stopOnSignal(running)
  } catch (error) {
    complain(error, settings)
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

export const start: Subcommand = {
  usage: 'start [scenario] [options]',
  summary: 'a gateway in the foreground, until Ctrl-C',
  about: `Once it serves, it prints one line
  MEW_GATEWAY_READY {"url":…,"webUrl":…,"port":…,"pid":…}
Bots and scripts use url, browsers webUrl. Nothing else goes to standard output.

Scenarios
  empty    nothing and nobody (the default)
  demo     two servers, a dozen channels, thirty people, some of them talking
  two-friends, busy-server, big-history, permissions, reconnect-gap, every-message
           for tests: the same world for the same seed (docs/simulator.md)
  ./mine.yaml
           a file of your own, YAML or JSON: mew-gateway scenario validate ./mine.yaml

The protocol's own variables count as well: mew-gateway help environment.`,
  words: scenarioNames,
  options: gatewayOptions,
  examples: [
    ['mew-gateway start demo', 'look around'],
    ['mew-gateway start --data ./mew', 'an empty gateway that keeps what is said'],
    ['mew-gateway start --port 0 --no-web', 'for a script: any port, the protocol alone'],
  ],
  run,
}
