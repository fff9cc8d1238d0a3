import { scenarioNames } from '#shared/simulator/scenario-names.ts'
import { EXIT } from './exit-codes.ts'
import { gatewayOptions, gatewaySettingsOf } from './gateway-settings.ts'
import { halve } from './halve.ts'
import { complain, launch } from './launch.ts'
import type { Exploring } from './explore-command.ts'
import { readFaults } from './read-faults.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { refereed } from './referee.ts'
import { adminSecret, runBeside } from './run-beside.ts'
import { CommandError } from './begin-watched.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const MISSING = 'exec needs a command behind two dashes, as in: mew-gateway exec --port 0 -- npm test'

type Parsed = ReturnType<typeof readOptions<typeof execOptions>>['values']

const execOptions = {
  ...gatewayOptions,
  explore: {
    type: 'string',
    takes: 'N',
    help: 'run it under N schedules of faults, drawn by the seed, until one makes it fail',
  },
  fault: { type: 'string', takes: 'JSON', multiple: true, help: 'a fault that stands in its way (may be repeated)' },
} as const satisfies OptionTable

const MOST_SCHEDULES = 100_000

/** How it is run: on a gateway as it is, under the faults that are named, or under drawn ones. */
async function carryOut(exploring: Exploring, options: Parsed): Promise<number> {
  const { settings, beside, onFinding } = exploring
  const faults = readFaults(options.fault ?? [])
  if (options.explore === undefined && faults.length === 0) {
    const environment = { ...process.env, MEW_ADMIN_SECRET: beside.secret }
    return runBeside(await launch(settings, { environment, onFinding }), beside)
  }
  const { exploreCommand, runUnderFaults } = await import('./explore-command.ts')
  if (options.explore === undefined) return runUnderFaults(exploring, faults)
  return exploreCommand(exploring, wholeNumber('--explore', options.explore, MOST_SCHEDULES))
}

async function run(argv: readonly string[]): Promise<void> {
  const { own, command } = halve(argv, MISSING)
  const read = readOptions(own, execOptions)
  const settings = gatewaySettingsOf(read)
  try {
    const beside = { command, secret: adminSecret(settings.data) }
    const code = await refereed(settings, (onFinding) => carryOut({ settings, beside, onFinding }, read.values))
    process.exit(code)
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (!(error instanceof CommandError)) {
      complain(error, settings)
      return
    }
    process.stderr.write(`mew-gateway: ${error.message}\n`)
    process.exit(EXIT.failure)
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
  MEW_ADMIN_SECRET           what lets services of bots in; made where it is not set, for this run or, with --data, once
  MEW_CONTROL_URL, MEW_CONTROL_TOKEN
                             the control API and what opens it, where it is on

Where the command returns 0 and something that the scenario expects does not hold, the code is 1.

Neither outlives the other: where the command is killed the gateway stops, and where mew-gateway is killed the
command is ended (not on Windows).

With --strict what it does wrong as a client is told on standard error, and where it ends with 0 all the same, exec ends
with 5.

With --explore the command runs once under each schedule: a few faults that networks and servers really have, such as
a lost answer or a broken connection. The first that makes it fail is shrunk to its fewest faults, and one line is
printed that does it again.`,
  words: scenarioNames,
  options: execOptions,
  examples: [
    ['mew-gateway exec --port 0 -- npm test', 'a test suite on a gateway of its own'],
    ['mew-gateway exec --port 0 --explore 200 -- node client.js', 'the faults that a client does not stand'],
    ['mew-gateway exec --port 0 --strict -- npm test', 'a test suite, and a referee for its client'],
    ['mew-gateway exec demo --port 0 -- node bot.js', 'a bot among the people of the demo'],
    ["mew-gateway exec --port 0 -- sh -c 'curl $MEW_API_BASE/health'", 'one question'],
  ],
  run,
}
