import { randomBytes } from 'node:crypto'
import type { RunningGateway } from '../gateway-options.ts'
import type { RunningScenario } from '../simulator/start-scenario.ts'
import { EXIT } from './exit-codes.ts'
import { gatewayOptions, readGatewaySettings, scenarioNames } from './gateway-settings.ts'
import { complain, launch } from './launch.ts'
import { CommandError, runCommand } from './run-command.ts'
import type { Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const MISSING = 'exec needs a command behind two dashes, as in: mew-gateway exec --port 0 -- npm test'

interface Halves {
  readonly own: readonly string[]
  readonly command: readonly string[]
}

function halve(argv: readonly string[]): Halves {
  const at = argv.indexOf('--')
  const command = at === -1 ? [] : argv.slice(at + 1)
  if (command.length === 0) throw new UsageError(MISSING)
  return { own: argv.slice(0, at), command }
}

/** What the command finds: addresses, and the names that kits for bots look for. */
function addressesOf({ url, webUrl }: RunningGateway): Record<string, string> {
  return { MEW_GATEWAY_URL: url, MEW_WEB_URL: webUrl, MEW_URL: url, MEW_API_BASE: `${url}/api` }
}

/** The gateway is there for the command alone: it is gone before the command's code is passed on. */
async function runBeside(running: RunningScenario, command: readonly string[], secret: string): Promise<number> {
  try {
    const addresses = addressesOf(running.gateway)
    return await runCommand(command, { ...process.env, ...addresses, MEW_ADMIN_SECRET: secret })
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    process.stderr.write(`mew-gateway: ${error.message}\n`)
    return EXIT.failure
  } finally {
    await running.stop()
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const { own, command } = halve(argv)
  const settings = readGatewaySettings(own)
  const secret = process.env['MEW_ADMIN_SECRET']?.trim() || randomBytes(32).toString('base64url')
  try {
    const running = await launch(settings, { environment: { ...process.env, MEW_ADMIN_SECRET: secret } })
    process.exit(await runBeside(running, command, secret))
  } catch (error) {
    complain(error, settings)
  }
}

export const exec: Subcommand = {
  usage: 'exec [scenario] [options] -- <command…>',
  summary: 'a gateway for as long as a command runs',
  about: `Starts a gateway, runs the command on this terminal, stops the gateway and ends with the command's own code
(128 and the signal's number where a signal ended it). Signals are passed on to the command.

The command finds in its environment
  MEW_GATEWAY_URL, MEW_URL   the address for bots and scripts
  MEW_WEB_URL                the address for browsers
  MEW_API_BASE               MEW_URL and /api
  MEW_ADMIN_SECRET           what lets services of bots in; made for this run where it is not set

Neither outlives the other: where the command is killed the gateway stops, and where mew-gateway is killed the
command is ended (not on Windows).`,
  words: scenarioNames,
  options: gatewayOptions,
  examples: [
    ['mew-gateway exec --port 0 -- npm test', 'a test suite on a gateway of its own'],
    ['mew-gateway exec demo --port 0 -- node bot.js', 'a bot among the people of the demo'],
    ["mew-gateway exec --port 0 -- sh -c 'curl $MEW_API_BASE/health'", 'one question'],
  ],
  run,
}
