import { randomBytes } from 'node:crypto'
import { scenarioNames } from '#shared/simulator/scenario-names.ts'
import type { RunningScenario } from '../simulator/start-scenario.ts'
import { gatewayOptions, readGatewaySettings, type GatewaySettings } from './gateway-settings.ts'
import { complain, launch, type Launched } from './launch.ts'
import type { Subcommand } from './subcommand.ts'
import { writeReadyFile } from './write-ready-file.ts'

/** The code that lets its holder in as the owner: the launcher's, or for a scenario with a world to look at a fresh one. */
function startCodeOf({ scenario }: GatewaySettings): string | undefined {
  const given = process.env['MEW_START_CODE']
  delete process.env['MEW_START_CODE']
  if (given !== undefined && given !== '') return given
  return scenario === 'empty' ? undefined : randomBytes(16).toString('base64url')
}

/** The file first: whoever has read the line finds it. */
function report({ gateway, control }: Launched, readyFile: string | undefined): void {
  const { url, webUrl, port } = gateway
  const ready = { url, webUrl, port, pid: process.pid, ...(control === undefined ? {} : { controlUrl: control.url }) }
  if (readyFile !== undefined) {
    writeReadyFile(readyFile, { ...ready, ...(control === undefined ? {} : { controlToken: control.token }) })
  }
  process.stdout.write(`MEW_GATEWAY_READY ${JSON.stringify(ready)}\n`)
}

/** In the foreground until it is told to stop. */
async function run(argv: readonly string[]): Promise<void> {
  const settings = readGatewaySettings(argv)
  const startCode = startCodeOf(settings)
  const launched = process.env['MEW_LAUNCHER'] === '1'
  try {
    const onFinding = settings.strict ? (await import('./referee.ts')).sayFinding : undefined
    const running = await launch(settings, { startCode, onFinding })
    report(running, settings.readyFile)
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
  MEW_GATEWAY_READY {"url":…,"webUrl":…,"port":…,"pid":…,"controlUrl":…}
Bots and scripts use url, browsers webUrl; controlUrl is the control API's, where it is on. Nothing else goes to
standard output. What opens the API stands in the file of --ready-file, and in a record the other commands find:
  mew-gateway inspector    opens it in a browser

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
    ['mew-gateway start demo --faults flaky-wifi', 'how a client fares on a bad line'],
  ],
  run,
}
