import path from 'node:path'
import { isScenarioFile } from '#shared/simulator/scenario-names.ts'
import type { ControlClient } from './control-client.ts'
import { EXIT } from './exit-codes.ts'
import { gatewayChoice, withGateway } from './find-gateway.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  seed: { type: 'string', takes: 'N', help: 'the seed of its world (the one it has)' },
  ...gatewayChoice,
} as const satisfies OptionTable

type State = Awaited<ReturnType<typeof restart>>
const restart = (client: ControlClient) => client.call('POST /reset')

function tell({ scenario, seed: number, url, people }: State): void {
  process.stdout.write(`${url} has ${scenario} of seed ${number}, with ${people.length} people\n`)
}

async function runSeed(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const [named, ...rest] = positionals
  if (named === undefined || rest.length > 0) throw new UsageError('seed takes the name of one scenario')
  const number = values.seed === undefined ? {} : { seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1) }
  // The gateway may run in another directory than this.
  const scenario = isScenarioFile(named) ? path.resolve(named) : named
  const plant = async (client: ControlClient): Promise<void> => {
    tell(await client.call('POST /scenario', { body: { scenario, ...number } }))
  }
  // What is not found there is the scenario.
  await withGateway(values.port, plant, { 404: EXIT.scenario })
}

async function runReset(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, gatewayChoice)
  if (positionals.length > 0) throw new UsageError('reset takes no scenario: mew-gateway seed does')
  await withGateway(values.port, async (client) => {
    tell(await restart(client))
  })
}

export const seed: Subcommand = {
  usage: 'seed <scenario> [options]',
  summary: 'another world in a running gateway, at the same address',
  about: `Everybody is disconnected, what was there is gone, and the journal begins anew. A gateway that keeps its data (--data)
refuses.`,
  options,
  examples: [['mew-gateway seed demo', 'the people of the demo move in']],
  run: runSeed,
}

export const reset: Subcommand = {
  usage: 'reset [options]',
  summary: 'the world of a running gateway as it was at its start',
  about: 'As mew-gateway seed with the scenario and the seed it has.',
  options: gatewayChoice,
  examples: [['mew-gateway reset', 'back to the beginning']],
  run: runReset,
}
