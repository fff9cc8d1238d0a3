import { ScenarioError } from '../simulator/scenarios.ts'
import { EXIT } from './exit-codes.ts'
import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  json: { type: 'boolean', help: 'one line of JSON for a program to read' },
} as const satisfies OptionTable

const USAGE = 'scenario validate <file>'

/** @throws UsageError */
function fileOf(positionals: readonly string[]): string {
  const [action, file, ...rest] = positionals
  if (action === 'validate' && file !== undefined && rest.length === 0) return file
  throw new UsageError(
    `scenario takes one file to look at, as in: mew-gateway ${USAGE.replace('<file>', './mine.yaml')}`,
  )
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  const file = fileOf(positionals)
  const { loadFile } = await import('../simulator/scenario/load-scenario.ts')
  const { ScenarioFileError } = await import('../simulator/scenario/scenario-file-error.ts')
  try {
    const { name, title } = await loadFile(file)
    process.stdout.write(
      values.json === true ? `${JSON.stringify({ file, valid: true, name })}\n` : `${file}: ${title}\n`,
    )
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const problems = error instanceof ScenarioFileError ? error.problems : [{ message: error.message }]
    if (values.json === true) process.stdout.write(`${JSON.stringify({ file, valid: false, problems })}\n`)
    else process.stderr.write(`${error.message}\n`)
    process.exitCode = EXIT.scenario
  }
}

export const scenario: Subcommand = {
  usage: `${USAGE} [options]`,
  summary: 'whether a scenario’s file is right, and where it is not',
  about: `Reads a scenario, YAML or JSON, and says of everything that is wrong in which line and column it stands and what
was expected: keys that there are not, spans of time, references to nobody. Ends with 0, or with 4.

The form is published as docs/scenario.schema.json; editors complete by it:
  # yaml-language-server: $schema=…/docs/scenario.schema.json`,
  words: ['validate'],
  options,
  examples: [
    ['mew-gateway scenario validate ./mine.yaml', 'what is wrong with it'],
    ['mew-gateway start ./mine.yaml', 'start with it'],
  ],
  run,
}
