import { readOptions } from './read-options.ts'
import type { OptionTable, Subcommand } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

const options = {
  json: { type: 'boolean', help: 'for programs: a list of name, rows and does' },
} as const satisfies OptionTable

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(argv, options)
  if (positionals.length > 0) throw new UsageError(`quirks takes no name; "${positionals.join(' ')}" is too much`)
  const { quirkTable } = await import('../simulator/quirks/quirk-table.ts')
  if (values.json === true) {
    process.stdout.write(
      `${JSON.stringify(
        quirkTable.map(({ name, rows, does }) => ({ name, rows, does })),
        null,
        2,
      )}\n`,
    )
    return
  }
  const width = Math.max(...quirkTable.map(({ name }) => name.length))
  for (const { name, rows, does } of quirkTable) process.stdout.write(`${name.padEnd(width)}  ${does} (${rows})\n`)
}

export const quirks: Subcommand = {
  usage: 'quirks [--json]',
  summary: 'known misbehaviour of existing servers that can be turned on',
  about: `Lists what start and exec take as --quirks: each with what a client sees, and the row of the protocol's table of
defects that it shows. All are off unless they are named.`,
  options,
  examples: [
    ['mew-gateway quirks', 'what there is'],
    ['mew-gateway exec --port 0 --quirks reference -- npm test', 'a test suite with all of them on'],
  ],
  run,
}
